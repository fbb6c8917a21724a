//go:build !linux && !darwin && !freebsd

package guarded

func peerOf(int) (int, error) { return 0, errNoPeer }
