package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
	"goldenthread/store/vault"
)

const (
	clearEnv = "GOLDENTHREAD_TEST_CLEAR"
	callEnv  = "GOLDENTHREAD_TEST_CALL"

	secretWords = "the-secret-marker-of-the-head"
	keptWords   = "the-other-marker-that-stays"
)

// killable is a verb that a process is killed in, and what must be so when the program
// was started again and its questions were answered with yes.
type killable struct {
	before func(t *testing.T, path string)      // what was done before; may be nil
	do     func(d disk.Disk, path string) error // it opens and closes what it needs
	after  func(t *testing.T, path string)      // after the next start
	leaves bool                                 // the next start may find no workbook
}

// elsewhere is the path that a person names for a copy.
func elsewhere(path string) string {
	return filepath.Join(filepath.Dir(path), "stick", "copy.db")
}

func opened(d disk.Disk, path string, do func(s *Store) error) error {
	s, err := openOn(d, path, Options{})
	if err != nil {
		return err
	}
	if s.Locked() {
		err = s.Unlock([]byte(quiet))
	}
	if err == nil {
		err = do(s)
	}
	return errors.Join(err, s.Close())
}

func secretPlace(slot Slot) bool { return slot == noticed }

// killables are the verbs that write something of a workbook to somewhere.
func killables() map[string]killable {
	forget := func(d disk.Disk, path string) error {
		return opened(d, path, func(s *Store) error {
			_, err := s.Forget(secretPlace)
			return err
		})
	}
	purge := func(d disk.Disk, path string) error {
		return opened(d, path, func(s *Store) error {
			_, err := s.Purge(secretPlace)
			return err
		})
	}
	nowhereElse := func(t *testing.T, path string) {
		holdsBoth(t, path)
		for _, name := range files(t, filepath.Dir(elsewhere(path))) {
			if at := elsewhere(path); name != filepath.Base(at) {
				t.Errorf("%s is left on the stick", name)
			} else if err := Verify(at).Err; err != nil {
				t.Errorf("the copy is there, and not whole: %v", err)
			}
		}
	}
	return map[string]killable{
		"seal": {nil, func(d disk.Disk, path string) error {
			return opened(d, path, func(s *Store) error { return newKeys(s, quiet) })
		}, sealedOrAsItWas, false},
		"unseal": {func(t *testing.T, path string) {
			check0(t, opened(quick, path, func(s *Store) error { return newKeys(s, quiet) }))
		}, func(d disk.Disk, path string) error { return opened(d, path, (*Store).Unseal) }, holdsBoth, false},
		"new-key": {func(t *testing.T, path string) {
			check0(t, opened(quick, path, func(s *Store) error { return newKeys(s, quiet) }))
		}, func(d disk.Disk, path string) error {
			return opened(d, path, func(s *Store) error { return newKeys(s, quiet) })
		}, sealedOrAsItWas, false},
		"forget": {nil, forget, forgottenOrAsItWas, false},
		"purge":  {func(t *testing.T, path string) { check0(t, forget(quick, path)) }, purge, forgottenOrAsItWas, false},
		"forget-all": {nil, func(d disk.Disk, path string) error {
			_, err := forgetAllOn(d, path, Options{})
			return err
		}, func(t *testing.T, path string) {
			_, err := ForgetAll(path, Options{})
			check0(t, err)
			for _, marker := range []string{secretWords, keptWords} {
				if got := found(t, filepath.Dir(path), marker); len(got) > 0 {
					t.Errorf("%s is left in %v", marker, got)
				}
			}
		}, true},
		"backup": {nil, func(d disk.Disk, path string) error {
			s, err := openOn(d, path, Options{ReadOnly: true})
			if err != nil {
				return err
			}
			_, err = s.Backup(elsewhere(path), false)
			return errors.Join(err, s.Close())
		}, nowhereElse, false},
		"save-as": {nil, func(d disk.Disk, path string) error {
			return opened(d, path, func(s *Store) error {
				to, err := s.SaveAs(filepath.Join(filepath.Dir(path), "other.db"))
				if err != nil {
					return err
				}
				return to.Close()
			})
		}, holdsBoth, false},
		"snapshot": {nil, func(d disk.Disk, path string) error {
			return opened(d, path, func(s *Store) error {
				_, err := s.Snapshot("")
				return err
			})
		}, func(t *testing.T, path string) {
			holdsBoth(t, path)
			for _, snap := range snapshots(t, path) {
				check0(t, Verify(snap.Path).Err)
			}
		}, false},
		"restore": {nil, func(d disk.Disk, path string) error {
			all, err := Snapshots(path)
			if err != nil {
				return err
			}
			_, err = restoreOn(d, path, all[0].Path, Options{})
			return err
		}, holdsBoth, false},
		"salvage": {nil, func(d disk.Disk, path string) error {
			_, err := salvageOn(d, path, elsewhere(path), nil, Options{})
			return err
		}, nowhereElse, false},
		"salvage-sealed": {func(t *testing.T, path string) {
			check0(t, opened(quick, path, func(s *Store) error { return newKeys(s, quiet) }))
		}, func(d disk.Disk, path string) error {
			_, err := salvageOn(d, path, elsewhere(path), func(h *vault.Header) (*vault.Keys, error) { return h.Unlock([]byte(quiet)) }, Options{})
			return err
		}, nowhereElse, false},
		"rewrite": {nil, func(d disk.Disk, path string) error {
			return opened(d, path, func(s *Store) error { return s.file.Rewrite(file.Rewriting{}) })
		}, holdsBoth, false},
		"import": {nil, func(d disk.Disk, path string) error {
			return opened(d, path, func(s *Store) error {
				other, err := s.Record(func(Slot) bool { return true })
				if err != nil {
					return err
				}
				for i := range other.Revisions {
					other.Revisions[i].ID, err = s.NewID()
					other.Revisions[i].Field += "9"
					other.Revisions[i].Parents = nil
				}
				if err != nil {
					return err
				}
				_, err = s.Import(other)
				return err
			})
		}, holdsBoth, false},
	}
}

