package e2e

import (
	"syscall"
	"testing"
)

// smallDisk puts a disk of 2 MB where a folder is. Only root may; else the test
// is skipped.
func smallDisk(t *testing.T, folder string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=2m,mode=700"); err != nil {
		t.Skip("no disk of its own: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}
