//go:build !linux && !darwin && !freebsd

package cli

// noCore has nothing to do here: the system writes no memory of a program that
// has not asked for it.
func noCore() {}
