package vault

import "runtime"

// vanishing does work with secrets on a stack and a thread of its own, which nobody uses
// afterwards. Libraries leave parts of a passphrase on the stack and in registers. A
// large stack goes back to the system whole. What the system saved of the registers when
// the thread was interrupted is overwritten by one more interruption, when there is
// nothing in them.
func vanishing(work func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		if onMainThread() { // which stays to the end: another one is taken while this waits
			vanishing(work)
			runtime.UnlockOSThread()
			return
		}
		deep(0) // the stack grows before there is anything on it
		work()
		overwrite(0)
		emptyRegisters()
		interruptThread()
	}() // locked to its thread at the end, which ends with it
	<-done
}

// deep needs so much of the stack that the runtime takes it from the system alone.
//
//go:noinline
func deep(fill byte) byte {
	var b [64 << 10]byte
	for i := range b {
		b[i] = fill
	}
	return b[len(b)/2+int(fill)]
}

// overwrite clears as much of the stack as the libraries use. It is less than deep
// needs, so that the stack, which the runtime may have made smaller, does not move.
//
//go:noinline
func overwrite(fill byte) byte {
	var b [8 << 10]byte
	for i := range b {
		b[i] = fill
	}
	return b[len(b)/2+int(fill)]
}

// emptyRegisters moves zeros, through every register through which something is moved:
// a large piece takes other ones than a small one.
//
//go:noinline
func emptyRegisters() {
	var from, to [4 << 10]byte
	for _, size := range []int{len(from), 256, 128, 64, 32, 16} {
		copy(to[:size], from[:size])
	}
}
