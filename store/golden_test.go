package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A golden workbook was written by the first version that knew its schema and
// is kept for ever, beside what it holds. UPDATE=1 makes one that is missing; it
// never overwrites one, since a format that is out in the world stays as it is.
const goldenPath = "testdata/golden/schema-1"

// holding is all that a workbook holds.
type holding struct {
	Revisions []revisionRecord         `json:"revisions"`
	Drafts    []draftRecord            `json:"drafts"`
	Wordings  map[string]wordingRecord `json:"wordings"`
	Place     string                   `json:"place"`
	Settings  map[string]string        `json:"settings"`
}

func holdingOf(t *testing.T, s *Store, settings ...string) holding {
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
	h.Place, err = s.Place()
	must(err)
	for _, name := range settings {
		h.Settings[name], err = s.Setting(name)
		must(err)
	}
	return h
}

// fillGolden writes something of everything, under a fixed clock and fixed IDs.
func fillGolden(t *testing.T, path string) holding {
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
		Fallback: "I write to them", Witness: "K.", Due: Date{2026, time.December, 13}, State: StateOpen,
	}
	write(KindVisit, Slot{notice, FieldVisit}, 0, Body{}, "")
	write(KindRead, Slot{"disciplines/mastery/read", FieldRead}, 0, Body{}, "Personal mastery is **a discipline**.")
	write(KindAnswer, noticed, 0, Body{Text: "The door was open.\n\nNobody came in."}, "What did you notice?")
	write(KindAnswer, Slot{notice, FieldStepback}, 0, Body{Text: "Ça va? „Ja“ <b> & 學校 👩🏽‍🏫\t\u2028é"}, "And <then>?")
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
	text, err := os.ReadFile(goldenPath + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var want holding
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	same(t, "what this version writes", written, want)

	golden, err := os.ReadFile(goldenPath + ".db")
	if err != nil {
		t.Fatal(err)
	}
	path := workbookPath(t)
	if err := os.WriteFile(path, golden, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path, Options{})
	same(t, "what this version reads", holdingOf(t, s, "theme"), want)
	r := add(t, s, answer(noticed, "and on it goes"))
	if history, err := s.History(noticed); err != nil || len(history) != 3 || history[2].ID != r.ID || len(r.Parents) != 1 {
		t.Errorf("going on in the golden workbook: %v %v", history, err)
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
	if err := errors.Join(encoder.Encode(written), os.MkdirAll(filepath.Dir(goldenPath), 0o755)); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{goldenPath + ".db": file, goldenPath + ".json": text.Bytes()} {
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
