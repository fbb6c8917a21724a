package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"goldenthread/store/file"
	"goldenthread/store/file/journal"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// away takes the workbook from its place, as a program does that carries files
// between computers; back puts it there again.
func away(t testing.TB, path string) (back func()) {
	t.Helper()
	aside := path + ".aside"
	if err := os.Rename(path, aside); err != nil {
		t.Skip(err) // Windows keeps an open file where it is
	}
	return func() {
		t.Helper()
		if err := os.Rename(aside, path); err != nil {
			t.Fatal(err)
		}
	}
}

func draft(slot Slot, text string) Draft {
	return Draft{Kind: KindAnswer, Slot: slot, Visit: 1, Body: Body{Text: text}, Focus: "answer", Cursor: len(text)}
}

func putDraft(t testing.TB, s *Store, d Draft) {
	t.Helper()
	if err := s.PutDraft(d, "What did you notice?"); err != nil {
		t.Fatal(err)
	}
}

// wantKept fails unless an error says that the words are in the journal.
func wantKept(t testing.TB, err error) {
	t.Helper()
	var u *Unsaved
	if !errors.As(err, &u) || u.Lost != nil || !Kept(err) {
		t.Fatalf("%v, want words that are kept", err)
	}
}

func wantDraft(t testing.TB, s *Store, slot Slot, text string) {
	t.Helper()
	if d, found, err := s.Draft(slot); err != nil || found != (text != "") || d.Text != text {
		t.Errorf("the draft is %q, %v, want %q", d.Text, err, text)
	}
}

func wantHistory(t testing.TB, s *Store, slot Slot, want ...string) {
	t.Helper()
	history, err := s.History(slot)
	if err != nil {
		t.Error(err)
	}
	var got []string
	for _, r := range history {
		got = append(got, r.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the history is %q, want %q", got, want)
	}
}

func wantJournals(t testing.TB, path string, want int) []Recovery {
	t.Helper()
	found, err := Recoveries(path)
	if err != nil || len(found) != want {
		t.Fatalf("%d journals, %v, want %d", len(found), err, want)
	}
	return found
}

func TestUnsavedWordsComeBackAtTheNextStart(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	putDraft(t, s, draft(noticed, "She asked"))
	back := away(t, path)
	c.pass(time.Minute)
	failed := c.Time
	wantKept(t, s.PutDraft(draft(noticed, "She asked the caret"), "What did you notice?"))
	c.pass(time.Minute)
	level := 3
	_, err := s.Add(Revision{Kind: KindRating, Slot: rated, Visit: 1, Body: Body{Rating: &Rating{Level: level}}}, "Which?")
	wantKept(t, err)
	if since, err := s.Unsaved(); !since.Equal(failed) || !Kept(err) {
		t.Errorf("unsaved since %v: %v", since, err)
	}
	wantDraft(t, s, noticed, "She asked the caret")
	closeStore(t, s)

	r := wantJournals(t, path, 1)[0] // while there is no workbook
	if !slices.Equal(r.Slots, []Slot{noticed, rated}) || !r.At.Equal(c.Time) || !r.Since.Equal(failed) || r.Unreadable != 0 || r.Err != nil {
		t.Errorf("%+v", r)
	}
	for path, want := range map[string]os.FileMode{r.Path: 0o600, related.RecoveryFolder(path): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %o", path, info.Mode(), err, want)
		}
	}
	back()
	c.pass(time.Hour)
	s = openAt(t, path, Options{Now: c.now})
	offered, err := s.Recoveries()
	if err != nil || len(offered) != 1 || !slices.Equal(offered[0].Slots, r.Slots) {
		t.Fatalf("offered %+v %v", offered, err)
	}
	done, err := s.Recover(r.Path)
	if err != nil || !slices.Equal(done.Back, r.Slots) || done.Earlier != nil || done.Aside != "" {
		t.Errorf("%+v %v", done, err)
	}
	d, _, err := s.Draft(noticed)
	if err != nil || d.Text != "She asked the caret" || d.Cursor != len(d.Text) || d.Focus != "answer" || !d.At.Equal(failed) {
		t.Errorf("the draft is %+v %v", d, err)
	}
	if asked, _, err := s.Wording(d.Wording); err != nil || asked != "What did you notice?" {
		t.Errorf("asked %q %v", asked, err)
	}
	latest, _, err := s.Latest(rated)
	if err != nil || latest.Rating.Level != level || latest.Device != s.file.Device() {
		t.Errorf("the rating is %+v %v", latest, err)
	}
	wantHistory(t, s, noticed) // the older draft was a state of the same words
	wantJournals(t, path, 0)
}

