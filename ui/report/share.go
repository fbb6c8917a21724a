package report

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Choice selects among the marked answers those that are to be shared.
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

// GatherShared gathers the marked answers. It returns the readable ones beside an
// error about the rest.
func GatherShared(from From, at time.Time, choice Choice) (*Shared, error) {
	g := newGatherer(from)
	shared := &Shared{}
	for _, slot := range g.slots(choice.In) {
		if choice.Step == "" || slot.Step == choice.Step {
			g.choose(shared, slot, choice)
		}
	}
	shared.Document = g.document(at)
	return shared, errors.Join(g.errs...)
}

// choose takes of a slot the newest answer of each visit, if it may leave.
func (g *gatherer) choose(out *Shared, slot store.Slot, choice Choice) {
	kind, history, draft, drafted := g.read(slot)
	x, all := g.of(kind), newestOfVisits(candidates(history, draft, drafted))
	for i, e := range all {
		if x == nil || !x.Written(&e.body) {
			continue
		}
		shared := g.shared(e)
		switch {
		case shared.As == store.Evidence, shared.As == store.Shareable && !choice.Evidence:
			g.share(x, slot, e)
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

// wasMarked reports whether a draft hides a revision that was marked.
func (g *gatherer) wasMarked(draft candidate, history []store.Revision) bool {
	return slices.ContainsFunc(history, func(r store.Revision) bool {
		return store.VisitNumber(r.Visit) == draft.visit && g.shared(candidate{revision: &r}).As != store.Private
	})
}

// share adds an answer without its earlier revisions.
func (g *gatherer) share(x *Export, slot store.Slot, e candidate) {
	given := Entry{Kept: g.kept(e), Slot: slot, Body: e.body, export: x}
	if x.Whole {
		given.Revisions = []Version{{given.Kept, e.body}}
	}
	g.add(given)
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
	add := func(title string, e Entry) {
		p := &Page{}
		e.export.Markdown(p, e)
		items = append(items, Item{where(title, e.stage(), e.Field), e.Kept, p.String()})
	}
	for _, f := range d.Frameworks {
		for _, u := range f.Units {
			for _, e := range inOrderOfItems(u.Entries) {
				add(u.Title, e)
			}
		}
	}
	for _, e := range d.Apart {
		add(e.export.Section, e)
	}
	return items
}

// inOrderOfItems puts entries with a stage of their own after the rest.
func inOrderOfItems(entries []Entry) []Entry {
	place := func(e Entry) int {
		if e.export.Stage == "" {
			return -1
		}
		return stagePlace(e.export.Stage)
	}
	return slices.SortedStableFunc(slices.Values(entries), func(a, b Entry) int { return place(a) - place(b) })
}

// fieldTitles name the fields that stand beside the answer of a step.
var fieldTitles = map[string]string{
	store.FieldReason1: "first reason", store.FieldReason2: "second reason", store.FieldWorking: "what is working",
}

func where(title string, stage content.Stage, field string) string {
	said := fmt.Sprintf("%s › %s", title, stage.Title())
	if name := fieldTitles[field]; name != "" {
		said += ", " + name
	}
	return said
}

// title returns a unit's title, or its ID if the book has it no more.
func (g *gatherer) title(id content.UnitID) string {
	if known := g.from.Book.Unit(id); known != nil {
		return known.Title
	}
	return string(id)
}
