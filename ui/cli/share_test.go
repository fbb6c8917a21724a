package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/explain"
	"goldenthread/ui/outfile"
)

// giver is a workbook with a marker in every text: SECRET where it may not leave,
// OPEN and PROOF where it is shareable and evidence.
type giver struct {
	*testing.T
	path     string
	out, err bytes.Buffer
}

func newGiver(t *testing.T) *giver {
	g := &giver{T: t, path: filepath.Join(t.TempDir(), "w.db")}
	at := time.Date(2026, time.November, 22, 14, 3, 0, 0, time.UTC)
	st, err := store.Open(g.path, store.Options{Now: func() time.Time { at = at.Add(time.Minute); return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	word := func(kind string) string { n++; return fmt.Sprintf("%s%dQ", kind, n) }
	mastery := content.UnitID("disciplines/mastery")
	id, err := st.NewID()
	check(err)
	body := func(kind store.Kind, w string) store.Body {
		switch kind {
		case store.KindTest:
			return store.Body{Test: &store.Test{Who: word(w), Ask: word(w), Predicted: word(w), Heard: word(w)}}
		case store.KindCommitment:
			return store.Body{Commitment: &store.Commitment{ID: id, When: word(w), Will: word(w), Obstacle: word(w), Fallback: word(w), Witness: word(w),
				DueText: word(w), State: store.StateOpen, Log: []store.LogEntry{{At: at, State: store.StateOpen, Note: word(w)}}}}
		case store.KindTension:
			return store.Body{Tension: &store.Tension{Leaning: 1, Note: word(w)}}
		case store.KindRating:
			return store.Body{Rating: &store.Rating{Level: 2}}
		}
		return store.Body{Text: word(w)}
	}
	for _, s := range []struct {
		step  content.StepID
		field string
		kind  store.Kind
		words []string // one revision each; the last one is marked so
	}{
		{mastery.Step(content.Notice), store.FieldAnswer, store.KindAnswer, []string{"SECRET", "OPEN"}},
		{mastery.Step(content.Interpret), store.FieldAnswer, store.KindAnswer, []string{"SECRET"}},
		{mastery.Step(content.Challenge), store.FieldAnswer, store.KindAnswer, []string{"PROOF"}},
		{mastery.Step(content.Challenge), store.FieldReason1, store.KindAnswer, []string{"SECRET"}},
		{mastery.Step(content.Rate), store.FieldRating, store.KindRating, []string{"SECRET", "PROOF"}},
		{mastery.Step(content.Test), store.FieldTest, store.KindTest, []string{"SECRET", "OPEN"}},
		{mastery.Step(content.Commit), store.CommitmentField(id), store.KindCommitment, []string{"SECRET", "OPEN"}},
		{mastery.Step(content.Commit), store.FieldWorking, store.KindAnswer, []string{"SECRET"}},
		{"tension/slow-quick", store.FieldTension, store.KindTension, []string{"SECRET"}},
		{"ours/bread/notice", store.FieldAnswer, store.KindAnswer, []string{"PROOF"}},
	} {
		slot := store.Slot{Step: s.step, Field: s.field}
		for _, w := range s.words {
			_, err := st.Add(store.Revision{Kind: s.kind, Slot: slot, Visit: 1, Body: body(s.kind, w)}, "asked "+word(w))
			check(err)
		}
		switch s.words[len(s.words)-1] {
		case "OPEN":
			check(st.Share(slot, 1, store.Shareable))
		case "PROOF":
			check(st.Share(slot, 1, store.Evidence))
		}
	}
	// marked, and changed since: as a revision, and as a draft
	vision := store.Slot{Step: "disciplines/vision/notice", Field: store.FieldAnswer}
	team := store.Slot{Step: "disciplines/team/notice", Field: store.FieldAnswer}
	for _, slot := range []store.Slot{vision, team} {
		_, err := st.Add(store.Revision{Kind: store.KindAnswer, Slot: slot, Visit: 1, Body: store.Body{Text: word("SECRET")}}, word("SECRET"))
		check(err)
		check(st.Share(slot, 1, store.Evidence))
	}
	_, err = st.Add(store.Revision{Kind: store.KindAnswer, Slot: vision, Visit: 1, Body: store.Body{Text: word("SECRET")}}, word("SECRET"))
	check(err)
	check(st.PutDraft(store.Draft{Kind: store.KindAnswer, Slot: team, Visit: 1, Body: store.Body{Text: word("SECRET")}}, word("SECRET")))
	check(st.SetPlace("disciplines/mastery/notice?focus=" + word("SECRET")))
	return g
}

// run runs the program; answers is what a person types, "" is nobody.
func (g *giver) run(answers string, args ...string) int {
	g.out.Reset()
	g.err.Reset()
	a := &app{
		IO: IO{In: strings.NewReader(answers), Out: &g.out, Err: &g.err, Environ: []string{envData + "=" + g.path},
			Now: func() time.Time { return time.Date(2026, time.November, 25, 22, 0, 0, 0, time.UTC) }},
		asks:        func(IO) bool { return answers != "" },
		interactive: func(IO) bool { return false },
	}
	return a.main(args)
}

var (
	secret = regexp.MustCompile(`SECRET[0-9]+Q`)
	openly = regexp.MustCompile(`(?:OPEN|PROOF)[0-9]+Q`)
)

// holds fails unless a text has no secret, and as many open words as it should.
func (g *giver) holds(name string, text []byte, open int) {
	g.Helper()
	if found := secret.FindAll(text, -1); found != nil {
		g.Errorf("%s: %s is in it:\n%s", name, found, text)
	}
	found := openly.FindAllString(string(text), -1)
	slices.Sort(found)
	if n := len(slices.Compact(found)); n != open {
		g.Errorf("%s: %d of %d open words are in it:\n%s", name, n, open, text)
	}
}

// No byte of anything that --share writes is of a private answer: not in the
// Markdown, the JSON, the age file, nor in what is said beside them.
func TestShareHoldsNothingPrivate(t *testing.T) {
	g := newGiver(t)
	dir := t.TempDir()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	const all, inJSON = 20, 18 // of a test and a commitment JSON has no question
	for _, c := range []struct {
		name  string
		open  int
		proof int
	}{{"shared.md", all, 5}, {"shared.json", inJSON, 5}, {"shared.md.age", all, 5}, {"shared.json.age", inJSON, 5}} {
		for _, evidence := range []bool{false, true} {
			file, open := filepath.Join(dir, fmt.Sprint(evidence)+c.name), c.open
			args := []string{"export", "--share", "--yes", "-o", file}
			if evidence {
				open = c.proof
				args = append(args, "--evidence")
			}
			if strings.HasSuffix(c.name, outfile.AgeEnding) {
				args = append(args, "--encrypt-to", identity.Recipient().String())
			}
			if code := g.run("", args...); code != explain.Done {
				t.Fatalf("%s: %d %s", args, code, g.err.String())
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(c.name, outfile.AgeEnding) {
				g.holds(file+" as it lies there", text, 0)
				opened, err := age.Decrypt(bytes.NewReader(text), identity)
				if err != nil {
					t.Fatal(err)
				}
				if text, err = io.ReadAll(opened); err != nil {
					t.Fatal(err)
				}
			}
			g.holds(file, text, open)
			listed := all
			if evidence {
				listed = c.proof
			}
			g.holds("the list of "+file, g.err.Bytes(), listed)
			g.holds("standard output", g.out.Bytes(), 0)
		}
	}
}

func TestShareSaysWhatStays(t *testing.T) {
	g := newGiver(t)
	if code := g.run("", "export", "--share", "--yes"); code != explain.Done {
		t.Fatal(g.err.String())
	}
	for _, want := range []string{
		"This leaves, 6 answers:", "1. Personal mastery › Notice, visit 1 (shareable)", "(evidence)",
		"This stays: 4 private answers; 2 answers that changed after being marked; everything that an answer said before.",
	} {
		if !strings.Contains(g.err.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, g.err.String())
		}
	}
	g.holds("standard output", g.out.Bytes(), 20)
}

// Nothing leaves without a yes, and what is private cannot be named.
func TestShareAsks(t *testing.T) {
	g := newGiver(t)
	file := filepath.Join(t.TempDir(), "shared.md")
	for _, c := range []struct {
		name, answers string
		args          []string
		code          int
		says          string
	}{
		{"nobody there", "", []string{"--share"}, explain.Misused, "There is nobody to ask whether these answers may leave: in scripts add --yes to this line."},
		{"nobody there for evidence", "", []string{"--evidence"}, explain.Misused, "What works: goldenthread export --help"}, // no line that gives more, or elsewhere
		{"no", "no\n", []string{"--share"}, explain.Failed, "Nothing was written, and nothing left."},
		{"the end of input", " ", []string{"--share"}, explain.Failed, "Nothing was written, and nothing left."},
		{"a private step", "yes\n", []string{"--share", "--unit", "disciplines/mastery/interpret"}, explain.Failed, "Not marked as shareable or as evidence: Personal mastery › Interpret."},
		{"a step with a private part", "yes\n", []string{"--share", "--unit", "mastery/challenge"}, explain.Failed, "Personal mastery › Challenge, first reason."},
		{"a step that was changed", "yes\n", []string{"--share", "--unit", "disciplines/vision/notice"}, explain.Failed, "Not marked as"},
		{"shareable for evidence", "yes\n", []string{"--evidence", "--unit", "disciplines/mastery/notice"}, explain.Failed, "Not marked as evidence: Personal mastery › Notice."},
		{"a unit without marks", "yes\n", []string{"--share", "--unit", "disciplines/team"}, explain.Failed, "Nothing is marked"},
		{"no unit", "yes\n", []string{"--share", "--unit", "nowhere"}, explain.Misused, "There is no unit"},
		{"yes without share", "yes\n", []string{"--yes"}, explain.Misused, "--yes belongs to --share"},
	} {
		if code := g.run(c.answers, append([]string{"export", "-o", file}, c.args...)...); code != c.code || !strings.Contains(g.err.String(), c.says) {
			t.Errorf("%s: %d, %s", c.name, code, g.err.String())
		}
		if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("%s: there is a file: %v", c.name, err)
		}
		g.holds(c.name, nil, 0)
		if found := secret.FindString(g.err.String() + g.out.String()); found != "" {
			t.Errorf("%s: it says %s", c.name, found)
		}
	}
	if code := g.run("yes\n", "export", "--share", "--unit", "mastery/notice", "-o", file); code != explain.Done {
		t.Fatal(g.err.String())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g.holds(file, text, 2)
}
