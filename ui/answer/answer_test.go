package answer

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"goldenthread/store"
)

// line is a person who answers line by line: with no form and no terminal.
type line struct {
	testing.TB
	store *store.Store
	at    time.Time
}

func newLine(t *testing.T) *line {
	t.Helper()
	l := &line{TB: t, at: time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)}
	l.open(filepath.Join(t.TempDir(), "workbook.db"))
	t.Cleanup(func() { l.store.Close() })
	return l
}

func (l *line) open(path string) {
	l.Helper()
	st, err := store.Open(path, store.Options{Now: l.now})
	l.check(err)
	l.store = st
}

func (l *line) now() time.Time { return l.at }

func (l *line) check(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

func (l *line) asks(visit int) (*Answer, Loaded) {
	l.Helper()
	a, loaded, err := Open(func() *store.Store { return l.store }, l.now, Question{
		Slot: store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer},
		Kind: store.KindAnswer, Visit: visit, Asked: "What did you see?",
	})
	l.check(err)
	return a, loaded
}

func (l *line) history(a *Answer) []store.Revision {
	l.Helper()
	history, err := l.store.History(a.Slot)
	l.check(err)
	return history
}

func text(s string) store.Body { return store.Body{Text: s} }

// said returns what is on the screen of somebody who has typed s.
func said(s string) func() store.Body { return func() store.Body { return text(s) } }

// What is typed is a draft at once, comes back with its place, and is a revision
// when it is left; to say the same again adds none.
func TestAnswerIsDraftedAndRevised(t *testing.T) {
	l := newLine(t)
	a, loaded := l.asks(1)
	if loaded.Draft || loaded.Text != "" || a.Dirty() {
		t.Errorf("%+v", loaded)
	}
	a.Touch(said("half a tho"))
	l.check(a.Draft(text("half a tho"), Place{Focus: "answer", Cursor: 10, Top: 2})())
	a, loaded = l.asks(1)
	if !loaded.Draft || loaded.Text != "half a tho" || loaded.Place != (Place{"answer", 10, 2}) || !a.Dirty() {
		t.Errorf("%+v", loaded)
	}
	l.check(a.Revise(text("half a thought")))
	if a.Dirty() {
		t.Error("it is a revision, and dirty")
	}
	a, loaded = l.asks(1)
	if loaded.Draft || loaded.Text != "half a thought" {
		t.Errorf("%+v", loaded)
	}
	a.Touch(said("half a thought"))
	l.check(a.Draft(text("half a thought"), Place{})())
	l.check(a.Revise(text("half a thought")))
	history := l.history(a)
	if len(history) != 1 || history[0].Visit != 1 || history[0].Wording != store.WordingOf("What did you see?") {
		t.Errorf("%+v", history)
	}
	if _, found, err := l.store.Draft(a.Slot); found || err != nil {
		t.Errorf("a draft that says what the revision says stays: %t %v", found, err)
	}
}

// Nothing is made of an answer that was never begun.
func TestAnswerThatIsEmpty(t *testing.T) {
	l := newLine(t)
	a, _ := l.asks(1)
	a.Touch(said(""))
	l.check(a.Revise(store.Body{}))
	if history := l.history(a); len(history) != 0 {
		t.Errorf("%+v", history)
	}
}

// Who writes for long is not at the mercy of one revision.
func TestAnswerIsRevisedInALongStretch(t *testing.T) {
	l := newLine(t)
	a, _ := l.asks(1)
	for _, s := range []string{"one", "two", "three"} {
		l.check(a.Draft(text(s), Place{})())
		l.at = l.at.Add(revisionPause)
	}
	history := l.history(a)
	if len(history) != 2 || history[1].Text != "three" {
		t.Errorf("%+v", history)
	}
}

// On a later visit the answer before is at hand, and stays as it was.
func TestAnswerOfAnEarlierVisit(t *testing.T) {
	l := newLine(t)
	a, _ := l.asks(1)
	l.check(a.Revise(text("then")))
	a, loaded := l.asks(3)
	if loaded.Text != "" {
		t.Errorf("%+v", loaded)
	}
	earlier, found, err := a.Earlier()
	if err != nil || !found || earlier.Text != "then" {
		t.Errorf("%+v %t %v", earlier, found, err)
	}
	if _, found, err := func() (store.Revision, bool, error) { first, _ := l.asks(1); return first.Earlier() }(); found || err != nil {
		t.Errorf("before the first visit: %t %v", found, err)
	}
}

