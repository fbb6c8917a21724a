package cli

import (
	"os"
	"runtime"
	"syscall"
)

// raise sends a signal to this process and returns once it has arrived. Sent
// to the process as a whole, it might come when nobody takes it any more.
func raise(s syscall.Signal) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	return syscall.Tgkill(os.Getpid(), syscall.Gettid(), s)
}
