package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store/calendar"
	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
)

// TestMain also runs the processes that tests kill.
func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		os.Exit(child(path))
	}
	os.Exit(m.Run())
}

const (
	notice = content.StepID("disciplines/mastery/notice")
	rate   = content.StepID("disciplines/mastery/rate")
)

var (
	noticed = Slot{notice, FieldAnswer}
	rated   = Slot{rate, FieldRating}
)

// clock is a time that a test moves.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func (c *clock) pass(d time.Duration) { c.Time = c.Add(d) }

func newClock() *clock {
	return &clock{time.Date(2026, time.November, 22, 14, 3, 0, 0, time.FixedZone("", 3600))}
}

func workbookPath(t testing.TB) string { return filepath.Join(t.TempDir(), "workbook.db") }

func openAt(t testing.TB, path string, o Options) *Store {
	t.Helper()
	return openAtOn(disk.Disk{}, t, path, o)
}

func openAtOn(d disk.Disk, t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := openOn(d, path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func closeStore(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func answer(slot Slot, text string) Revision {
	return Revision{Kind: KindAnswer, Slot: slot, Body: Body{Text: text}}
}

func add(t testing.TB, s *Store, r Revision) Revision {
	t.Helper()
	added, err := s.Add(r, "What did you notice?")
	if err != nil {
		t.Fatal(err)
	}
	return added
}

// same compares two values as they are in JSON: of two equal times one may lie
// in a zone with a name. Bodies with bytes that JSON cannot hold come as records.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	a, err := file.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := file.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("%s\n got %.2000s\nwant %.2000s", what, a, b)
	}
}

func TestAddAssigns(t *testing.T) {
	c := newClock()
	s := openAt(t, workbookPath(t), Options{Now: c.now})
	first := add(t, s, answer(noticed, "the door was open"))
	c.pass(time.Hour)
	second := add(t, s, Revision{
		V: 9, ID: ID{1}, Device: "x", At: time.Unix(0, 0), Parents: []ID{{2}}, // all of these are the store's to say
		Kind: KindAnswer, Slot: noticed, Visit: 1, Body: Body{Text: "the door was shut"},
	})
	if second.V != 1 || second.Device != s.file.Device() || !second.At.Equal(c.Time) || second.ID.Compare(first.ID) <= 0 {
		t.Errorf("assigned %+v", second)
	}
	same(t, "parents", second.Parents, []ID{first.ID})
	latest, found, err := s.Latest(noticed)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	same(t, "latest", latest, second)
	history, err := s.History(noticed)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "history", history, []Revision{first, second})
	asked, found, err := s.Wording(second.Wording)
	if err != nil || !found || asked != "What did you notice?" {
		t.Errorf("wording %q %v %v", asked, found, err)
	}
}

// A revision need not name the words that it answers, and a name that none can have is
// damage to one value.
func TestWordingThatIsNone(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	if asked, found, err := s.Wording(""); asked != "" || found || err != nil {
		t.Errorf("%q %v %v", asked, found, err)
	}
	if _, found, err := s.Wording("sha256:x"); found {
		t.Error("found")
	} else if n, other := Unreadable(err); n != 1 || other != nil {
		t.Errorf("%v", err)
	}
}

func TestLatestOf(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	for i, text := range []string{"a", "b", "c"} {
		r := answer(noticed, text)
		r.Visit = []int{0, 2, 3}[i] // one that does not say its visit is of the first
		add(t, s, r)
		r.Body.Text += "2"
		add(t, s, r)
	}
	for visit, want := range map[int]string{0: "a2", 1: "a2", 2: "b2", 3: "c2"} {
		r, found, err := s.LatestOf(noticed, visit)
		if err != nil || !found || r.Text != want {
			t.Errorf("visit %d: %q %v %v, want %q", visit, r.Text, found, err, want)
		}
	}
	if r, found, err := s.LatestOf(noticed, 4); found || err != nil {
		t.Errorf("visit 4: %v %v", r, err)
	}
}

