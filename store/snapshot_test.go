package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"goldenthread/store/related"
)

// holds checks that a file is a whole workbook with just these answers.
// keptNewest is the number of the newest snapshots that are kept.
const keptNewest = 10

func holds(t *testing.T, path string, texts ...string) {
	t.Helper()
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	var got []string
	for r, err := range s.Revisions() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r.Text)
	}
	same(t, path, got, texts)
}

func snapshot(t *testing.T, s *Store, dir string) Snapshot {
	t.Helper()
	snap, err := s.Snapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	names := []string{}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestSnapshot(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	add(t, s, answer(noticed, "one"))
	add(t, s, Revision{Kind: KindRead, Slot: Slot{notice, FieldRead}})
	if err := s.PutDraft(Draft{Kind: KindRating, Slot: rated}, ""); err != nil {
		t.Fatal(err)
	}
	first := snapshot(t, s, "")
	second := snapshot(t, s, "") // in the same second
	add(t, s, answer(noticed, "two"))
	c.pass(time.Hour)
	third := snapshot(t, s, "")

	dir := related.SnapshotFolder(path)
	same(t, "names", files(t, dir), []string{
		"workbook-20261122-130300.db", "workbook-20261122-130301.db", "workbook-20261122-140300.db"})
	if first.Answers != 2 || first.Path != filepath.Join(dir, "workbook-20261122-130300.db") || first.Size == 0 || !first.At.Equal(c.Add(-time.Hour)) {
		t.Errorf("first: %+v", first)
	}
	holds(t, second.Path, "one", "")
	holds(t, third.Path, "one", "", "two")
	all, err := Snapshots(path)
	if err != nil || len(all) != 3 {
		t.Fatalf("%v %v", all, err)
	}
	same(t, "the newest of the list", all[0], third)
	if runtime.GOOS != "windows" {
		for name, want := range map[string]fs.FileMode{dir: 0o700, first.Path: 0o600} {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v %v", name, info.Mode(), err)
			}
		}
	}
	if none, err := Snapshots(filepath.Join(filepath.Dir(path), "other.db")); err != nil || len(none) != 0 {
		t.Errorf("snapshots of another workbook: %v %v", none, err)
	}
}

func TestBackupKeepsWhatIsThere(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "one"))
	file := filepath.Join(t.TempDir(), "mine.db")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(file, false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("without force: %v", err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "mine" {
		t.Errorf("it holds %q, %v", text, err)
	}
	if _, err := s.Backup(file, true); err != nil {
		t.Fatal(err)
	}
	holds(t, file, "one")
	if _, err := s.Backup(path, true); !errors.Is(err, ErrItself) {
		t.Errorf("onto itself: %v", err)
	}
	same(t, "files", files(t, filepath.Dir(file)), []string{"mine.db"})
}

// A snapshot folder that cannot be written is an error, and nothing else.
func TestSnapshotWithoutFolder(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "one"))
	if err := os.WriteFile(related.SnapshotFolder(path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, made, err := s.SnapshotIfDue(time.Now()); err == nil || made {
		t.Errorf("made %t: %v", made, err)
	}
	add(t, s, answer(noticed, "two"))
	holdsOpen(t, s, "one", "two")
}

func holdsOpen(t *testing.T, s *Store, texts ...string) {
	t.Helper()
	var got []string
	for r, err := range s.Revisions() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r.Text)
	}
	same(t, "the open workbook", got, texts)
}

// A damaged workbook gets no snapshot: it would in time take the place of the
// sound ones.
func TestSnapshotOfDamage(t *testing.T) {
	path := damaged(t, "the head's office", func(s *Store) {
		add(t, s, answer(noticed, "the head's office"))
		add(t, s, answer(rated, "the corridor"))
	})
	s := openAt(t, path, Options{})
	_, err := s.Snapshot("")
	wantDamage(t, "snapshot", err, bucketRev, noticed)
	same(t, "files", files(t, related.SnapshotFolder(path)), []string{})
	audit, err := s.Audit()
	if err != nil || len(audit.Damage) != 1 || audit.Revisions != 2 || audit.Answers != 2 || audit.Schema != schema {
		t.Errorf("audit: %+v %v", audit, err)
	}
}

