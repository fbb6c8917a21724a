package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store/calendar"
)

// A golden workbook was written by the first version that knew its schema and
// is kept for ever, beside what it holds. UPDATE=1 makes one that is missing; it
// never overwrites one, since a format that is out in the world stays as it is.
const goldenFolder = "testdata/golden"

// holding is all that a workbook holds.
type holding struct {
	Revisions []revisionRecord         `json:"revisions"`
	Drafts    []draftRecord            `json:"drafts"`
	Wordings  map[string]wordingRecord `json:"wordings"`
	Place     string                   `json:"place"`
	Settings  map[string]string        `json:"settings"`
	Forgotten []Tombstone              `json:"forgotten,omitempty"` // since schema 2
}

func holdingOf(t testing.TB, s *Store, settings ...string) holding {
	t.Helper()
	h := holding{Wordings: map[string]wordingRecord{}, Settings: map[string]string{}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	keep := func(name string) {
		asked, found, err := s.Wording(name)
		must(err)
		if !found {
			t.Fatalf("wording %s is missing", name)
		}
		h.Wordings[name] = newWordingRecord(asked)
	}
	for r, err := range s.Revisions() {
		must(err)
		record := revisionRecord{Revision: r}
		record.Body, record.Bytes = r.Body.lossless()
		h.Revisions = append(h.Revisions, record)
		if r.Wording != "" {
			keep(r.Wording)
		}
	}
	drafts, err := s.Drafts()
	must(err)
	for _, d := range drafts {
		record := draftRecord{Draft: d}
		record.Body, record.Bytes = d.Body.lossless()
		h.Drafts = append(h.Drafts, record)
		keep(d.Wording)
	}
	h.Forgotten, err = s.Tombstones()
	must(err)
	h.Place, err = s.Place()
	must(err)
	for _, name := range settings {
		h.Settings[name], err = s.Setting(name)
		must(err)
	}
	return h
}

// fillGolden writes something of everything, under a fixed clock and fixed IDs.
func fillGolden(t testing.TB, path string) holding {
	t.Helper()
	c := newClock()
	s := openAt(t, path, Options{Now: c.now, Entropy: rand.NewChaCha8([32]byte{1})})
	write := func(kind Kind, slot Slot, visit int, body Body, asked string) {
		t.Helper()
		c.pass(61*time.Minute + 123456789)
		if _, err := s.Add(Revision{Kind: kind, Slot: slot, Visit: visit, Body: body}, asked); err != nil {
			t.Fatal(err)
		}
	}
	id, err := s.NewID()
	if err != nil {
		t.Fatal(err)
	}
	then := 2
	promise := Slot{"disciplines/mastery/commit", CommitmentField(id)}
	commitment := Commitment{
		ID: id, When: "after the briefing on Monday", Will: "I ask two people what they heard", Obstacle: "the bell",
		Fallback: "I write to them", Witness: "K.", Due: calendar.Date{Year: 2026, Month: time.December, Day: 13}, State: StateOpen,
	}
	write(KindVisit, Slot{notice, FieldVisit}, 0, Body{}, "")
	write(KindRead, Slot{"disciplines/mastery/read", FieldRead}, 0, Body{}, "Personal mastery is **a discipline**.")
	write(KindAnswer, noticed, 0, Body{Text: "The door was open.\n\nNobody came in."}, "What did you notice?")
	write(KindAnswer, Slot{notice, "stepback"}, 0, Body{Text: "Ça va? „Ja“ <b> & 學校 👩🏽‍🏫\t\u2028é"}, "And <then>?")
	write(KindAnswer, Slot{notice, FieldReason1}, 0, Body{Text: "from an old file: caf\xe9"}, "Why? \xe9")
	write(KindRating, rated, 0, Body{Rating: &Rating{Level: 0, Confidence: "unsure", Evidence: "memory"}}, "How established is it?")
	write(KindTest, Slot{"disciplines/mastery/test", FieldTest}, 0, Body{Test: &Test{"K.", "What did you hear?", "a plan", "a threat"}}, "Ask one person.")
	write(KindCommitment, promise, 0, Body{Commitment: &commitment}, "When X, I will Y.")
	write(KindAnswer, noticed, 1, Body{Text: "The door was shut."}, "What do you notice now?")
	write(KindRating, rated, 1, Body{Rating: &Rating{Level: 3, Confidence: "very", Evidence: "sources", ThenLevel: &then}}, "How established is it?")
	commitment.State = StateKept
	commitment.Log = []LogEntry{{c.Time, StateTried, "the bell rang"}, {c.Add(time.Hour), StateKept, ""}}
	write(KindCommitment, promise, 1, Body{Commitment: &commitment}, "When X, I will Y.")
	write(KindAnswer, Slot{notice, FieldReason2}, 1, Body{}, "Why else?")
	err = errors.Join(
		s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Visit: 2, Body: Body{Text: "half a tho"}, Focus: "text", Cursor: 10, Top: 1}, "What do you notice now?"),
		s.PutDraft(Draft{Kind: KindRating, Slot: rated, Visit: 2, Focus: "level"}, "How established is it?"),
		s.SetPlace("unit/disciplines/mastery/notice"),
		s.SetSetting("theme", "paper"))
	if err != nil {
		t.Fatal(err)
	}
	c.pass(time.Hour)
	check0(t, s.Share(noticed, 1, Evidence))
	deleted := Slot{"disciplines/team/notice", FieldAnswer}
	write(KindAnswer, deleted, 1, Body{Text: "What nobody is to read again."}, "Where did work cross a border?")
	c.pass(time.Hour)
	if _, err := s.Forget(Only(deleted)); err != nil {
		t.Fatal(err)
	}
	piece := content.StepID("activities/practice-map/" + id.String())
	write(KindForm, Slot{piece, RowField("practice", id)}, 1, Body{Form: &Form{Fields: map[string]string{
		"name": "Lesson visits", "why": "caf\xe9 talk <after> & before", "homes": "personal team",
	}}}, "What do you already do here from which somebody learns?")
	write(KindForm, Slot{piece, "cells"}, 1, Body{Form: &Form{Rows: []FormRow{
		{Name: "structures", Cells: map[string]string{"pull": ">", "seen": "the library is full"}},
		{Cells: map[string]string{"seen": "\xff"}},
	}}}, "What is arranged so that this happens?")
	h := holdingOf(t, s, "theme")
	closeStore(t, s)
	return h
}