// holdsBoth says that nothing was lost.
func holdsBoth(t *testing.T, path string) {
	t.Helper()
	check0(t, opened(quick, path, func(s *Store) error {
		all, err := readLines(s)
		for _, marker := range []string{secretWords, keptWords} {
			if !strings.Contains(fmt.Sprint(all), marker[:20]) {
				t.Errorf("%s is lost", marker)
			}
		}
		return err
	}))
}

// sealedOrAsItWas says that the workbook is sealed and nothing lies in clear, once the
// question about the rest was answered, which is still open; or that it was not sealed.
func sealedOrAsItWas(t *testing.T, path string) {
	t.Helper()
	holdsBoth(t, path)
	check0(t, opened(quick, path, func(s *Store) error {
		if !s.Sealed() {
			return nil
		}
		left, err := s.UnsealedCopies()
		if about, unread := AskSealed.Unanswered(s); len(left) > 0 && len(about) == 0 || unread != nil {
			t.Errorf("%d files are left, and nobody is asked (%v)", len(left), unread)
		}
		for _, l := range left {
			err = errors.Join(err, s.RemoveUnsealedCopy(l))
		}
		for _, marker := range []string{secretWords, keptWords} {
			if got := found(t, filepath.Dir(path), marker); len(got) > 0 {
				t.Errorf("sealed, and %s is in %v", marker, got)
			}
		}
		return errors.Join(err, AskSealed.Answer(s))
	}))
}

// forgottenOrAsItWas says that what was deleted is nowhere, once the question about the
// copies was answered, which is still open; or that it was not deleted.
func forgottenOrAsItWas(t *testing.T, path string) {
	t.Helper()
	check0(t, opened(quick, path, func(s *Store) error {
		all, err := readLines(s)
		if !strings.Contains(fmt.Sprint(all), keptWords[:20]) {
			t.Errorf("what was not deleted is lost: %v", all)
		}
		if strings.Contains(fmt.Sprint(all), secretWords[:20]) {
			return err
		}
		copies, wrong := s.CopiesWithDeleted(secretPlace)
		if about, unread := AskDeleted.Unanswered(s); len(copies) > 0 && len(about) == 0 || unread != nil {
			t.Errorf("%d copies hold it, and nobody is asked (%v)", len(copies), unread)
		}
		left, purged := s.Purge(secretPlace)
		for _, l := range left {
			purged = errors.Join(purged, s.RemoveCopyWithDeleted(l))
		}
		if got := found(t, filepath.Dir(path), secretWords); len(got) > 0 {
			t.Errorf("deleted, and in %v", got)
		}
		if got := found(t, filepath.Dir(path), keptWords); len(got) == 0 {
			t.Error("what was not deleted is nowhere")
		}
		return errors.Join(err, wrong, purged, AskDeleted.Answer(s))
	}))
}