func TestDamagedSnapshotIsNotOffered(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	add(t, s, answer(noticed, "the head's office"))
	var made []Snapshot
	for range 3 {
		made = append(made, snapshot(t, s, ""))
		c.pass(time.Hour)
	}
	flipText(t, made[2].Path, "the head's office")
	if err := os.Truncate(made[1].Path, 5000); err != nil {
		t.Fatal(err)
	}
	newest, found, err := NewestSnapshot(path)
	if !found || err != nil || newest.Path != made[0].Path {
		t.Errorf("%+v %t %v", newest, found, err)
	}
	all, err := Snapshots(path)
	if err != nil || all[1].Err == nil || all[2].Err != nil {
		t.Errorf("%+v %v", all, err)
	}
	wantDamage(t, "verify", Verify(made[2].Path).Err, bucketRev, noticed)
}

// flipText flips a bit of every copy of a text in a file.
func flipText(t *testing.T, path, text string) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(file) - len(text) {
		if string(file[i:i+len(text)]) == text {
			file[i] ^= 1
		}
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSnapshotIfDue(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	due := func(want bool, why string) {
		t.Helper()
		if snap, made, err := s.SnapshotIfDue(c.Time); err != nil || made != want || made != (snap.Path != "") {
			t.Errorf("%s: %t %v", why, made, err)
		}
	}
	due(false, "an empty workbook")
	add(t, s, answer(noticed, "one"))
	due(false, "at once")
	c.pass(time.Hour)
	due(true, "after an hour")
	c.pass(59 * time.Minute)
	add(t, s, answer(noticed, "two"))
	due(false, "within the hour")
	c.pass(time.Minute)
	due(true, "an hour later")
	if err := s.SetPlace("home"); err != nil {
		t.Fatal(err)
	}
	c.pass(time.Hour)
	due(false, "nothing was written")
	if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: "thr"}}, ""); err != nil {
		t.Fatal(err)
	}
	c.pass(-24 * time.Hour)
	due(true, "after the clock went back")
	closeStore(t, s)
	s = openAt(t, path, Options{Now: c.now})
	due(false, "at the next start, after nothing was written")
	c.pass(time.Hour)
	add(t, s, answer(noticed, "three"))
	due(true, "within the next hour")
	same(t, "names", files(t, related.SnapshotFolder(path)), []string{"workbook-20261122-140300.db", "workbook-20261122-150300.db",
		"workbook-20261122-150301.db", "workbook-20261122-150302.db"}) // in the order in which they were made
	closeStore(t, s)
	s = openAt(t, path, Options{Now: c.now, ReadOnly: true})
	due(false, "a workbook that is only read")
}

func TestThinOut(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAtOn(quick, t, path, Options{Now: c.now})
	dir := related.SnapshotFolder(path)
	foreign := []string{"holiday.jpg", "other-20260101-000000.db", "workbook-2026.db", ".other-20260101-000000.db.part"}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(foreign, ".workbook-20260101-000000.db.part") {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 20 {
		add(t, s, answer(noticed, "and again"))
		if _, made, err := s.SnapshotIfDue(c.Time); err != nil || !made {
			t.Fatal(made, err)
		}
		c.pass(time.Hour)
	}
	all, err := Snapshots(path)
	if err != nil || len(all) != keptNewest {
		t.Errorf("%d are kept, %v", len(all), err)
	}
	same(t, "files", len(files(t, dir)), len(foreign)+keptNewest)
}

// Where a workbook was, no empty one is made.
func TestMissingWorkbookWithSnapshots(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "one"))
	snapshot(t, s, "")
	closeStore(t, s)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path, Options{})
	var p *Problem
	if !errors.As(err, &p) || p.Kind != ProblemMissing {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
}

// A copy that is made while others write is a workbook as it was at an instant.
func TestSnapshotWhileWriting(t *testing.T) {
	s := openAtOn(quick, t, workbookPath(t), Options{})
	add(t, s, answer(noticed, text15))
	done := make(chan error)
	go func() {
		for range 300 {
			if _, err := s.Add(answer(noticed, text15), "What did you notice?"); err != nil {
				done <- err
				return
			}
		}
		close(done)
	}()
	for range 5 {
		snap := snapshot(t, s, "")
		s2 := openAt(t, snap.Path, Options{ReadOnly: true})
		history, err := s2.History(noticed)
		if err != nil || len(history) == 0 {
			t.Fatalf("%d: %v", len(history), err)
		}
		closeStore(t, s2)
		changed(t, snap.Path, func(tx transaction) error { // bbolt agrees
			for err := range tx.Check() {
				return err
			}
			return nil
		})
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
