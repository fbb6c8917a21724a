//go:build !linux && !darwin && !freebsd && !windows

package disk

// FreeSpace is not known here.
func FreeSpace(string) int64 { return -1 }