// The clock of a laptop may be set back between two evenings.
func TestLatestGoesByParents(t *testing.T) {
	path, c := workbookPath(t), newClock()
	s := openAt(t, path, Options{Now: c.now})
	add(t, s, answer(noticed, "first"))
	closeStore(t, s)
	c.pass(-24 * time.Hour)
	s = openAt(t, path, Options{Now: c.now})
	second := add(t, s, answer(noticed, "second"))
	if latest, _, err := s.Latest(noticed); err != nil || latest.Text != "second" {
		t.Errorf("latest %q %v", latest.Text, err)
	}
	if err := s.Rebuild(); err != nil {
		t.Fatal(err)
	}
	if latest, _, err := s.Latest(noticed); err != nil || latest.Text != "second" {
		t.Errorf("latest after Rebuild %q %v", latest.Text, err)
	}
	history, err := s.History(noticed)
	if err != nil || len(history) != 2 || history[1].ID != second.ID {
		t.Errorf("history %v %v", history, err)
	}
	if history[1].ID.Compare(history[0].ID) > 0 {
		t.Error("the clock did not go back: the test shows nothing")
	}
}

func TestIDsGrowThoughTheClockGoesBack(t *testing.T) {
	c := newClock()
	s := openAt(t, workbookPath(t), Options{Now: c.now})
	last := ID{}
	for range 10 {
		id, err := s.NewID()
		if err != nil || id.Compare(last) <= 0 {
			t.Fatalf("%s after %s, %v", id, last, err)
		}
		last = id
		c.pass(-time.Minute)
	}
}

func TestCurrent(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	reason := Slot{notice, FieldReason1}
	neighbour := Slot{notice + "x", FieldAnswer}
	add(t, s, answer(noticed, "old"))
	add(t, s, answer(neighbour, "another step"))
	add(t, s, answer(reason, "because"))
	add(t, s, answer(noticed, "new"))
	current, err := s.Current(notice)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, r := range current {
		texts = append(texts, r.Field+"="+r.Text)
	}
	if got := strings.Join(texts, " "); got != "answer=new reason1=because" {
		t.Errorf("current %q", got)
	}
	if none, err := s.Current("disciplines/mastery/commit"); len(none) > 0 || err != nil {
		t.Errorf("a step without answers: %v %v", none, err)
	}
}

func TestRevisionsAreInOrderAndComplete(t *testing.T) {
	s := openAtOn(quick, t, workbookPath(t), Options{})
	const n = 2*batch + 3
	for i := range n {
		add(t, s, answer(Slot{notice, FieldAnswer + string(rune('a'+i%26))}, "x"))
	}
	count, last := 0, ID{}
	for r, err := range s.Revisions() {
		if err != nil {
			t.Fatal(err)
		}
		if r.ID.Compare(last) <= 0 {
			t.Fatalf("%s after %s", r.ID, last)
		}
		count, last = count+1, r.ID
	}
	if count != n {
		t.Errorf("%d revisions, want %d", count, n)
	}
	for range s.Revisions() {
		if err := s.SetPlace("home"); err != nil { // no transaction is open
			t.Error(err)
		}
		break
	}
}

func TestDraftLivesUntilARevision(t *testing.T) {
	path, c := workbookPath(t), newClock()
	s := openAt(t, path, Options{Now: c.now})
	d := Draft{Kind: KindAnswer, Slot: noticed, Visit: 2, Body: Body{Text: "half a tho"}, Focus: "text", Cursor: 10, Top: 3}
	if err := s.PutDraft(d, "What did you notice?"); err != nil {
		t.Fatal(err)
	}
	if err := s.PutDraft(Draft{Kind: KindRating, Slot: rated}, ""); err != nil {
		t.Fatal(err)
	}
	d.Wording, d.At = WordingOf("What did you notice?"), c.Time
	closeStore(t, s)
	s = openAt(t, path, Options{Now: c.now})
	got, found, err := s.Draft(noticed)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	same(t, "draft", got, d)
	if asked, _, err := s.Wording(got.Wording); err != nil || asked != "What did you notice?" {
		t.Errorf("wording %q %v", asked, err)
	}
	add(t, s, answer(noticed, "half a thought"))
	drafts, err := s.Drafts()
	if err != nil || len(drafts) != 1 || drafts[0].Slot != rated {
		t.Errorf("drafts after Add: %v %v", drafts, err)
	}
	if err := s.DropDraft(rated); err != nil {
		t.Fatal(err)
	}
	if _, found, err := s.Draft(rated); found || err != nil {
		t.Errorf("draft after DropDraft: %v %v", found, err)
	}
}

