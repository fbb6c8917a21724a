//go:build !linux && !windows

package e2e

import "testing"

func smallDisk(t *testing.T, _ string) {
	t.Helper()
	t.Skip("no disk of its own here")
}
