package trouble

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/store/related"
)

// Every way in which a workbook can fail is said in whole sentences, and leaves
// something to do.
func TestEveryProblemIsSaid(t *testing.T) {
	for _, kind := range []store.ProblemKind{
		store.ProblemInUse, store.ProblemMissing, store.ProblemEmpty, store.ProblemForeign, store.ProblemCutShort, store.ProblemDamaged,
		store.ProblemOlder, store.ProblemNewer, store.ProblemCostly, store.ProblemNoAccess, store.ProblemNoFolder, store.ProblemNotAFile, store.ProblemInTheWay, store.ProblemSession,
		store.ProblemWorkbook, store.ProblemLocked, store.ProblemDiskFull, store.ProblemReplaced, store.ProblemUnexpected, "one that is new",
	} {
		c := Of(&store.Problem{
			Kind: kind, Path: filepath.Join(t.TempDir(), "workbook.db"),
			Err: &fs.PathError{Op: "open", Path: "workbook.db", Err: errors.New("the reason")}, Holder: &store.Holder{PID: 4711, Host: "elsewhere", Since: time.Now()},
		})
		for _, sentence := range []string{c.Happened, c.Safe} {
			if len(sentence) < 10 || !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "store:") {
				t.Errorf("%s: %q", kind, sentence)
			}
		}
		if why := WhyShut(c.Problem); why == "" || strings.HasSuffix(why, ".") || strings.Contains(why, string(kind)+"-") || strings.Contains(why, "store:") {
			t.Errorf("%s: cannot be opened: %q", kind, why)
		}
		if c.Advice == "" && len(c.Ways) == 0 || strings.HasSuffix(c.Advice, ".") {
			t.Errorf("%s: advice %q, ways %v", kind, c.Advice, c.Ways)
		}
		if c.Has(Restore) || c.Has(Choose) {
			t.Errorf("%s: a snapshot is offered, and there is none", kind)
		}
	}
}

// withSnapshot makes a workbook with a snapshot, and with something written after it.
func withSnapshot(t *testing.T) (path string, snap store.Snapshot) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "workbook.db")
	write := func(text string) *store.Store {
		s, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		slot := store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}
		if _, err := s.Add(store.Revision{Kind: store.KindAnswer, Slot: slot, Body: store.Body{Text: text}}, "What?"); err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := write("one")
	snap, err := s.Snapshot("")
	if err := errors.Join(err, s.Close(), write("two").Close()); err != nil {
		t.Fatal(err)
	}
	return path, snap
}

func TestTheNewestSnapshotIsOffered(t *testing.T) {
	path, snap := withSnapshot(t)
	for kind, want := range map[store.ProblemKind]bool{
		store.ProblemMissing: true, store.ProblemEmpty: true, store.ProblemForeign: true, store.ProblemCutShort: true, store.ProblemDamaged: true,
		store.ProblemCostly: true, store.ProblemInUse: false, store.ProblemNewer: false, store.ProblemDiskFull: false, store.ProblemNoAccess: false,
	} {
		c := Of(&store.Problem{Kind: kind, Path: path})
		if c.Has(Restore) != want || c.Has(Choose) != want || want && (c.Newest.Path != snap.Path || c.Ways[0] != Restore) {
			t.Errorf("%s: ways %v, newest %q", kind, c.Ways, c.Newest.Path)
		}
	}
	for saves, want := range map[int64]bool{snap.Saves - 1: true, snap.Saves: false, snap.Saves + 1: false} {
		c := Of(&store.Problem{Kind: store.ProblemOlder, Path: path, Err: &store.Older{Generation: saves, Seen: saves + 9}})
		if c.Has(Restore) != want || !c.Has(Choose) || !c.Has(GoOn) {
			t.Errorf("a copy of %d saves and a snapshot of %d: ways %v", saves, snap.Saves, c.Ways)
		}
	}
}

func TestMissing(t *testing.T) {
	path, _ := withSnapshot(t)
	missing := &store.Problem{Kind: store.ProblemMissing, Path: path}
	if c := Of(missing); c.Has(Anew) {
		t.Error("a new workbook would hide the snapshots")
	}
	if err := os.RemoveAll(related.SnapshotFolder(path)); err != nil {
		t.Fatal(err)
	}
	if c := Of(missing); !c.Has(Anew) || !strings.HasSuffix(c.Happened, "any more.") {
		t.Errorf("seen before: %+v", c)
	}
	if err := os.Remove(related.MarkerPath(path)); err != nil {
		t.Fatal(err)
	}
	if c := Of(missing); c.Has(Anew) || strings.HasSuffix(c.Happened, "any more.") {
		t.Errorf("never seen: %+v", c)
	}
}

// What can be read of the file itself is counted, and put behind the snapshots.
func TestSalvageIsOffered(t *testing.T) {
	path, _ := withSnapshot(t)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(file[:2*os.Getpagesize()])
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[store.ProblemKind]bool{
		store.ProblemForeign: true, store.ProblemCutShort: true, store.ProblemDamaged: true,
		store.ProblemEmpty: false, store.ProblemMissing: false, store.ProblemInUse: false, store.ProblemOlder: false,
	} {
		c := Of(&store.Problem{Kind: kind, Path: path})
		if c.Has(Salvage) != want || want && (c.Saved.Answers != 1 || c.Saved.Revisions != 2 || c.Ways[0] != Restore) {
			t.Errorf("%s: ways %v, saved %+v", kind, c.Ways, c.Saved)
		}
	}
	if err := os.WriteFile(path, []byte("Dear all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c := Of(&store.Problem{Kind: store.ProblemForeign, Path: path}); c.Has(Salvage) {
		t.Errorf("a letter: ways %v", c.Ways)
	}
}