// What a person typed comes back byte for byte, however much it is and whatever
// it is.
func TestTextsAreNotAltered(t *testing.T) {
	path := workbookPath(t)
	texts := map[string]string{
		"a megabyte":      strings.Repeat("Ça va? <ja> & „nein“ 學校 👩🏽‍🏫 é\tline\n", 1<<20/40),
		"not UTF-8":       "caf\xe9 \xff\xfe \xed\xa0\x80 ok",
		"a long not UTF8": strings.Repeat("\xe9\x00\r\n", 1<<18),
		"controls":        "\x00\x1b[31m\u2028\ufeff\ufffd\r\n",
		"nothing":         "",
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, path, Options{})
			if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Body: Body{Text: text}}, text); err != nil {
				t.Fatal(err)
			}
			closeStore(t, s)
			s = openAt(t, path, Options{})
			d, _, err := s.Draft(noticed)
			if err != nil || d.Text != text {
				t.Errorf("draft of %d bytes came back as %d bytes, %v", len(text), len(d.Text), err)
			}
			if text != "" {
				if asked, _, err := s.Wording(d.Wording); err != nil || asked != text {
					t.Errorf("wording of %d bytes came back as %d bytes, %v", len(text), len(asked), err)
				}
			}
			if r := add(t, s, answer(noticed, text)); r.Text != text {
				t.Errorf("revision of %d bytes came back as %d bytes", len(text), len(r.Text))
			}
			closeStore(t, s)
			s = openAt(t, path, Options{})
			if r, _, err := s.Latest(noticed); err != nil || r.Text != text {
				t.Errorf("revision of %d bytes came back as %d bytes, %v", len(text), len(r.Text), err)
			}
			closeStore(t, s)
		})
	}
}

// In twenty years somebody may have nothing but the file.
func TestAnswersAreReadableInTheFile(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	const text = "<ja> & „nein“ 學校"
	add(t, s, answer(noticed, text))
	closeStore(t, s)
	if file, err := os.ReadFile(path); err != nil || !bytes.Contains(file, []byte(`"text":"`+text+`"`)) {
		t.Errorf("not found in the file, %v", err)
	}
}

func TestEveryTextOfABodyIsFaithful(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	id, err := s.NewID()
	if err != nil {
		t.Fatal(err)
	}
	bodies := map[Kind]Body{
		KindTest: {Test: &Test{"a\xff", "b\xff", "c\xff", "d\xff"}},
		KindCommitment: {Commitment: &Commitment{
			ID: id, When: "a\xff", Will: "b\xff", Obstacle: "c\xff", Fallback: "d\xff", Witness: "e\xff",
			Due: calendar.Date{Year: 2026, Month: time.December, Day: 13}, State: StateTried,
			Log: []LogEntry{{State: StateOpen, Note: "fine"}, {State: StateTried, Note: "f\xff"}},
		}},
	}
	for kind, body := range bodies {
		slot := Slot{notice, string(kind)}
		add(t, s, Revision{Kind: kind, Slot: slot, Body: body})
		got, _, err := s.Latest(slot)
		if err != nil {
			t.Fatal(err)
		}
		var gotTexts, wantTexts []string
		got.Body.prose(func(p string, s *string) { gotTexts = append(gotTexts, p+"="+*s) })
		body.prose(func(p string, s *string) { wantTexts = append(wantTexts, p+"="+*s) })
		if strings.Join(gotTexts, "|") != strings.Join(wantTexts, "|") {
			t.Errorf("%s: %q, want %q", kind, gotTexts, wantTexts)
		}
	}
}

// What the store returns and what it was given share no memory.
func TestRevisionsAreCopies(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	then := 2
	given := &Rating{Level: 3, Confidence: "fairly", Evidence: "data", ThenLevel: &then}
	added := add(t, s, Revision{Kind: KindRating, Slot: rated, Body: Body{Rating: given}})
	added.Rating.Level, *added.Rating.ThenLevel = 0, 0
	if given.Level != 3 || then != 2 {
		t.Error("the caller's rating was changed")
	}
	r, _, err := s.Latest(rated)
	if err != nil || r.Rating.Level != 3 || *r.Rating.ThenLevel != 2 {
		t.Errorf("stored rating %+v %v", r.Rating, err)
	}
}

