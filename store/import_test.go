package store

import (
	"strings"
	"testing"
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
	same(t, "imported", importInto(t, to, record), Imported{Revisions: 12, Drafts: 2})
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
