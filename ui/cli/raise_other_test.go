//go:build unix && !linux

package cli

import (
	"os"
	"syscall"
)

// raise sends a signal to this process.
func raise(s syscall.Signal) error { return syscall.Kill(os.Getpid(), s) }
