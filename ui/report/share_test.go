package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"goldenthread/content"
	"goldenthread/store"
)

// theBook is parsed once; nobody changes it.
var theBook = sync.OnceValues(content.Embedded)

func shared(t testing.TB, w *writer, choice Choice) *Shared {
	t.Helper()
	book, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	l, err := GatherShared(w.from(book), w.at, choice)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// listed returns the items as a person is shown them.
func listed(d *Document) string {
	var b strings.Builder
	for _, i := range d.Items() {
		fmt.Fprintf(&b, "%s, visit %d, %s\n%s\n", i.Where, i.Visit, i.Share, i.Text)
	}
	return b.String()
}

// What leaves is what was marked, of its visit, and no word that came before it.
func TestGatherShared(t *testing.T) {
	w := newWriter(t)
	w.fill()
	l := shared(t, w, Choice{})
	golden(t, "shared.md", written(t, l.Document.Markdown))
	golden(t, "shared.json", written(t, l.Document.JSON))
	golden(t, "shared.list", listed(l.Document))
	if l.Private == 0 || l.Changed != 0 || l.Held != 0 {
		t.Errorf("stays: %+v", l)
	}
	evidence := shared(t, w, Choice{Evidence: true})
	if items := evidence.Document.Items(); len(items) != 1 || items[0].Share != store.Evidence || evidence.Held != 2 {
		t.Errorf("evidence: %+v, held %d", items, evidence.Held)
	}
	if _, err := Parse(store.DefaultKinds(), []byte(written(t, l.Document.JSON))); err == nil {
		t.Error("what was given away can be imported: it holds a record")
	}
}

// What was changed after it was marked stays, be the change a revision or a draft.
// A draft that says the same as the marked words changes nothing.
func TestGatherSharedOfChanged(t *testing.T) {
	w := newWriter(t)
	step := mastery.Step(content.Notice)
	w.answer(mastery, content.Notice, store.FieldAnswer, "What?", 1, "marked")
	w.share(step, store.FieldAnswer, 1, store.Shareable)
	w.draft(content.Notice, store.FieldAnswer, "What?", 1, store.KindAnswer, store.Body{Text: "marked"})
	if l := shared(t, w, Choice{}); len(l.Document.Items()) != 1 {
		t.Errorf("a draft of the same words: %+v", l)
	}
	w.draft(content.Notice, store.FieldAnswer, "What?", 1, store.KindAnswer, store.Body{Text: "marked and more"})
	if l := shared(t, w, Choice{}); len(l.Document.Items()) != 0 || l.Changed != 1 || l.Private != 0 {
		t.Errorf("a draft: %+v", l)
	}
	w.answer(mastery, content.Notice, store.FieldAnswer, "What?", 1, "marked and changed")
	if l := shared(t, w, Choice{}); len(l.Document.Items()) != 0 || l.Changed != 1 {
		t.Errorf("a revision: %+v", l)
	}
}

// A step that is named leaves whole or not at all.
func TestGatherSharedOfStep(t *testing.T) {
	w := newWriter(t)
	w.fill()
	step := mastery.Step(content.Challenge)
	if l := shared(t, w, Choice{Step: step}); !slices.Equal(l.Refused, []string{"Personal mastery › Challenge", "Personal mastery › Challenge, second reason"}) {
		t.Errorf("refused: %q", l.Refused)
	}
	if l := shared(t, w, Choice{Step: mastery.Step(content.Rate)}); len(l.Refused) != 0 || len(l.Document.Items()) != 1 {
		t.Errorf("a marked step: %+v", l)
	}
}

var marker = regexp.MustCompile(`SECRET[0-9]+Q`)

// Whatever is marked, nothing leaves but marked answers whose words have not changed
// since: no other text, and no question of an answer that stays.
func TestNothingPrivateLeaves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWriter(t)
		n := 0
		word := func() string {
			n++
			return fmt.Sprintf("SECRET%dQ", n)
		}
		type place struct {
			step  content.StepID
			field string
			visit int
		}
		type state struct {
			words []string // of the newest text and its question
			as    store.Sharing
		}
		now := map[place]*state{}
		drafted := map[store.Slot]int{} // the visit whose draft hides what was marked
		var places []place
		for _, at := range []struct {
			step  content.StepID
			field string
		}{
			{mastery.Step(content.Notice), store.FieldAnswer},
			{mastery.Step(content.Challenge), store.FieldReason1},
			{mastery.Step(content.Rate), store.FieldRating},
			{mastery.Step(content.Test), store.FieldTest},
			{mastery.Step(content.Commit), store.CommitmentField(store.ID{1})},
			{"ours/bread/notice", store.FieldAnswer},
			{"tension/slow-quick", store.FieldTension},
		} {
			for visit := 1; visit <= 2; visit++ {
				places = append(places, place{at.step, at.field, visit})
			}
		}
		body := func(p place) (store.Kind, store.Body, []string) {
			switch p.field {
			case store.FieldRating: // its question is all of it that has words
				return store.KindRating, store.Body{Rating: &store.Rating{Level: n % 5}}, nil
			case store.FieldTest:
				a, b, c, d := word(), word(), word(), word()
				return store.KindTest, store.Body{Test: &store.Test{Who: a, Ask: b, Predicted: c, Heard: d}}, []string{a, b, c, d}
			case store.FieldTension:
				a := word()
				return store.KindTension, store.Body{Tension: &store.Tension{Note: a}}, []string{a}
			case store.CommitmentField(store.ID{1}):
				a, b, c := word(), word(), word()
				return store.KindCommitment, store.Body{Commitment: &store.Commitment{ID: store.ID{1}, When: a, Will: b, State: store.StateOpen,
					Log: []store.LogEntry{{At: w.at, State: store.StateOpen, Note: c}}}}, []string{a, b, c}
			}
			a := word()
			return store.KindAnswer, store.Body{Text: a}, []string{a}
		}
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			p := rapid.SampledFrom(places).Draw(rt, "place")
			slot := store.Slot{Step: p.step, Field: p.field}
			if s := now[p]; s != nil && rapid.Bool().Draw(rt, "mark") {
				as := rapid.SampledFrom(store.Sharings[:]).Draw(rt, "as")
				if err := w.Share(slot, p.visit, as); err == nil {
					s.as = as
				}
				continue
			}
			kind, b, words := body(p)
			asked := word()
			if kind != store.KindRating && rapid.Bool().Draw(rt, "draft") { // two ratings may be the same, and then the mark holds
				if err := w.PutDraft(store.Draft{Kind: kind, Slot: slot, Visit: p.visit, Body: b}, asked); err != nil {
					rt.Fatal(err)
				}
				drafted[slot] = p.visit
				continue
			}
			if _, err := w.Add(store.Revision{Kind: kind, Slot: slot, Visit: p.visit, Body: b}, asked); err != nil {
				rt.Fatal(err)
			}
			now[p] = &state{append(words, asked), store.Private}
			delete(drafted, slot)
		}
		for _, evidence := range []bool{false, true} {
			may := map[string]bool{}
			for p, s := range now {
				if drafted[store.Slot{Step: p.step, Field: p.field}] == p.visit {
					continue
				}
				if s.as == store.Evidence || s.as == store.Shareable && !evidence {
					for _, word := range s.words {
						may[word] = true
					}
				}
			}
			d := shared(t, w, Choice{Evidence: evidence}).Document
			for name, text := range map[string]string{
				"markdown": written(t, d.Markdown), "json": written(t, d.JSON), "list": listed(d),
			} {
				for _, found := range marker.FindAllString(text, -1) {
					if !may[found] {
						rt.Fatalf("%s: %s leaves:\n%s", name, found, text)
					}
				}
				for word := range may {
					if name == "markdown" && !strings.Contains(text, word) {
						rt.Fatalf("%s: %s was marked, and is not in it:\n%s", name, word, text)
					}
				}
			}
		}
	})
}