// clearDesk makes a workbook with a secret in it, in its snapshot, in a file that was set
// aside and in a journal, and something else in all of them.
func clearDesk(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "workbook.db")
	c := newClock()
	s := openAtOn(quick, t, path, Options{Now: c.now})
	add(t, s, answer(noticed, secretWords))
	add(t, s, answer(rated, keptWords))
	check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: Slot{notice, "answer2"}, Body: Body{Text: keptWords}}, ""))
	snap := snapshot(t, s, "")
	c.pass(time.Hour)
	closeStore(t, s)
	check0(t, (disk.Disk{}).Copy(snap.Path, path+".before-restore-20261101-120000"))
	journalOf(t, path, "20261102-120000", noticed, secretWords, rated, keptWords)
	check0(t, os.Mkdir(filepath.Dir(elsewhere(path)), 0o700))
}

// copyFolder copies a folder with all that is in it.
func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	check0(t, os.CopyFS(to, os.DirFS(from)))
	check0(t, filepath.WalkDir(to, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			err = os.Chmod(path, 0o600)
		}
		return err
	}))
}

// Whatever call to the disk a verb is killed at: after the next start and its questions
// nothing that was sealed or deleted is left in clear, nothing else is lost, and every
// file beside the workbook is one of the table. Once every call from then on fails in
// this process, and once another process is really killed there.
func TestNothingIsLeftInClear(t *testing.T) {
	t.Parallel()
	for name, verb := range killables() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := inMemory(t)
			defer os.RemoveAll(folder)
			desk := filepath.Join(folder, "desk")
			clearDesk(t, desk)
			if verb.before != nil {
				verb.before(t, filepath.Join(desk, "workbook.db"))
			}
			kills := 0
			for n := 0; ; n += stride() {
				dir := filepath.Join(folder, strconv.Itoa(n))
				copyFolder(t, desk, dir)
				f := &trap{t: t, after: n, err: errors.New("killed"), stays: true}
				path := filepath.Join(dir, "workbook.db")
				err := verb.do(disk.Disk{Before: f.ask, Reached: func(what string) error { return f.ask("reach", what) }, NoSync: true}, path)
				if !f.sprung() {
					check0(t, err)
				}
				verb.startAgain(t, path, fmt.Sprintf("call %d, %s", n, f.calls[min(n, len(f.calls)-1)]))
				check0(t, os.RemoveAll(dir))
				if t.Failed() || !f.sprung() {
					break
				}
				kills++
				copyFolder(t, desk, dir)
				killAt(t, name, path, n)
				verb.startAgain(t, path, fmt.Sprintf("killed at call %d, %s", n, f.calls[n]))
				check0(t, os.RemoveAll(dir))
			}
			t.Logf("%d processes were killed", kills)
		})
	}
}

// startAgain opens the workbook as the next start does, and looks at what is there.
func (v killable) startAgain(t *testing.T, path, when string) {
	t.Helper()
	err := opened(quick, path, func(*Store) error { return nil })
	if err != nil && !v.leaves {
		t.Errorf("the next start: %v", err)
	}
	all, err := related.Files(path)
	check0(t, err)
	for _, f := range all {
		if f.Half {
			t.Errorf("%s is left", f.Path)
		}
	}
	others := []string{"other.db", "other.db.lock", "other.db.owner", "other.db.seen"}
	for _, name := range files(t, filepath.Dir(path)) {
		known := slices.ContainsFunc(all, func(f related.File) bool { return filepath.Base(f.Path) == name })
		if !known && !slices.Contains(others, name) && !slices.Contains([]string{"snapshots", "recovery", "stick"}, name) {
			t.Errorf("%s is in no table", name)
		}
	}
	v.after(t, path)
	if t.Failed() {
		t.Fatal(when)
	}
}

// killAt runs a verb in a process that is killed at its nth call to the disk.
func killAt(t *testing.T, name, path string, n int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+path, clearEnv+"="+name, fmt.Sprintf("%s=%d", callEnv, n))
	var said bytes.Buffer
	child.Stdout, child.Stderr = &said, &said
	if err := child.Run(); err == nil || said.Len() > 0 {
		t.Fatalf("%s at %d was not killed: %v %s", name, n, err, &said)
	}
}

// clearChild is a process that is killed in a verb.
func clearChild(path, name string) int {
	n, _ := strconv.Atoi(os.Getenv(callEnv))
	next := func() error {
		if n--; n < 0 {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
		return nil
	}
	d := disk.Disk{NoSync: true, Before: func(string, string) error { return next() }, Reached: func(string) error { return next() }}
	err := killables()[name].do(d, path)
	fmt.Println("not killed:", err)
	return 0
}