func TestTheJournalGoesWhenAllIsSaved(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	back := away(t, path)
	other := Slot{notice, FieldReason1}
	wantKept(t, s.PutDraft(draft(noticed, "one"), ""))
	wantKept(t, s.PutDraft(draft(other, "two"), ""))
	if err := s.SaveUnsaved(); !Kept(err) {
		t.Errorf("tried in vain: %v", err)
	}
	back()
	c.pass(time.Second)
	putDraft(t, s, draft(noticed, "one and more"))
	if r := wantJournals(t, path, 1)[0]; !slices.Equal(r.Slots, []Slot{other}) {
		t.Errorf("%+v", r)
	}
	if err := s.SaveUnsaved(); err != nil {
		t.Error(err)
	}
	if since, err := s.Unsaved(); err != nil || !since.IsZero() {
		t.Errorf("unsaved since %v: %v", since, err)
	}
	wantDraft(t, s, noticed, "one and more")
	wantDraft(t, s, other, "two")
	wantJournals(t, path, 0)
}

// Text written later stays the newest, and recovered text goes before it in the
// history.
func TestNothingIsOverwrittenByWhatComesBack(t *testing.T) {
	for name, goOn := range map[string]func(t *testing.T, s *Store){
		"draft":    func(t *testing.T, s *Store) { putDraft(t, s, draft(noticed, "later")) },
		"revision": func(t *testing.T, s *Store) { add(t, s, answer(noticed, "later")) },
	} {
		for kept, save := range map[string]func(s *Store) error{
			"draft":    func(s *Store) error { return s.PutDraft(draft(noticed, "unsaved"), "") },
			"revision": func(s *Store) error { _, err := s.Add(answer(noticed, "unsaved"), ""); return err },
		} {
			t.Run(kept+" under "+name, func(t *testing.T) {
				c := newClock()
				path := workbookPath(t)
				s := openAt(t, path, Options{Now: c.now})
				add(t, s, answer(noticed, "first"))
				back := away(t, path)
				wantKept(t, save(s))
				closeStore(t, s)
				back()
				c.pass(time.Hour)
				s = openAt(t, path, Options{Now: c.now})
				goOn(t, s)
				done, err := s.Recover(wantJournals(t, path, 1)[0].Path)
				if err != nil || !slices.Equal(done.Earlier, []Slot{noticed}) || done.Back != nil {
					t.Errorf("%+v %v", done, err)
				}
				if name == "draft" {
					wantDraft(t, s, noticed, "later")
					wantHistory(t, s, noticed, "first", "unsaved")
				} else {
					wantHistory(t, s, noticed, "first", "unsaved", "later")
				}
				if r, _, err := s.Latest(noticed); err != nil || name == "revision" && r.Text != "later" {
					t.Errorf("the latest is %q %v", r.Text, err)
				}
				if err := s.Rebuild(); err != nil {
					t.Error(err)
				}
				next := add(t, s, answer(noticed, "last"))
				if r, _, err := s.Latest(noticed); err != nil || r.ID != next.ID {
					t.Errorf("after all of them the latest is %q %v", r.Text, err)
				}
			})
		}
	}
}

