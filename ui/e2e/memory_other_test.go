//go:build !windows && (!linux || race)

package e2e

import "testing"

func TestMemoryOfALockedProgram(t *testing.T) {
	t.Skip("SKIPPED: the memory of another program is looked through on Linux only, as root, and without the race detector")
}
