package store

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"goldenthread/store/related"
)

// older makes a workbook, and puts an older copy of it in its place, as a program
// that carries files between computers does.
func older(t *testing.T) (path string, seen int64) {
	t.Helper()
	path = workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "the head's office"))
	closeStore(t, s)
	copied := filepath.Join(t.TempDir(), "copy.db")
	file, err := os.ReadFile(path)
	check0(t, errors.Join(err, os.WriteFile(copied, file, 0o600)))
	s = openAt(t, path, Options{})
	add(t, s, answer(noticed, "the corridor"))
	closeStore(t, s)
	seen = readMarker(path).Generation
	check0(t, os.Rename(copied, path))
	return path, seen
}

func TestOlderThanLastSeen(t *testing.T) {
	path, seen := older(t)
	file, err := os.ReadFile(path)
	check0(t, err)
	for _, o := range []Options{{}, {ReadOnly: true}} {
		p := wantProblem(t, path, o, ProblemOlder)
		var older *Older
		if !errors.As(p, &older) || older.Seen != seen || older.Generation != seen-1 {
			t.Errorf("%v, want one save less than %d", p, seen)
		}
	}
	h, err := Examine(path, true)
	var p *Problem
	if err != nil || !errors.As(h.Problem, &p) || p.Kind != ProblemOlder || h.Answers != 1 || h.Damage != nil {
		t.Errorf("examined: %+v %v", h, err)
	}
	same(t, "the marker", readMarker(path).Generation, seen)
	if now, err := os.ReadFile(path); err != nil || string(now) != string(file) {
		t.Errorf("the file was changed, %v", err)
	}

	s := openAt(t, path, Options{ReadOnly: true, Older: true})
	holdsOpen(t, s, "the head's office")
	closeStore(t, s)
	wantProblem(t, path, Options{}, ProblemOlder) // who only reads has decided nothing
	s = openAt(t, path, Options{Older: true})
	holdsOpen(t, s, "the head's office")
	closeStore(t, s)
	closeStore(t, openAt(t, path, Options{}))
}

// What is put back on purpose is not reported.
func TestRestoredIsNotOlder(t *testing.T) {
	path, snap := withSnapshot(t)
	if _, err := Restore(path, snap.Path, Options{}); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path, Options{})
	holdsOpen(t, s, "the head's office")
	closeStore(t, s)

	path, _ = older(t) // nor is an older file, when it is set aside, called damaged
	done, err := Restore(path, snap.Path, Options{})
	if err != nil || !done.Sound {
		t.Errorf("%+v %v", done, err)
	}
}

// A killed program has written the marker before the last saves, or not at all.
func TestMarkerIsNeverAhead(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	opened := readMarker(path)
	if opened.Device != s.file.Device() || opened.Generation != generationOf(s) {
		t.Errorf("at the start %+v", opened)
	}
	add(t, s, answer(noticed, "within the minute"))
	same(t, "within the minute", readMarker(path), opened)
	c.pass(time.Minute)
	add(t, s, answer(noticed, "a minute later"))
	same(t, "a minute later", readMarker(path).Generation, generationOf(s))
	c.pass(-time.Hour)
	add(t, s, answer(noticed, "after the clock went back"))
	same(t, "after the clock went back", readMarker(path).Generation, generationOf(s))
	add(t, s, answer(noticed, "the last"))
	last := generationOf(s)
	closeStore(t, s)
	same(t, "at the end", readMarker(path).Generation, last)
	if info, err := os.Stat(related.MarkerPath(path)); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("%v %v", info, err)
	}
}

// Whatever is at the path of the marker, it keeps nobody from the workbook.
func TestMarkerThatCannotBeUsed(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "one"))
	closeStore(t, s)
	for name, spoil := range map[string]func() error{
		"a folder": func() error { return os.Mkdir(related.MarkerPath(path), 0o700) },
		"torn":     func() error { return os.WriteFile(related.MarkerPath(path), []byte(`{"device":"01`), 0o600) },
		"empty":    func() error { return os.WriteFile(related.MarkerPath(path), nil, 0o600) },
		"of another": func() error {
			return os.WriteFile(related.MarkerPath(path), []byte(`{"device":"01ARZ3NDEKTSV4RRFFQ69G5FAV","generation":99}`), 0o600)
		},
	} {
		check0(t, os.RemoveAll(related.MarkerPath(path)))
		check0(t, spoil())
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		holdsOpen(t, s, "one")
		closeStore(t, s)
	}
}

// A workbook that has forgotten how often it was saved goes on from what was seen.
func TestGenerationIsDamaged(t *testing.T) {
	path, _ := golden(t, filepath.Join(goldenFolder, "broken", "generation-flipped.db"))
	s := openAt(t, path, Options{ReadOnly: true})
	device := s.file.Device()
	closeStore(t, s)
	check0(t, os.WriteFile(related.MarkerPath(path), []byte(`{"device":"`+device+`","generation":500}`), 0o600))
	s = openAt(t, path, Options{})
	add(t, s, answer(noticed, "on it goes"))
	same(t, "generation", generationOf(s), 502) // bringing it up to date is a save, too
	closeStore(t, s)
	closeStore(t, openAt(t, path, Options{}))
}

// Where a workbook was seen no empty one is made, also if it has no snapshots.
func TestMissingWorkbookThatWasSeen(t *testing.T) {
	path := workbookPath(t)
	closeStore(t, openAt(t, path, Options{}))
	check0(t, os.Remove(path))
	wantProblem(t, path, Options{}, ProblemMissing)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
	closeStore(t, openAt(t, path, Options{Anew: true}))
	closeStore(t, openAt(t, path, Options{}))
}

// readMarker returns what the marker beside a workbook says.
func readMarker(path string) (marker struct {
	Device     string `json:"device"`
	Generation int64  `json:"generation"`
}) {
	text, _ := os.ReadFile(related.MarkerPath(path))
	_ = json.Unmarshal(text, &marker)
	return marker
}