// After a restore the draft in the file may be any: it is kept beside the words.
func TestADraftOfUnknownOriginIsKept(t *testing.T) {
	c := newClock()
	path := workbookPath(t)
	s := openAt(t, path, Options{Now: c.now})
	putDraft(t, s, draft(noticed, "in the snapshot"))
	snap := snapshot(t, s, "")
	c.pass(time.Minute)
	putDraft(t, s, draft(noticed, "in the workbook"))
	back := away(t, path)
	c.pass(time.Minute)
	wantKept(t, s.PutDraft(draft(noticed, "unsaved"), ""))
	closeStore(t, s)
	back()
	if _, err := Restore(path, snap.Path, Options{Now: c.now}); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, Options{Now: c.now})
	if _, err := s.Recover(wantJournals(t, path, 1)[0].Path); err != nil {
		t.Error(err)
	}
	wantDraft(t, s, noticed, "unsaved")
	wantHistory(t, s, noticed, "in the snapshot")
}

func TestAJournalThatHoldsNothingNewGoes(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	back := away(t, path)
	wantKept(t, s.PutDraft(draft(noticed, "x"), ""))
	copied, err := os.ReadFile(wantJournals(t, path, 1)[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	back()
	putDraft(t, s, draft(noticed, "x"))
	closeStore(t, s)
	left := filepath.Join(related.RecoveryFolder(path), "workbook-20261122-130300.journal")
	if err := os.WriteFile(left, copied, 0o600); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, Options{ReadOnly: true})
	if offered, err := s.Recoveries(); err != nil || len(offered) != 0 {
		t.Errorf("offered %v %v", offered, err)
	}
	closeStore(t, s)
	wantJournals(t, path, 1) // who only reads deletes nothing
	s = openAt(t, path, Options{})
	if offered, err := s.Recoveries(); err != nil || len(offered) != 0 {
		t.Errorf("offered %v %v", offered, err)
	}
	wantJournals(t, path, 0)
}

func TestWhatWasRefusedIsNotKept(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	err := s.PutDraft(Draft{Kind: "essay", Slot: noticed}, "")
	if err == nil || Kept(err) {
		t.Errorf("%v", err)
	}
	away(t, path)
	for _, kind := range []Kind{KindVisit, KindRead} {
		if _, err := s.Add(Revision{Kind: kind, Slot: Slot{notice, FieldRead}}, ""); err == nil || Kept(err) {
			t.Errorf("%s: %v", kind, err)
		}
	}
	wantJournals(t, path, 0)
}

func TestNothingIsSaidToBeKeptThatIsNot(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	if err := os.RemoveAll(related.RecoveryFolder(path)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(related.RecoveryFolder(path), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	back := away(t, path)
	for range 2 {
		err := s.PutDraft(draft(noticed, "x"), "")
		var u *Unsaved
		if !errors.As(err, &u) || u.Lost == nil || Kept(err) {
			t.Fatalf("%v", err)
		}
	}
	if err := os.Remove(related.RecoveryFolder(path)); err != nil {
		t.Fatal(err)
	}
	wantKept(t, s.SaveUnsaved())
	wantJournals(t, path, 1)
	back()
	if err := s.SaveUnsaved(); err != nil {
		t.Error(err)
	}
	wantDraft(t, s, noticed, "x")
	wantJournals(t, path, 0)
}

func TestKept(t *testing.T) {
	kept, lost := &Unsaved{Err: file.ErrMissing}, &Unsaved{file.ErrMissing, file.ErrMisplaced}
	for _, test := range []struct {
		err  error
		want bool
	}{
		{nil, false}, {file.ErrMissing, false}, {kept, true}, {lost, false},
		{errors.Join(kept, kept), true}, {errors.Join(kept, lost), false}, {errors.Join(kept, ErrClosed), false},
	} {
		if got := Kept(test.err); got != test.want {
			t.Errorf("%v: %v", test.err, got)
		}
	}
}

// Whatever fails meanwhile: in the end every slot has its newest words, and every
// revision is in its history.
func TestUnsavedModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := newClock()
		path := filepath.Join(t.TempDir(), "workbook.db")
		s := openAtOn(quick, t, path, Options{Now: c.now})
		slots := []Slot{noticed, {notice, FieldReason1}}
		newest := map[Slot]string{}
		revisions := map[Slot][]string{}
		var back func()
		mend := func() {
			if back != nil {
				back()
				back = nil
			}
		}
		n := 0
		word := func() string { n++; return numbered(n) }
		rt.Repeat(map[string]func(*rapid.T){
			"draft": func(rt *rapid.T) {
				c.pass(time.Second)
				slot, text := rapid.SampledFrom(slots).Draw(rt, "slot"), word()
				if err := s.PutDraft(draft(slot, text), ""); err != nil && !Kept(err) {
					rt.Fatal(err)
				}
				newest[slot] = text
			},
			"add": func(rt *rapid.T) {
				c.pass(time.Second)
				slot, text := rapid.SampledFrom(slots).Draw(rt, "slot"), word()
				if _, err := s.Add(answer(slot, text), ""); err != nil && !Kept(err) {
					rt.Fatal(err)
				}
				newest[slot] = text
				revisions[slot] = append(revisions[slot], text)
			},
			"break": func(*rapid.T) {
				if back == nil {
					back = away(t, path)
				}
			},
			"mend":  func(*rapid.T) { mend() },
			"retry": func(*rapid.T) { _ = s.SaveUnsaved() },
			"restart": func(*rapid.T) {
				closeStore(t, s)
				mend()
				c.pass(time.Second)
				s = openAtOn(quick, t, path, Options{Now: c.now})
				recoverAll(rt, s)
			},
		})
		closeStore(t, s)
		mend()
		s = openAtOn(quick, t, path, Options{Now: c.now})
		recoverAll(rt, s)
		for _, slot := range slots {
			d, drafted, err := s.Draft(slot)
			r, _, latestErr := s.Latest(slot)
			if got := map[bool]string{true: d.Text, false: r.Text}[drafted]; got != newest[slot] || err != nil || latestErr != nil {
				rt.Errorf("%s: the newest is %.20q, want %.20q, %v %v", slot, got, newest[slot], err, latestErr)
			}
			history, err := s.History(slot)
			if err != nil {
				rt.Error(err)
			}
			for _, text := range revisions[slot] {
				if !slices.ContainsFunc(history, func(r Revision) bool { return r.Text == text }) {
					rt.Errorf("%s: %.20q is not in the history", slot, text)
				}
			}
		}
		closeStore(t, s)
		wantJournals(t, path, 0)
	})
}

