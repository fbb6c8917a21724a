//go:build unix

package outfile

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Nothing but a regular file is replaced, also with force: what is no file is kept
// as it is, and so is what a link leads to.
func TestNothingIrregularIsReplaced(t *testing.T) {
	dir := t.TempDir()
	target, link, dangling := filepath.Join(dir, "target"), filepath.Join(dir, "link"), filepath.Join(dir, "dangling")
	socket := filepath.Join(dir, "s")
	err := errors.Join(os.WriteFile(target, []byte("old"), 0o600), os.Symlink(target, link), os.Symlink("nowhere", dangling))
	if err != nil {
		t.Fatal(err)
	}
	if l, err := net.Listen("unix", socket); err == nil {
		defer l.Close()
	} else if err := os.Symlink("nowhere", socket); err != nil { // the path is too long for one
		t.Fatal(err)
	}
	for path, says := range map[string]string{link: "is a link to ", dangling: "is a link", socket: " is a "} {
		for _, force := range []bool{false, true} {
			f := File{Path: path, Force: force}
			before, err := os.Lstat(path)
			if err != nil {
				t.Fatal(err)
			}
			for name, err := range map[string]error{"check": f.Check(""), "write": f.Write([]byte("new"))} {
				var irregular *Irregular
				if !errors.As(err, &irregular) || !strings.Contains(irregular.Words().Happened, says) {
					t.Errorf("%s of %s, force %v: %v", name, path, force, err)
				}
			}
			if after, err := os.Lstat(path); err != nil || after.Mode() != before.Mode() {
				t.Errorf("%s is now %v, %v", path, after.Mode(), err)
			}
		}
	}
	if text, err := os.ReadFile(target); err != nil || string(text) != "old" {
		t.Errorf("the target holds %q, %v", text, err)
	}
	if err := (File{Path: link}).CheckWhole(); err == nil {
		t.Error("a link may be replaced by a whole file")
	}
}

// A pipe and a device take what is written, and are there afterwards. Nobody waits
// for a reader.
func TestStreams(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	f := File{Path: pipe}
	var unwritten *Unwritten
	if err := f.Write([]byte("x")); !errors.As(err, &unwritten) || !strings.Contains(unwritten.Words().Happened, "nothing reads from that pipe") {
		t.Errorf("without a reader: %v", err)
	}
	reader, err := os.OpenFile(pipe, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := errors.Join(f.Check(""), f.Write([]byte("Nobody came in."))); err != nil {
		t.Error(err)
	}
	if text, err := io.ReadAll(reader); err != nil || string(text) != "Nobody came in." {
		t.Errorf("it read %q, %v", text, err)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode().Type() != os.ModeNamedPipe || f.Privacy() != "" {
		t.Errorf("%v, %v, %q", info.Mode(), err, f.Privacy())
	}
	if err := f.CheckWhole(); err == nil {
		t.Error("a pipe may be replaced by a whole file")
	}
	null := filepath.Join(filepath.Dir(pipe), "null") // a link, so that no device of this computer is ever replaced
	if err := os.Symlink(os.DevNull, null); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(File{Path: null, Force: true}.Check(""), File{Path: null, Force: true}.Write([]byte("x"))); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat(null); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link to a device is now %v, %v", info.Mode(), err)
	}
}