func TestRefused(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	level := 5
	for name, r := range map[string]Revision{
		"no slot":             answer(Slot{}, "x"),
		"no field":            answer(Slot{Step: notice}, "x"),
		"slot is not UTF-8":   answer(Slot{notice, "\xff"}, "x"),
		"slot is too long":    answer(Slot{notice, strings.Repeat("x", maxNameSize+1)}, "x"),
		"unknown kind":        {Kind: "guess", Slot: noticed},
		"no kind":             {Slot: noticed},
		"visit":               {Kind: KindVisit, Slot: noticed, Visit: -1},
		"rating without one":  {Kind: KindRating, Slot: rated},
		"rating with a text":  {Kind: KindRating, Slot: rated, Body: Body{Text: "x", Rating: &Rating{}}},
		"visit with a text":   {Kind: KindVisit, Slot: noticed, Body: Body{Text: "x"}},
		"level":               {Kind: KindRating, Slot: rated, Body: Body{Rating: &Rating{Level: 5}}},
		"then level":          {Kind: KindRating, Slot: rated, Body: Body{Rating: &Rating{ThenLevel: &level}}},
		"confidence":          {Kind: KindRating, Slot: rated, Body: Body{Rating: &Rating{Confidence: "quite"}}},
		"evidence":            {Kind: KindRating, Slot: rated, Body: Body{Rating: &Rating{Evidence: "hearsay"}}},
		"commitment, no id":   {Kind: KindCommitment, Slot: noticed, Body: Body{Commitment: &Commitment{State: StateOpen}}},
		"commitment, state":   {Kind: KindCommitment, Slot: noticed, Body: Body{Commitment: &Commitment{ID: ID{1}}}},
		"commitment, no date": {Kind: KindCommitment, Slot: noticed, Body: Body{Commitment: &Commitment{ID: ID{1}, State: StateOpen, Due: calendar.Date{Year: 2026, Month: 2, Day: 30}}}},
	} {
		if _, err := s.Add(r, ""); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := s.PutDraft(Draft{Kind: KindAnswer, Slot: noticed, Focus: "\xff"}, ""); err == nil {
		t.Error("focus that is not UTF-8: accepted")
	}
	if err := s.SetPlace("\xff"); err == nil {
		t.Error("place that is not UTF-8: accepted")
	}
	if _, _, err := s.Wording("sha256:12"); err == nil {
		t.Error("wording 12: accepted")
	}
	for r, err := range s.Revisions() {
		t.Errorf("stored nevertheless: %v %v", r, err)
	}
}

func TestPlaceAndSettings(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	if place, err := s.Place(); place != "" || err != nil {
		t.Errorf("place at first %q %v", place, err)
	}
	if err := errors.Join(s.SetPlace("unit/disciplines/mastery/notice"), s.SetSetting("theme", "paper"), s.SetSetting("place", "here")); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	s = openAt(t, path, Options{})
	place, err1 := s.Place()
	theme, err2 := s.Setting("theme")
	other, err3 := s.Setting("place")
	none, err4 := s.Setting("none")
	if err := errors.Join(err1, err2, err3, err4); err != nil || place != "unit/disciplines/mastery/notice" || theme != "paper" || other != "here" || none != "" {
		t.Errorf("%q %q %q %q %v", place, theme, other, none, err)
	}
}

func TestClosed(t *testing.T) {
	s := openAt(t, workbookPath(t), Options{})
	closeStore(t, s)
	closeStore(t, s)
	_, addErr := s.Add(answer(noticed, "x"), "")
	_, _, readErr := s.Latest(noticed)
	for _, err := range []error{addErr, readErr, s.SetPlace("x"), s.Rebuild()} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
	}
	for _, err := range s.Revisions() {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "x"))
	closeStore(t, s)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := openAt(t, path, Options{ReadOnly: true})
	b := openAt(t, path, Options{ReadOnly: true})
	for _, s := range []*Store{a, b} {
		if r, _, err := s.Latest(noticed); err != nil || r.Text != "x" {
			t.Errorf("%q %v", r.Text, err)
		}
		if _, err := s.Add(answer(noticed, "y"), ""); err == nil {
			t.Error("written though read-only")
		}
	}
	wantProblem(t, path, Options{}, ProblemInUse)
	closeStore(t, a)
	closeStore(t, b)
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file changed, %v", err)
	}
}

// Printing a revision or a draft must not print what a person wrote.
func TestStringTellsNoAnswer(t *testing.T) {
	r := answer(noticed, "secret")
	if got := r.String(); got != "disciplines/mastery/notice answer" {
		t.Errorf("revision prints as %q", got)
	}
}
