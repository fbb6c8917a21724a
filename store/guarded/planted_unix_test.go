//go:build unix

package guarded

import (
	"fmt"
	"os"
	"syscall"
	"testing"
)

func pipe(t *testing.T, path, _ string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes can be made here:", err)
	}
}

func handed(f *os.File) string { return fmt.Sprintf("/dev/fd/%d", f.Fd()) }