func TestGolden(t *testing.T) {
	made := workbookPath(t)
	written := fillGolden(t, made)
	if os.Getenv("UPDATE") == "1" {
		keepGolden(t, made, written)
	}
	same(t, "what this version writes", written, expected(t, schema))
	s := openAt(t, made, Options{})
	seal(t, s, quiet)
	closeStore(t, s)
	if os.Getenv("UPDATE") == "1" {
		file, err := os.ReadFile(made)
		check0(t, err)
		keepNew(t, goldenSchema(schema)+"-sealed.db", file)
	}
}

// goldenSchema is the name of a golden workbook, without its ending.
func goldenSchema(n int) string { return filepath.Join(goldenFolder, fmt.Sprint("schema-", n)) }

// expected returns the content of a golden workbook.
func expected(t *testing.T, n int) (want holding) {
	t.Helper()
	text, err := os.ReadFile(goldenSchema(n) + ".json")
	if err == nil {
		err = json.Unmarshal(text, &want)
	}
	if err != nil {
		t.Fatal(err)
	}
	return want
}

// golden returns the path of a copy of a golden file, and its bytes.
func golden(t *testing.T, name string) (path string, file []byte) {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	path = workbookPath(t)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, file
}

// A sealed workbook that was written once opens for ever.
func TestGoldenSealed(t *testing.T) {
	for n := 2; n <= schema; n++ {
		path, _ := golden(t, goldenSchema(n)+"-sealed.db")
		s := unlocked(t, path, quiet, Options{})
		same(t, "holding", holdingOf(t, s, "theme"), expected(t, n))
	}
}

// keepGolden puts what was written into testdata, if nothing is there.
func keepGolden(t *testing.T, path string, written holding) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(written); err != nil {
		t.Fatal(err)
	}
	keepNew(t, goldenSchema(schema)+".db", file)
	keepNew(t, goldenSchema(schema)+".json", text.Bytes())
}

// keepNew writes a file that is not there yet.
func keepNew(t *testing.T, name string, content []byte) {
	t.Helper()
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, content, 0o644)); err != nil {
		t.Fatal(err)
	}
}

// A workbook of every schema is read as it is, and, when it is opened to be
// written, brought up to date without losing anything.
func TestGoldenOfEverySchema(t *testing.T) {
	if len(steps) != schema-1 {
		t.Fatalf("%d steps lead to schema %d", len(steps), schema)
	}
	for n := 1; n <= schema; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			want := expected(t, n)
			path, file := golden(t, goldenSchema(n)+".db")
			s := openAt(t, path, Options{ReadOnly: true})
			same(t, "read as it is", holdingOf(t, s, "theme"), want)
			before, err := s.Record(nil)
			check0(t, err)
			closeStore(t, s)
			untouched(t, path, file)
			h, err := Examine(path, true)
			if err != nil || h.Problem != nil || h.Damage != nil || h.Schema != n {
				t.Errorf("examined: %+v %v", h, err)
			}

			s = openAt(t, path, Options{})
			same(t, "opened to be written", holdingOf(t, s, "theme"), want)
			after, err := s.Record(nil)
			check0(t, err)
			same(t, "what is exported", after, before)
			audit, err := s.Audit()
			if err != nil || audit.Damage != nil || audit.Schema != schema {
				t.Errorf("audit: %+v %v", audit, err)
			}
			r := add(t, s, answer(noticed, "and on it goes"))
			if history, err := s.History(noticed); err != nil || len(history) != 3 || history[2].ID != r.ID || len(r.Parents) != 1 {
				t.Errorf("going on in the golden workbook: %v %v", history, err)
			}
			wantSnapshotsBefore(t, path, n, want)
			closeStore(t, s)
			closeStore(t, openAt(t, path, Options{}))
			wantSnapshotsBefore(t, path, n, want)
		})
	}
}

// wantSnapshotsBefore checks that there is one snapshot of what was migrated, as
// it was, and none where there was nothing to migrate.
func wantSnapshotsBefore(t *testing.T, path string, n int, want holding) {
	t.Helper()
	all, err := Snapshots(path)
	check0(t, err)
	if n == schema {
		same(t, "snapshots", len(all), 0)
		return
	}
	if len(all) != 1 || all[0].Err != nil {
		t.Fatalf("snapshots: %+v", all)
	}
	s := openAt(t, all[0].Path, Options{ReadOnly: true})
	same(t, "the snapshot before", holdingOf(t, s, "theme"), want)
	if audit, err := s.Audit(); err != nil || audit.Schema != n {
		t.Errorf("the snapshot before: %+v %v", audit, err)
	}
	closeStore(t, s)
}
