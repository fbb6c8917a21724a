package report

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

const mastery = content.UnitID("disciplines/mastery")

// writer writes into a store whose clock and IDs are the same in every run.
type writer struct {
	testing.TB
	*store.Store
	at time.Time
}

func newWriter(t testing.TB) *writer {
	w := &writer{TB: t, at: time.Date(2026, time.October, 4, 14, 3, 0, 0, time.FixedZone("", 3600))}
	st, err := store.Open(filepath.Join(t.TempDir(), "workbook.db"), store.Options{
		Now:     func() time.Time { return w.at },
		Entropy: rand.NewChaCha8([32]byte{}),
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Store = st
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// from takes what the writer wrote away, of every kind.
func (w *writer) from(book *content.Workbook) From {
	return From{book, w.Store, []Export{Answers, Ratings, Commitments, Tests, Tensions, Forms}}
}

func (w *writer) add(unit content.UnitID, stage content.Stage, field, asked string, visit int, kind store.Kind, body store.Body) {
	w.Helper()
	r := store.Revision{Kind: kind, Slot: store.Slot{Step: unit.Step(stage), Field: field}, Visit: visit, Body: body}
	if _, err := w.Add(r, asked); err != nil {
		w.Fatal(err)
	}
	w.at = w.at.Add(time.Minute)
}

func (w *writer) answer(unit content.UnitID, stage content.Stage, field, asked string, visit int, text string) {
	w.Helper()
	w.add(unit, stage, field, asked, visit, store.KindAnswer, store.Body{Text: text})
}

func (w *writer) draft(stage content.Stage, field, asked string, visit int, kind store.Kind, body store.Body) {
	w.Helper()
	d := store.Draft{Kind: kind, Slot: store.Slot{Step: mastery.Step(stage), Field: field}, Visit: visit, Body: body}
	if err := w.PutDraft(d, asked); err != nil {
		w.Fatal(err)
	}
	w.at = w.at.Add(time.Minute)
}

func (w *writer) share(step content.StepID, field string, visit int, as store.Sharing) {
	w.Helper()
	if err := w.Share(store.Slot{Step: step, Field: field}, visit, as); err != nil {
		w.Fatal(err)
	}
	w.at = w.at.Add(time.Minute)
}

// a head's work: one visit in October, a second in November that is still open.
func (w *writer) fill() {
	w.Helper()
	const (
		seen    = "Where in the last two weeks did you see a colleague learn something?\n\nThink of the site team."
		which   = "Which of these could someone have seen here?"
		reasons = "Give two reasons your rating could be wrong."
	)
	w.add(mastery, content.Read, store.FieldRead, "", 1, store.KindRead, store.Body{})
	w.answer(mastery, content.Notice, store.FieldAnswer, seen, 1, "In the office.\n\n- N. learnt the new register\n- and taught it\n# not a heading")
	w.answer(mastery, content.Notice, store.FieldAnswer, seen, 1, "In the office, on Tuesday.")
	w.add(mastery, content.Rate, store.FieldRating, which, 1, store.KindRating,
		store.Body{Rating: &store.Rating{Level: 3, Confidence: "very", Evidence: "memory"}})
	w.answer(mastery, content.Challenge, store.FieldReason2, reasons, 1, "I asked only keen people.")
	w.answer(mastery, content.Challenge, store.FieldReason1, reasons, 1, "I was not there.")
	w.answer(mastery, content.Challenge, store.FieldAnswer, "What would your diary show?", 1, "Meetings.")
	w.add(mastery, content.Test, store.FieldTest, "Somebody in a support role.", 1, store.KindTest, store.Body{Test: &store.Test{
		Who: "the site manager", Ask: "What have you got better at here?", Predicted: "not much", Heard: "Boilers.\n\nAnd listening.",
	}})
	id, err := w.NewID()
	if err != nil {
		w.Fatal(err)
	}
	w.add(mastery, content.Commit, store.CommitmentField(id), "When I open our next team meeting, ...", 1, store.KindCommitment, store.Body{Commitment: &store.Commitment{
		ID: id, When: "the year 9 review meets", Will: "ask for one pattern", Obstacle: "we are late", Fallback: "ask in the first minute",
		Witness: "the deputy", Due: calendar.Date{Year: 2026, Month: time.November, Day: 1}, State: store.StateTried,
		Log: []store.LogEntry{{At: w.at, State: store.StateTried, Note: "Late again.\n> Next time first."}},
	}})
	w.answer(mastery, content.Commit, store.FieldWorking, "What is already working that this could build on?", 1, "The office.")
	w.at = time.Date(2026, time.November, 22, 9, 0, 0, 0, time.UTC)
	w.add(mastery, content.Read, store.FieldVisit, "", 2, store.KindVisit, store.Body{})
	then := 1
	w.add(mastery, content.Rate, store.FieldRating, which, 2, store.KindRating, store.Body{Rating: &store.Rating{Level: 2}})
	w.add(mastery, content.Rate, store.FieldRating, which, 2, store.KindRating, store.Body{Rating: &store.Rating{
		Level: 2, Confidence: "fairly", Evidence: "example", ThenLevel: &then}})
	w.draft(content.Notice, store.FieldAnswer, "Where did you see a colleague learn?", 2, store.KindAnswer, store.Body{Text: "The kitchen lea"})
	w.draft(content.Interpret, store.FieldAnswer, "What does that say?", 2, store.KindAnswer, store.Body{Text: "   "})
	w.answer("ours/bread", content.Notice, store.FieldAnswer, "What rises?", 1, "<b>Bread</b> & butter")
	w.answer("disciplines/retired", content.Notice, store.FieldAnswer, "", 1, "Kept.")
	w.share(mastery.Step(content.Rate), store.FieldRating, 2, store.Evidence)
	w.share(mastery.Step(content.Challenge), store.FieldReason1, 1, store.Shareable)
	w.share(mastery.Step(content.Challenge), store.FieldReason2, 1, store.Shareable)
	w.share(mastery.Step(content.Challenge), store.FieldReason2, 1, store.Private)
	w.share(mastery.Step(content.Notice), store.FieldAnswer, 1, store.Shareable)
}

func document(t testing.TB, w *writer, in Scope) *Document {
	t.Helper()
	book, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(w.from(book), w.at, in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func written(t testing.TB, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares with a file in testdata; UPDATE=1 writes it anew.
func golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestGolden(t *testing.T) {
	w := newWriter(t)
	w.fill()
	d := document(t, w, nil)
	golden(t, "work.md", written(t, d.Markdown))
	golden(t, "work.json", written(t, d.JSON))
}

func TestGoldenEmpty(t *testing.T) {
	w := newWriter(t)
	d := document(t, w, nil)
	golden(t, "empty.md", written(t, d.Markdown))
	golden(t, "empty.json", written(t, d.JSON))
}

func TestScope(t *testing.T) {
	w := newWriter(t)
	w.fill()
	d := document(t, w, func(id content.UnitID) bool { return id == "ours/bread" })
	if len(d.Frameworks) != 1 || len(d.Frameworks[0].Units) != 1 || d.Frameworks[0].Units[0].ID != "ours/bread" {
		t.Fatalf("got %+v", d.Frameworks)
	}
}

// The members that docs/json.md documents: none may go, none may be null but these.
func TestJSONSchema(t *testing.T) {
	w := newWriter(t)
	w.fill()
	var d map[string]any
	if err := json.Unmarshal([]byte(written(t, document(t, w, nil).JSON)), &d); err != nil {
		t.Fatal(err)
	}
	if d["schema"] != 1.0 || d["exported_at"] == nil {
		t.Errorf("schema %v, exported at %v", d["schema"], d["exported_at"])
	}
	for list, members := range map[string]string{
		"answers":     "unit stage field text asked at share revisions",
		"ratings":     "unit level confidence evidence then_level at share",
		"commitments": "id unit when will obstacle fallback witness due state log share",
		"tests":       "unit who ask predicted heard at share",
	} {
		items, ok := d[list].([]any)
		if !ok || len(items) == 0 {
			t.Fatalf("%s is %v", list, d[list])
		}
		for _, item := range items {
			for _, member := range strings.Fields(members) {
				value, ok := item.(map[string]any)[member]
				if !ok || value == nil && member != "then_level" && member != "due" {
					t.Errorf("%s of %s is %v", member, list, value)
				}
			}
		}
	}
}

// BenchmarkNew gathers a workbook of 20,000 revisions. TMPDIR=/dev/shm makes its
// preparation quick: every revision is synced.
func BenchmarkNew(b *testing.B) {
	book, err := content.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	w := newWriter(b)
	text := strings.Repeat("learning ", 167)
	for n := 0; n < 20_000; {
		for _, u := range book.Units() {
			for _, stage := range []content.Stage{content.Notice, content.Interpret, content.Challenge} {
				w.answer(u.ID, stage, store.FieldAnswer, "What did you see?", 1, text)
				n++
			}
		}
	}
	for b.Loop() {
		if _, err := New(w.from(book), w.at, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// Facts stay facts, in an answer, in the name of a part, and after words of ours; and a
// question that came with an import cannot hide what follows it.
func TestTypedWordsStayInTheMarkdown(t *testing.T) {
	w := newWriter(t)
	w.answer(mastery, content.Notice, store.FieldAnswer, "What <!-- did\nyou see?", 1, "2019. We began\n2021. We stopped\n2024. Again")
	w.add(mastery, content.Notice, "board", "", 1, store.KindForm, store.Body{Form: &store.Form{Fields: map[string]string{"a*b*c": "# 5*3*2"}}})
	text := written(t, document(t, w, nil).Markdown)
	for _, want := range []string{
		"2019. We began  \n2021\\. We stopped  \n2024\\. Again\n", `> What \<!-- did`, `**a\*b\*c:** # 5\*3\*2`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