func recoverAll(t interface{ Fatal(...any) }, s *Store) {
	offered, err := s.Recoveries()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range offered {
		if _, err := s.Recover(r.Path); err != nil {
			t.Fatal(err)
		}
	}
}

// The file is cut to one page while it is open: what is read of it then is a
// fault, and what is written goes into the journal.
func TestTruncatedWhileOpen(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "first"))
	if err := os.Truncate(path, 4096); err != nil {
		t.Skip(err) // Windows keeps an open file as it is
	}
	for n := range 3 {
		wantKept(t, s.PutDraft(draft(noticed, numbered(n)), ""))
		if _, _, err := s.Latest(noticed); err == nil {
			t.Error("the latest was read from nowhere")
		}
		if _, err := s.Add(answer(rated, numbered(n)), ""); !Kept(err) {
			t.Error(err)
		}
		if err := s.SaveUnsaved(); !Kept(err) {
			t.Error(err)
		}
	}
	closeStore(t, s)
	if r := wantJournals(t, path, 1)[0]; len(r.Slots) != 2 {
		t.Errorf("%+v", r)
	}
}

// Made read-only, the file can still be written through what is open. Where the
// whole disk is, nothing can, and nothing is said to be kept.
func TestMadeReadOnlyWhileOpen(t *testing.T) {
	path := workbookPath(t)
	f := &trap{t: t, after: -1, err: syscall.EROFS, stays: true}
	s := openAtOn(f.disk(), t, path, Options{})
	check0(t, os.Chmod(path, 0o400))
	putDraft(t, s, draft(noticed, "saved"))
	f.after = len(f.calls)
	err := s.PutDraft(draft(noticed, "saved and more"), "")
	var p *Problem
	if Kept(err) || !errors.As(err, &p) || p.Kind != ProblemNoAccess {
		t.Errorf("%v", err)
	}
	wantDraft(t, s, noticed, "saved and more")
	f.mend()
	check0(t, s.SaveUnsaved())
	wantDraft(t, s, noticed, "saved and more")
	closeStore(t, s)
	check0(t, os.Chmod(path, 0o600))
	wantDraft(t, openAt(t, path, Options{}), noticed, "saved and more")
}

