//go:build !linux

package vault

// machineMemory is not known here. What runs the other systems that Go supports
// has 2 GB at least.
func machineMemory() uint64 { return 0 }
