package outfile

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A device stays one, whatever is forced upon it.
func TestADeviceStays(t *testing.T) {
	const null = 1<<8 | 3
	device := filepath.Join(t.TempDir(), "null")
	if err := syscall.Mknod(device, syscall.S_IFCHR|0o600, null); err != nil {
		t.Skip("only root makes devices: ", err)
	}
	f := File{Path: device, Force: true}
	if err := errors.Join(f.Check(""), f.Write([]byte("x"))); err != nil && !errors.Is(err, os.ErrPermission) { // a disk without devices
		t.Error(err)
	}
	if info, err := os.Lstat(device); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		t.Errorf("the device is now %v, %v", info.Mode(), err)
	}
}
