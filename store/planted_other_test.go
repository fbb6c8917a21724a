//go:build unix && !linux

package store

import "errors"

func plantDevice(string, string) error { return errors.ErrUnsupported }