// A mark holds for the words that it was put on.
func TestAnswerIsMarked(t *testing.T) {
	l := newLine(t)
	a, _ := l.asks(1)
	share := func(s string) Sharing {
		a.Share(func() error { return a.Revise(text(s)) })
		return a.Sharing()
	}
	if s := share(""); !s.Empty || s.As != store.Private {
		t.Errorf("nothing: %+v", s)
	}
	if s := share("seen"); s != (Sharing{As: store.Shareable}) {
		t.Errorf("marked: %+v", s)
	}
	a.Touch(said("seen and heard"))
	if s := a.Sharing(); s != (Sharing{As: store.Private, Lapsed: true}) {
		t.Errorf("changed: %+v", s)
	}
	a.Touch(said("seen"))
	if s := a.Sharing(); s != (Sharing{As: store.Shareable}) {
		t.Errorf("changed back: %+v", s)
	}
	l.check(l.store.Share(a.Slot, 1, store.Evidence)) // while looking back
	l.check(a.Reread(said("seen")))
	if s := a.Sharing(); s != (Sharing{As: store.Evidence}) {
		t.Errorf("marked elsewhere: %+v", s)
	}
	l.check(l.store.Close())
	a.Share(func() error { return nil })
	if s := a.Sharing(); s.Err == nil || s.As != store.Evidence {
		t.Errorf("it could not be marked: %+v", s)
	}
}

// A text that another editor had when the program was killed is restored, and its
// folder goes. What the editor was given first stays in the history.
func TestTextIsRestored(t *testing.T) {
	l := newLine(t)
	memory := t.TempDir()
	l.check(os.Chmod(memory, 0o700))
	getenv := func(name string) string {
		return map[string]string{"XDG_RUNTIME_DIR": memory, "TMPDIR": memory}[name]
	}
	a, _ := l.asks(1)
	a.Touch(said("before"))
	l.check(a.Draft(text("before"), Place{})())
	file, err := a.CheckOut("answer", "before", getenv)
	l.check(err)
	if info, err := os.Stat(filepath.Dir(file)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info, err)
	}
	l.check(os.WriteFile(file, []byte("after\n"), 0o600))
	done, err := RestoreTexts(l.store, getenv)
	if err != nil || len(done.Back) != 1 || done.Back[0] != a.Slot || len(done.Left) != 0 {
		t.Fatalf("%+v %v", done, err)
	}
	if _, err := os.Stat(filepath.Dir(file)); !os.IsNotExist(err) {
		t.Errorf("its folder is there still: %v", err)
	}
	history := l.history(a)
	if len(history) != 2 || history[0].Text != "before" || history[1].Text != "after" {
		t.Errorf("%+v", history)
	}
}

// An answer that had neither a draft nor a revision is restored with the question that
// it answers.
func TestTextOfAnEmptyAnswerIsRestored(t *testing.T) {
	l := newLine(t)
	memory := t.TempDir()
	l.check(os.Chmod(memory, 0o700))
	getenv := func(string) string { return memory }
	a, _ := l.asks(1)
	file, err := a.CheckOut("answer", "", getenv)
	l.check(err)
	l.check(os.WriteFile(file, []byte("after"), 0o600))
	_, err = RestoreTexts(l.store, getenv)
	l.check(err)
	history := l.history(a)
	if len(history) != 1 || history[0].Text != "after" {
		t.Fatalf("%+v", history)
	}
	if asked, found, err := l.store.Wording(history[0].Wording); asked != "What did you see?" || !found || err != nil {
		t.Errorf("%q %v %v", asked, found, err)
	}
}

// A text without a place stays where it is.
func TestTextWithoutAPlace(t *testing.T) {
	l := newLine(t)
	memory := t.TempDir()
	l.check(os.Chmod(memory, 0o700))
	getenv := func(string) string { return memory }
	a, _, err := Open(func() *store.Store { return l.store }, l.now, Question{
		Slot: store.Slot{Step: "disciplines/mastery/rate", Field: store.FieldRating}, Kind: store.KindRating, Visit: 1,
	})
	l.check(err)
	file, err := a.CheckOut("level", "", getenv)
	l.check(err)
	l.check(os.WriteFile(file, []byte("3"), 0o600))
	done, err := RestoreTexts(l.store, getenv)
	if err != nil || len(done.Back) != 0 || len(done.Left) != 1 || done.Left[0] != file {
		t.Errorf("%+v %v", done, err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	l.check(os.RemoveAll(filepath.Dir(file)))
}

// A text in another encoding is not taken in with its letters lost; the file stays.
func TestTextInAnotherEncoding(t *testing.T) {
	l := newLine(t)
	memory := t.TempDir()
	l.check(os.Chmod(memory, 0o700))
	getenv := func(string) string { return memory }
	a, _ := l.asks(1)
	file, err := a.CheckOut("answer", "", getenv)
	l.check(err)
	l.check(os.WriteFile(file, []byte("h\xf6ren"), 0o600))
	done, err := RestoreTexts(l.store, getenv)
	if err != nil || len(done.Back) != 0 || len(done.Left) != 1 || done.Left[0] != file {
		t.Errorf("%+v %v", done, err)
	}
	l.check(os.RemoveAll(filepath.Dir(file)))
}
