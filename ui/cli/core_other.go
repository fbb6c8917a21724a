//go:build !linux && (darwin || freebsd)

package cli

// undumpable is not known here.
func undumpable() {}
