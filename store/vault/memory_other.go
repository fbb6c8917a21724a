//go:build !linux

package vault

// machineMemory returns 0: the memory is not known here. Computers with the other
// systems that Go supports have 2 GB at least.
func machineMemory() uint64 { return 0 }
