//go:build unix && !freebsd

package store

import "syscall"

func setTo(limit *syscall.Rlimit, size uint64) { limit.Cur = size }
