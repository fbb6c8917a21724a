package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// withSnapshot makes a workbook of two answers, the second later than the
// snapshot of it.
func withSnapshot(t *testing.T) (path string, snap Snapshot) {
	t.Helper()
	path = workbookPath(t)
	s := openAt(t, path, Options{Now: newClock().now})
	add(t, s, answer(noticed, "the head's office"))
	snap = snapshot(t, s, "")
	add(t, s, answer(noticed, "the corridor"))
	closeStore(t, s)
	return path, snap
}

func TestRestore(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, path string)
		aside string // the ending of its name
	}{
		"sound":   {func(*testing.T, string) {}, ".before-restore-20261122-130300"},
		"missing": {func(t *testing.T, path string) { check0(t, os.Remove(path)) }, ""},
		"empty":   {func(t *testing.T, path string) { check0(t, os.Truncate(path, 0)) }, ".damaged-20261122-130300"},
		"cut":     {func(t *testing.T, path string) { check0(t, os.Truncate(path, 5000)) }, ".damaged-20261122-130300"},
		"foreign": {func(t *testing.T, path string) { check0(t, os.WriteFile(path, []byte("Dear all"), 0o600)) }, ".damaged-20261122-130300"},
		"flipped": {func(t *testing.T, path string) { flipText(t, path, "the corridor") }, ".damaged-20261122-130300"},
	} {
		t.Run(name, func(t *testing.T) {
			path, snap := withSnapshot(t)
			c.spoil(t, path)
			before, _ := os.ReadFile(path)
			done, err := Restore(path, snap.Path, Options{Now: newClock().now})
			if err != nil {
				t.Fatal(err)
			}
			holds(t, path, "the head's office")
			if done.Path != path || done.From.Answers != 1 || done.Sound != (name == "sound") {
				t.Errorf("%+v", done)
			}
			if c.aside == "" {
				same(t, "aside", done.Aside, "")
				return
			}
			same(t, "aside", done.Aside, path+c.aside)
			after, err := os.ReadFile(done.Aside)
			if err != nil || string(after) != string(before) {
				t.Errorf("the file that was there: %d bytes, %d were, %v", len(after), len(before), err)
			}
			s := openAt(t, path, Options{}) // and on it goes
			add(t, s, answer(noticed, "the yard"))
			again, err := os.ReadFile(done.Aside)
			if err != nil || string(again) != string(before) {
				t.Error("the file that was set aside is still written to")
			}
		})
	}
}

func check0(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	path, snap := withSnapshot(t)
	bad := filepath.Join(t.TempDir(), "bad.db")
	check0(t, disk.Disk{}.Copy(snap.Path, bad))
	flipText(t, bad, "the head's office")
	letter := filepath.Join(t.TempDir(), "letter.txt")
	check0(t, os.WriteFile(letter, []byte("Dear all"), 0o600))
	folder := files(t, filepath.Dir(path))
	for _, from := range []string{bad, letter, filepath.Join(filepath.Dir(path), "none.db"), filepath.Dir(path), path} {
		if _, err := Restore(path, from, Options{}); err == nil {
			t.Errorf("from %s: no error", from)
		}
		holds(t, path, "the head's office", "the corridor")
		same(t, "files", files(t, filepath.Dir(path)), folder)
	}
	s := openAt(t, path, Options{})
	_, err := Restore(path, snap.Path, Options{})
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemInUse || p.Holder == nil {
		t.Errorf("while it is open: %v", err)
	}
	holdsOpen(t, s, "the head's office", "the corridor")
}

func TestRestoreTwiceInASecond(t *testing.T) {
	path, snap := withSnapshot(t)
	for range 3 {
		if _, err := Restore(path, snap.Path, Options{Now: newClock().now}); err != nil {
			t.Fatal(err)
		}
	}
	aside := 0
	for _, name := range files(t, filepath.Dir(path)) {
		if strings.Contains(name, ".before-restore-") {
			aside++
		}
	}
	same(t, "set aside", aside, 3)
}

// Killed before its last step a restore has left the old workbook in its place,
// and the next one begins anew.
func TestRestoreCutShort(t *testing.T) {
	path, snap := withSnapshot(t)
	check0(t, disk.Disk{}.Copy(snap.Path, related.RestoringPath(path)))
	check0(t, os.Truncate(related.RestoringPath(path), 5000))
	if _, err := file.SetAside(disk.Disk{}, path, related.AsideSound(), time.Now()); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "the head's office", "the corridor")
	if _, err := Restore(path, snap.Path, Options{}); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "the head's office")
	if _, err := os.Stat(related.RestoringPath(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("left over: %v", err)
	}
}

// restoringChild restores a workbook until it is killed.
func restoringChild(path, snapshot string) int {
	for {
		if _, err := Restore(path, snapshot, Options{}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
}

// Killed as soon as the old workbook has its second name, a restore leaves a
// whole workbook in the place, the old one or the new one.
func TestRestoreKilled(t *testing.T) {
	path, snap := withSnapshot(t)
	for range 20 {
		before, err := related.SetAside(path)
		check0(t, err)
		p := exec.Command(os.Args[0])
		p.Env = append(os.Environ(), childEnv+"="+path, snapEnv+"="+snap.Path)
		check0(t, p.Start())
		ended := make(chan error, 1)
		go func() { ended <- p.Wait() }()
		for now := before; len(now) == len(before); {
			now, err = related.SetAside(path)
			check0(t, err)
			select {
			case err := <-ended:
				t.Fatalf("the child ended by itself: %v", err)
			default:
			}
		}
		check0(t, p.Process.Kill())
		<-ended
		if snap := Verify(path); snap.Err != nil || snap.Answers != 1 {
			t.Fatalf("%+v", snap)
		}
	}
	done, err := Restore(path, snap.Path, Options{})
	if err != nil || !done.Sound {
		t.Errorf("%+v %v", done, err)
	}
	all, err := related.SetAside(path)
	check0(t, err)
	oldest := false
	for _, aside := range all {
		s := Verify(aside)
		check0(t, s.Err)
		st := openAt(t, aside, Options{ReadOnly: true})
		history, err := st.History(noticed)
		check0(t, err)
		oldest = oldest || len(history) == 2
		closeStore(t, st)
	}
	if !oldest {
		t.Error("the workbook that was there first is gone")
	}
}

// A link to a workbook stays one.
func TestRestoreThroughLink(t *testing.T) {
	path, snap := withSnapshot(t)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if _, err := Restore(link, snap.Path, Options{}); err != nil {
		t.Fatal(err)
	}
	if target, err := os.Readlink(link); err != nil || target != path {
		t.Errorf("it leads to %q, %v", target, err)
	}
	holds(t, path, "the head's office")
}
