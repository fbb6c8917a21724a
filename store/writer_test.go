package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"goldenthread/store/internal/disk"

	bolt "go.etcd.io/bbolt"
)

// wantSaveProblem makes a write that fails and returns what is wrong.
func wantSaveProblem(t *testing.T, s *Store, want ProblemKind) *Problem {
	t.Helper()
	err := s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: "lost?"}}, "")
	var p *Problem
	if !errors.As(err, &p) || p.Kind != want || p.Path != s.Path() {
		t.Fatalf("%v, want %s", err, want)
	}
	return p
}

func TestReplacedFile(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "x"))
	away := filepath.Join(t.TempDir(), "away.db")
	if err := os.Rename(path, away); err != nil {
		t.Skip(err) // Windows keeps an open file where it is
	}
	ours, err := os.ReadFile(away)
	if err != nil {
		t.Fatal(err)
	}
	wantSaveProblem(t, s, ProblemReplaced)
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a new file was made, %v", err)
	}
	theirs := []byte("from another computer")
	if err := os.WriteFile(path, theirs, 0o600); err != nil {
		t.Fatal(err)
	}
	wantSaveProblem(t, s, ProblemReplaced)
	for path, want := range map[string][]byte{path: theirs, away: ours} {
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s was written, %v", path, err)
		}
	}
	if r, _, err := s.Latest(noticed); err != nil || r.Text != "x" {
		t.Errorf("reading: %q %v", r.Text, err)
	}
	if err := os.Rename(away, path); err != nil {
		t.Fatal(err)
	}
	add(t, s, answer(noticed, "back again"))
}

// That an open file was cut short is said at the next save, and no more is written
// to it, though bbolt might not notice for a while.
func TestNothingIsWrittenToAFileThatWasCut(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string){
		"in half": func(t *testing.T, path string) {
			info, err := os.Stat(path)
			check0(t, errors.Join(err, os.Truncate(path, info.Size()/2)))
		},
		"to three pages": func(t *testing.T, path string) { check0(t, os.Truncate(path, int64(3*os.Getpagesize()))) },
	} {
		t.Run(name, func(t *testing.T) {
			path := workbookPath(t)
			s := openAt(t, path, Options{})
			for n := range 40 {
				add(t, s, answer(noticed, numbered(n)))
			}
			spoil(t, path)
			before, _ := os.ReadFile(path)
			wantSaveProblem(t, s, ProblemCutShort)
			if _, err := s.Unsaved(); !Kept(err) {
				t.Errorf("the words are not kept: %v", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("what is left of it was written to")
			}
			_, _ = s.History(noticed) // no crash
			check0(t, s.Close())
			wantProblem(t, path, Options{}, ProblemCutShort)
			if left, err := Recoveries(path); err != nil || len(left) != 1 {
				t.Errorf("%d recovery journals, %v", len(left), err)
			}
		})
	}
}

func TestFullDisk(t *testing.T) {
	path := workbookPath(t)
	s := openAtOn(disk.Disk{MaxSize: 1 << 17}, t, path, Options{})
	first := add(t, s, answer(noticed, "before"))
	_, err := s.Add(answer(noticed, strings.Repeat("x", 1<<18)), "")
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemDiskFull {
		t.Fatalf("%v, want %s", err, ProblemDiskFull)
	}
	second := add(t, s, answer(noticed, "after"))
	closeStore(t, s)
	s = openAt(t, path, Options{})
	history, err := s.History(noticed)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "history", history, []Revision{first, second})
}

