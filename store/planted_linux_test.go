package store

import "syscall"

// plantDevice puts /dev/zero at a name: it has no end.
func plantDevice(path, _ string) error { return syscall.Mknod(path, syscall.S_IFCHR|0o600, 1<<8|5) }
