//go:build linux || darwin || freebsd

package cli

import "syscall"

// noCore sees to it that a crash writes no memory to the disk: there may be a key
// in it, and words. What the system refuses it refuses.
func noCore() {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	undumpable()
}
