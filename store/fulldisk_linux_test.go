package store

import (
	"errors"
	"fmt"
	"goldenthread/store/problem"
	"goldenthread/store/related"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

const fullEnv = "GOLDENTHREAD_TEST_FULL"

// onAFullDisk works in a process for which the disk is full: no file may grow
// beyond a size. It returns the first thing that is not as it should be.
func onAFullDisk(path string) error {
	fresh := filepath.Join(filepath.Dir(path), "fresh.db")
	if err := room(5000); err != nil {
		return err
	}
	if _, err := Open(fresh, Options{}); !isFull(err) {
		return fmt.Errorf("a new workbook: %v", err)
	}
	if _, err := os.Stat(fresh); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("half of a new workbook is left: %v", err)
	}
	if err := room(1 << 30); err != nil {
		return err
	}
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	if _, err := s.Add(answer(noticed, strings.Repeat("and more ", 20_000)), "What did you notice?"); err != nil {
		return err
	}
	if err := room(1 << 16); err != nil {
		return err
	}
	if _, err := s.Snapshot(""); err == nil || !problem.IsDiskFull(err) {
		return fmt.Errorf("snapshot: %v", err)
	}
	if entries, err := os.ReadDir(related.SnapshotFolder(path)); err != nil || len(entries) > 0 {
		return fmt.Errorf("snapshots: %v %v", entries, err)
	}
	if err := room(1 << 30); err != nil { // there is space again
		return err
	}
	if _, err := s.Snapshot(""); err != nil {
		return err
	}
	return errors.Join(s.Close(), Verify(path).Err)
}

// room lets no file of this process grow beyond a size.
func room(size uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	limit.Cur = min(size, limit.Max)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
}

func isFull(err error) bool {
	var p *Problem
	return errors.As(err, &p) && p.Kind == ProblemDiskFull
}

// On a full disk neither half of a workbook is made nor half of a snapshot.
func TestFullDiskLeavesNoHalves(t *testing.T) {
	if path := os.Getenv(fullEnv); path != "" { // in a process of its own
		signal.Ignore(syscall.SIGXFSZ)
		check0(t, onAFullDisk(path))
		return
	}
	t.Parallel()
	path := workbookPath(t)
	closeStore(t, openAt(t, path, Options{}))
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), fullEnv+"="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}
