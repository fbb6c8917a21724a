package store

import (
	"strings"
	"testing"
	"time"
)

func recordOf(t *testing.T, s *Store) Record {
	t.Helper()
	r, err := s.Record(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func importInto(t *testing.T, s *Store, r Record) Imported {
	t.Helper()
	done, err := s.Import(r)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// The golden workbook has something of everything.
func TestImportOfEverything(t *testing.T) {
	path := workbookPath(t)
	fillGolden(t, path)
	from, to := openAt(t, path, Options{}), openAt(t, workbookPath(t), Options{})
	record := recordOf(t, from)
	same(t, "imported", importInto(t, to, record), Imported{Revisions: 15, Drafts: 2, Buried: record.Tombstones})
	same(t, "what it holds", recordOf(t, to), record)
	if got, want := dump(t, to), dump(t, from); len(got) != len(want) {
		t.Errorf("%d entries in the indexes, %d there", len(got), len(want))
	}
	same(t, "imported twice", importInto(t, to, record), Imported{})
	same(t, "what it holds then", recordOf(t, to), record)
}

// Two windows' worth of answers come together: none is lost, and both ends show.
func TestImportOfBranches(t *testing.T) {
	one := openAt(t, workbookPath(t), Options{})
	add(t, one, answer(noticed, "together"))
	two := openAt(t, workbookPath(t), Options{})
	importInto(t, two, recordOf(t, one))
	add(t, one, answer(noticed, "here"))
	add(t, two, answer(noticed, "there"))
	same(t, "imported", importInto(t, one, recordOf(t, two)), Imported{Revisions: 1})
	importInto(t, two, recordOf(t, one))
	same(t, "both hold the same", recordOf(t, one), recordOf(t, two))
	history, err := one.History(noticed)
	if err != nil || len(history) != 3 || history[0].Text != "together" {
		t.Errorf("%v %v", history, err)
	}
	if joined := add(t, one, answer(noticed, "joined")); len(joined.Parents) != 2 {
		t.Errorf("it follows %d", len(joined.Parents))
	}
}

// A draft that was finished or changed meanwhile does not come back.
func TestImportOfDrafts(t *testing.T) {
	reason := Slot{notice, FieldReason1}
	begun := func(s *Store, slot Slot, text string) {
		t.Helper()
		check0(t, s.PutDraft(Draft{Kind: KindAnswer, Slot: slot, Body: Body{Text: text}}, ""))
	}
	s := openAt(t, workbookPath(t), Options{})
	begun(s, noticed, "half a tho")
	begun(s, rated, "more")
	begun(s, reason, "because")
	record := recordOf(t, s)
	add(t, s, answer(noticed, "half a thought"))
	begun(s, rated, "much more")
	check0(t, s.DropDraft(reason))
	for range 2 {
		done := importInto(t, s, record)
		same(t, "left out", done.Left, []Slot{rated, noticed})
	}
	if d, found, err := s.Draft(noticed); found || err != nil {
		t.Errorf("it came back: %v %v", d.Slot, err)
	}
	for slot, want := range map[Slot]string{rated: "much more", reason: "because"} {
		if d, _, err := s.Draft(slot); err != nil || d.Text != want {
			t.Errorf("%s: %q %v", slot, d.Text, err)
		}
	}
}

func TestImportRefuses(t *testing.T) {
	from := openAt(t, workbookPath(t), Options{})
	add(t, from, answer(noticed, "one"))
	good := add(t, from, answer(noticed, "two"))
	for name, spoil := range map[string]func(r *Record){
		"version": func(r *Record) { r.Revisions[1].V = 2 },
		"id":      func(r *Record) { r.Revisions[1].ID = ID{} },
		"kind":    func(r *Record) { r.Revisions[1].Kind = "poem" },
		"member":  func(r *Record) { r.Revisions[1].Rating = &Rating{} },
		"step":    func(r *Record) { r.Revisions[1].Step = "" },
		"wording": func(r *Record) { r.Wordings[0].Text = "What else?" },
		"named":   func(r *Record) { r.Revisions[1].Wording = strings.ToUpper(r.Revisions[1].Wording) },
		"draft":   func(r *Record) { r.Drafts = append(r.Drafts, RecordedDraft{}) },
	} {
		s := openAt(t, workbookPath(t), Options{})
		record := recordOf(t, from)
		spoil(&record)
		if done, err := s.Import(record); err == nil {
			t.Errorf("%s: %+v", name, done)
		}
		holdsOpen(t, s)
	}
	record := recordOf(t, from) // the same ID, and other words
	record.Revisions[1].Text = "three"
	same(t, "differing", importInto(t, from, record), Imported{Differing: []ID{good.ID}})
	holdsOpen(t, from, "one", "two")
}

// A revision that is damaged here and whole there is made whole.
func TestImportMendsDamage(t *testing.T) {
	var record Record
	path := damaged(t, "the head's office", func(s *Store) {
		add(t, s, answer(noticed, "the corridor"))
		add(t, s, answer(noticed, "the head's office"))
		record = recordOf(t, s)
	})
	s := openAt(t, path, Options{})
	same(t, "imported", importInto(t, s, record), Imported{Revisions: 1})
	holdsOpen(t, s, "the corridor", "the head's office")
}

// Parents that go round in a circle leave a slot that can be read and written.
func TestImportOfACircle(t *testing.T) {
	from := openAt(t, workbookPath(t), Options{})
	add(t, from, answer(noticed, "one"))
	last := add(t, from, answer(noticed, "two"))
	record := recordOf(t, from)
	record.Revisions[0].Parents = []ID{last.ID}
	s := openAt(t, workbookPath(t), Options{})
	importInto(t, s, record)
	if r, found, err := s.Latest(noticed); err != nil || !found || r.Text != "two" {
		t.Errorf("%q %t %v", r.Text, found, err)
	}
	add(t, s, answer(noticed, "three"))
}

// Two computers write on one answer after another, and the clock of one is a year
// behind: what follows comes later all the same, on both, and so do the heads.
func TestImportWithAClockThatWentBackAYear(t *testing.T) {
	c := newClock()
	one := openAt(t, workbookPath(t), Options{Now: c.now})
	first := add(t, one, answer(noticed, "first"))
	behind := newClock()
	behind.pass(-365 * 24 * time.Hour)
	two := openAt(t, workbookPath(t), Options{Now: behind.now})
	importInto(t, two, recordOf(t, one))
	second := add(t, two, answer(noticed, "second"))
	if second.ID.Compare(first.ID) > 0 {
		t.Fatal("the test shows nothing")
	}
	importInto(t, one, recordOf(t, two))
	c.pass(time.Hour)
	add(t, one, answer(noticed, "third"))
	importInto(t, two, recordOf(t, one))
	behind.pass(time.Hour)
	last := add(t, two, answer(noticed, "fourth"))
	importInto(t, one, recordOf(t, two))
	for name, s := range map[string]*Store{"one": one, "two": two} {
		history, err := s.History(noticed)
		check0(t, err)
		var texts []string
		for _, r := range history {
			texts = append(texts, r.Text)
		}
		same(t, name, texts, []string{"first", "second", "third", "fourth"})
		if r, _, err := s.Latest(noticed); err != nil || r.ID != last.ID {
			t.Errorf("%s: the latest is %q, %v", name, r.Text, err)
		}
		if next := add(t, s, answer(rated, "x")); len(next.Parents) != 0 {
			t.Errorf("%s: %v", name, next.Parents)
		}
	}
	same(t, "the same indexes", len(dump(t, one)), len(dump(t, two)))

	// Each goes on alone: two heads on both, in the same order, and one after that.
	add(t, one, answer(noticed, "at school"))
	add(t, two, answer(noticed, "at home"))
	importInto(t, one, recordOf(t, two))
	importInto(t, two, recordOf(t, one))
	a, err := one.History(noticed)
	check0(t, err)
	b, err := two.History(noticed)
	check0(t, err)
	same(t, "their histories", a, b)
	joined := add(t, one, answer(noticed, "joined"))
	same(t, "it follows both", joined.Parents, []ID{a[4].ID, a[5].ID})
	importInto(t, two, recordOf(t, one))
	if r, _, err := two.Latest(noticed); err != nil || r.ID != joined.ID {
		t.Errorf("the latest is %q, %v", r.Text, err)
	}
}
