package store

import "syscall"

func setTo(limit *syscall.Rlimit, size uint64) { limit.Cur = int64(size) }