// Once a save has failed for another reason than a full disk, what is on the
// disk is unknown, and the next save must not say that all is well.
func TestNoMoreWritesAfterAFailedOne(t *testing.T) {
	path := workbookPath(t)
	closed := os.ErrClosed
	broken := false
	s := openAtOn(disk.Disk{Opened: func(db *bolt.DB) {
		writeAt := boltField[func([]byte, int64) (int, error)](t, db, "ops", "writeAt")
		write := *writeAt
		*writeAt = func(b []byte, offset int64) (int, error) {
			if broken {
				return 0, &os.PathError{Op: "write", Path: path, Err: closed}
			}
			return write(b, offset)
		}
	}}, t, path, Options{})
	add(t, s, answer(noticed, "before"))
	broken = true // every write of bbolt fails from now on
	first := wantSaveProblem(t, s, ProblemUnexpected)
	if again := wantSaveProblem(t, s, ProblemUnexpected); again != first {
		t.Errorf("tried again: %v", again)
	}
	if r, _, err := s.Latest(noticed); err != nil || r.Text != "before" {
		t.Errorf("reading: %q %v", r.Text, err)
	}
}

// A change that fails by itself takes nothing with it and stops nothing.
func TestFailedChange(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	wrong := errors.New("wrong")
	err := s.update(func(tx transaction) error {
		return errors.Join(tx.PutMeta(metaPlace, "nowhere"), wrong)
	})
	if !errors.Is(err, wrong) {
		t.Error(err)
	}
	if place, err := s.Place(); place != "" || err != nil {
		t.Errorf("place %q %v", place, err)
	}
	add(t, s, answer(noticed, "x"))
}

func TestPanicInAChangeEndsTheHandle(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	err := s.update(func(tx transaction) error { panic("page 7 already freed") })
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemDamaged {
		t.Fatalf("%v, want %s", err, ProblemDamaged)
	}
	wantSaveProblem(t, s, ProblemDamaged)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// Writing into a damaged tree damages more of it.
func TestFaultInAReadEndsWriting(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	err := s.read(func(tx transaction) error { panic("page 7: unexpected type") })
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemDamaged {
		t.Fatalf("%v, want %s", err, ProblemDamaged)
	}
	if again := wantSaveProblem(t, s, ProblemDamaged); again != p {
		t.Errorf("%v, want %v", again, p)
	}
}

// The editor saves while it is being typed in: what was sent later must stand
// in the file at the end.
func TestWritesKeepTheOrderOfTheCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openAtOn(quick, t, workbookPath(t), Options{})
		gate := make(chan struct{})
		errs := make(chan error)
		send := func(write func() error) {
			go func() { errs <- write() }()
			synctest.Wait() // until it has arrived
		}
		send(func() error { return s.update(func(transaction) error { <-gate; return nil }) })
		const n = 40
		for i := range n {
			send(func() error {
				return s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Cursor: i}, "")
			})
			send(func() error {
				_, err := s.Add(answer(Slot{notice, FieldReason1}, fmt.Sprint(i)), "")
				return err
			})
		}
		close(gate)
		for range 2*n + 1 {
			if err := <-errs; err != nil {
				t.Fatal(err)
			}
		}
		if d, _, err := s.Draft(noticed); err != nil || d.Cursor != n-1 {
			t.Errorf("draft %d, want %d, %v", d.Cursor, n-1, err)
		}
		i := 0
		for r, err := range s.Revisions() {
			if err != nil || r.Text != fmt.Sprint(i) {
				t.Errorf("revision %d is %q, %v", i, r.Text, err)
			}
			i++
		}
		closeStore(t, s)
	})
}

// Close waits for what has arrived.
func TestCloseLetsWritesFinish(t *testing.T) {
	path := workbookPath(t)
	synctest.Test(t, func(t *testing.T) {
		s := openAtOn(quick, t, path, Options{})
		gate := make(chan struct{})
		errs := make(chan error, 2)
		go func() { errs <- s.update(func(transaction) error { <-gate; return nil }) }()
		synctest.Wait()
		go func() { errs <- s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Cursor: 7}, "") }()
		synctest.Wait()
		close(gate)
		closeStore(t, s)
		if err := errors.Join(<-errs, <-errs); err != nil {
			t.Fatal(err)
		}
	})
	s := openAt(t, path, Options{})
	if d, _, err := s.Draft(noticed); err != nil || d.Cursor != 7 {
		t.Errorf("draft %v %v", d, err)
	}
}