func TestRemovedWhileOpen(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "first"))
	snap := snapshot(t, s, "")
	if err := os.Remove(path); err != nil {
		t.Skip(err) // Windows keeps an open file
	}
	wantKept(t, s.PutDraft(draft(noticed, "unsaved"), ""))
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a new file was made, %v", err)
	}
	closeStore(t, s)
	wantJournals(t, path, 1)
	if _, err := Restore(path, snap.Path, Options{}); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, Options{})
	recoverAll(t, s)
	wantDraft(t, s, noticed, "unsaved")
	wantHistory(t, s, noticed, "first")
}

// Whichever call of the journal fails: what is said to be kept is on the disk.
func TestWhatIsSaidToBeKeptIs(t *testing.T) {
	for _, wrong := range []error{syscall.EIO, syscall.ENOSPC} {
		for _, stays := range []bool{false, true} {
			for n := 0; ; n++ {
				path := workbookPath(t)
				f := &trap{t: t, after: -1, err: wrong, stays: stays}
				s := openAtOn(f.disk(), t, path, Options{})
				away(t, path)
				f.after = len(f.calls) + n
				kept := map[Slot]string{}
				for i := range 6 {
					slot := Slot{notice, fmt.Sprint("field", i%3)}
					text := fmt.Sprint("words ", i)
					if Kept(s.PutDraft(draft(slot, text), "")) {
						kept[slot] = text
					}
				}
				sprung := f.sprung()
				f.mend()
				found := map[Slot]string{}
				for _, r := range allJournals(t, path) {
					for _, e := range r {
						found[e.Slot] = e.Text
					}
				}
				for slot, text := range kept {
					if found[slot] < text { // newer words may be there that were not said to be
						t.Errorf("%v at call %d: %s was said to be kept as %q and is %q", wrong, n, slot, text, found[slot])
					}
				}
				closeStore(t, s)
				if !sprung {
					break
				}
			}
		}
	}
}

func allJournals(t *testing.T, path string) (all [][]unsavedEntry) {
	t.Helper()
	paths, err := journal.Paths(disk.Disk{}, path)
	check0(t, err)
	for _, path := range paths {
		entries, _, err := DefaultKinds().readJournal(disk.Disk{}, path, file.Codec{})
		check0(t, err)
		all = append(all, entries)
	}
	return all
}

func TestSaveAs(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "first"))
	away(t, path)
	wantKept(t, s.PutDraft(draft(noticed, "unsaved"), "asked"))
	folder := t.TempDir()
	to, err := s.SaveAs(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, to)
	if to.Path() != filepath.Join(folder, "workbook.db") {
		t.Errorf("it is %s", to.Path())
	}
	wantDraft(t, to, noticed, "unsaved")
	wantHistory(t, to, noticed, "first")
	putDraft(t, to, draft(noticed, "written there"))
	wantJournals(t, path, 1) // the old workbook has not got those words
	if _, err := s.SaveAs(folder); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
	wantDraft(t, to, noticed, "written there")
}

// The copy of a sealed workbook is unlocked, and stays so when the other is closed.
func TestSaveAsOfASealedWorkbook(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	seal(t, s, quiet)
	add(t, s, answer(noticed, "first"))
	away(t, path)
	wantKept(t, s.PutDraft(draft(noticed, "unsaved"), "asked"))
	for _, r := range wantJournals(t, path, 1) {
		if holdsBytes(t, r.Path, "unsaved") {
			t.Error("the journal can be read by anybody")
		}
	}
	to, err := s.SaveAs(t.TempDir())
	check0(t, err)
	closeStore(t, s)
	wantDraft(t, to, noticed, "unsaved")
	putDraft(t, to, draft(noticed, "written there"))
	closeStore(t, to)
	to = unlocked(t, to.Path(), quiet, Options{})
	wantDraft(t, to, noticed, "written there")
	wantHistory(t, to, noticed, "first")
}
