package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Choice says what of the marked answers is to be shared.
type Choice struct {
	In       Scope          // nil means everything
	Step     content.StepID // only this step; "" means all
	Evidence bool           // only what is marked as evidence
}

// Shared holds what leaves the workbook, and counts what stays. It holds no word of
// what stays.
type Shared struct {
	Document *Document // what leaves: the marked words and the questions that they answer, and nothing that came before them

	Private int      // answers that are private
	Changed int      // answers that were changed since they were marked, and so are private again
	Held    int      // answers that are shareable where only evidence was asked for
	Refused []string // where, if the Choice names a step, its newest answers may not leave
}

// GatherShared gathers what was marked. What is readable is returned beside an
// error about what is not.
func GatherShared(book *content.Workbook, st *store.Store, at time.Time, choice Choice) (*Shared, error) {
	g := newGatherer(book, st)
	shared := &Shared{}
	for _, slot := range g.slots(choice.In) {
		if choice.Step == "" || slot.Step == choice.Step {
			g.choose(shared, slot, choice)
		}
	}
	shared.Document = &Document{ExportedAt: at, Frameworks: g.frameworks(), Tensions: g.tensions}
	return shared, errors.Join(g.errs...)
}

// choose takes of a slot the newest answer of each visit, if it may leave.
func (g *gatherer) choose(out *Shared, slot store.Slot, choice Choice) {
	kind, history, draft, drafted := g.read(slot)
	all := newestOfVisits(entries(history, draft, drafted))
	for i, e := range all {
		if !isWritten(kind, e.body) {
			continue
		}
		shared := g.shared(e)
		switch {
		case shared.As == store.Evidence, shared.As == store.Shareable && !choice.Evidence:
			g.share(kind, slot, e)
			continue
		case shared.As == store.Shareable:
			out.Held++
		case shared.Lapsed != "" || e.revision == nil && g.wasMarked(e, history):
			out.Changed++
		default:
			out.Private++
		}
		if choice.Step != "" && i == len(all)-1 {
			out.Refused = append(out.Refused, where(g.title(slot.Step.Unit()), slot.Step.Stage(), slot.Field))
		}
	}
}

// isWritten reports whether there is anything in an answer.
func isWritten(kind store.Kind, b store.Body) bool {
	switch kind {
	case store.KindAnswer:
		return strings.TrimSpace(b.Text) != ""
	case store.KindTest:
		return b.Test != nil && !isUnasked(*b.Test)
	case store.KindCommitment:
		return b.Commitment != nil && !isEmpty(*b.Commitment)
	}
	return b.Rating != nil || b.Tension != nil
}

// wasMarked reports whether a draft stands over a revision that was marked.
func (g *gatherer) wasMarked(draft entry, history []store.Revision) bool {
	return slices.ContainsFunc(history, func(r store.Revision) bool {
		return max(r.Visit, 1) == draft.visit && g.shared(entry{revision: &r}).As != store.Private
	})
}

// share adds an answer without what came before it.
func (g *gatherer) share(kind store.Kind, slot store.Slot, e entry) {
	switch kind {
	case store.KindAnswer:
		kept := g.kept(e)
		u := g.unit(slot)
		u.Answers = append(u.Answers, Answer{Kept: kept, Stage: slot.Step.Stage(), Field: slot.Field, Text: e.body.Text,
			Revisions: []Version{{kept, e.body.Text}}})
	case store.KindTension:
		g.tension(slot, e)
	default:
		g.one(slot, e)
	}
}

// Item is one answer as it leaves.
type Item struct {
	Where string // "Personal mastery › Notice"
	Kept
	Text string // Markdown, with the question
}

// Items lists a document answer by answer, in the very words in which Markdown
// writes it.
func (d *Document) Items() []Item {
	var items []Item
	add := func(title string, stage content.Stage, field string, k Kept, write func(*page)) {
		p := &page{}
		write(p)
		items = append(items, Item{where(title, stage, field), k, p.String()})
	}
	for _, f := range d.Frameworks {
		for _, u := range f.Units {
			for _, a := range u.Answers {
				add(u.Title, a.Stage, a.Field, a.Kept, func(p *page) { p.answer(a) })
			}
			for _, r := range u.Ratings {
				add(u.Title, content.Rate, "", r.Kept, func(p *page) { p.ratings([]Rating{r}) })
			}
			for _, t := range u.Tests {
				add(u.Title, content.Test, "", t.Kept, func(p *page) { p.tests([]Test{t}) })
			}
			for _, c := range u.Commitments {
				add(u.Title, content.Commit, "", c.Kept, func(p *page) { p.commitments([]Commitment{c}) })
			}
		}
	}
	for _, t := range d.Tensions {
		add("Productive tensions", content.Stage(t.ID), "", t.Kept, func(p *page) { p.tension(t) })
	}
	return items
}

// fieldTitles name the fields that stand beside the answer of a step.
var fieldTitles = map[string]string{
	store.FieldReason1: "first reason", store.FieldReason2: "second reason", store.FieldWorking: "what is working",
	store.FieldStepback: "step back",
}

func where(title string, stage content.Stage, field string) string {
	said := fmt.Sprintf("%s › %s", title, stage.Title())
	if name := fieldTitles[field]; name != "" {
		said += ", " + name
	}
	return said
}

// title is that of a unit, or its ID if the book has it no more.
func (g *gatherer) title(id content.UnitID) string {
	if known := g.book.Unit(id); known != nil {
		return known.Title
	}
	return string(id)
}
