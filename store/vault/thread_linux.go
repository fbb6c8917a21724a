package vault

import "syscall"

// onMainThread reports whether this thread is the first of the process.
func onMainThread() bool { return syscall.Gettid() == syscall.Getpid() }

// interruptThread interrupts this thread as the runtime does when others want to go on.
func interruptThread() { _ = syscall.Tgkill(syscall.Getpid(), syscall.Gettid(), syscall.SIGURG) }
