//go:build !linux

package vault

// onMainThread is not known here.
func onMainThread() bool { return false }

// interruptThread does nothing here: how to is not known.
func interruptThread() {}
