package report

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Scope reports whether a unit belongs to a Document; nil takes all.
type Scope func(content.UnitID) bool

// New gathers the answers. It returns the readable ones beside an error about
// the rest.
func New(from From, at time.Time, in Scope) (*Document, error) {
	g := newGatherer(from)
	for _, slot := range g.slots(in) {
		g.slot(slot)
	}
	record, err := from.Store.Record(func(slot store.Slot) bool { return g.wanted(slot, in) })
	g.fail(err)
	d := g.document(at)
	d.Record = &record
	return d, errors.Join(g.errs...)
}

func newGatherer(from From) *gatherer {
	return &gatherer{from: from, units: map[content.UnitID]*Unit{}, asked: map[string]string{}}
}

// document returns the gathered answers as a Document.
func (g *gatherer) document(at time.Time) *Document {
	return &Document{ExportedAt: at, Frameworks: g.frameworks(), Apart: g.apart, exports: g.from.Exports}
}

type gatherer struct {
	from   From
	drafts map[store.Slot]store.Draft
	units  map[content.UnitID]*Unit
	asked  map[string]string // by hash

	apart []Entry
	errs  []error
}

// slots returns every slot that has a revision or a draft, in the order in
// which a reader meets them.
func (g *gatherer) slots(in Scope) []store.Slot {
	found := map[store.Slot]bool{}
	for r, err := range g.from.Store.Revisions() {
		if err != nil {
			g.fail(err)
			continue
		}
		found[r.Slot] = true
	}
	drafts, err := g.from.Store.Drafts()
	g.fail(err)
	g.drafts = map[store.Slot]store.Draft{}
	for _, d := range drafts {
		found[d.Slot] = true
		g.drafts[d.Slot] = d
	}
	var slots []store.Slot
	for slot := range found {
		if g.wanted(slot, in) {
			slots = append(slots, slot)
		}
	}
	slices.SortFunc(slots, inReadingOrder)
	return slots
}

func (g *gatherer) wanted(slot store.Slot, in Scope) bool {
	return in == nil || in(slot.Step.Unit()) || slices.ContainsFunc(g.about(slot), in)
}

func (g *gatherer) fail(err error) {
	if err != nil {
		g.errs = append(g.errs, err)
	}
}

// fields are in the order in which they are asked; a commitment comes before
// the closing question.
var fields = []string{
	store.FieldRead, store.FieldVisit, store.FieldAnswer, store.FieldReason1, store.FieldReason2,
	store.FieldRating, store.FieldTest, store.FieldWorking,
}

func inReadingOrder(a, b store.Slot) int {
	return cmp.Or(
		cmp.Compare(a.Step.Unit(), b.Step.Unit()),
		cmp.Compare(stagePlace(a.Step.Stage()), stagePlace(b.Step.Stage())),
		strings.Compare(otherStage(a.Step), otherStage(b.Step)),
		cmp.Compare(slices.Index(fields, a.Field), slices.Index(fields, b.Field)),
		strings.Compare(a.Field, b.Field),
		strings.Compare(string(a.Step), string(b.Step)))
}

// stagePlace puts what is no stage after the stages.
func stagePlace(stage content.Stage) int {
	if place := slices.Index(content.Stages[:], stage); place >= 0 {
		return place
	}
	return len(content.Stages)
}

// otherStage returns the stage of a step if it is none of content.Stages, else
// "".
func otherStage(step content.StepID) string {
	if stage := step.Stage(); stagePlace(stage) == len(content.Stages) {
		return string(stage)
	}
	return ""
}

// slot adds the answers of a slot to its unit.
func (g *gatherer) slot(slot store.Slot) {
	kind, history, draft, drafted := g.read(slot)
	x, all := g.of(kind), candidates(history, draft, drafted)
	switch {
	case x == nil || len(all) == 0:
	case x.Whole:
		g.whole(x, slot, all, drafted)
	case x.Visits:
		for _, e := range newestOfVisits(all) {
			g.one(x, slot, e)
		}
	default:
		g.one(x, slot, all[len(all)-1])
	}
}

// read returns the revisions of a slot, its draft, and their kind.
func (g *gatherer) read(slot store.Slot) (kind store.Kind, history []store.Revision, draft store.Draft, drafted bool) {
	history, err := g.from.Store.History(slot)
	if err != nil && len(history) > 0 {
		g.fail(fmt.Errorf("report: %s: %w", slot, err)) // if nothing is left, Revisions has said so
	}
	draft, drafted = g.drafts[slot]
	kind = draft.Kind
	if !drafted && len(history) > 0 {
		kind = history[len(history)-1].Kind
	}
	return kind, history, draft, drafted
}

// candidate is a revision or a draft, which may be an entry.
type candidate struct {
	visit   int
	wording string
	at      time.Time
	body    store.Body

	revision *store.Revision // nil if it is a draft that says something else than the revision before
}

// candidates returns the revisions, oldest first, and then the draft.
func candidates(history []store.Revision, draft store.Draft, drafted bool) []candidate {
	all := make([]candidate, 0, len(history)+1)
	for _, r := range history {
		all = append(all, candidate{store.VisitNumber(r.Visit), r.Wording, r.At, r.Body, &r})
	}
	if drafted {
		e := candidate{store.VisitNumber(draft.Visit), draft.Wording, draft.At, draft.Body, nil}
		if n := len(history); n > 0 && store.VisitNumber(history[n-1].Visit) == e.visit && reflect.DeepEqual(history[n-1].Body, draft.Body) {
			e.revision = &history[n-1]
		}
		all = append(all, e)
	}
	return all
}

// newestOfVisits keeps the last entry of each visit, in the order of the visits.
func newestOfVisits(all []candidate) []candidate {
	newest := map[int]candidate{}
	for _, e := range all {
		newest[e.visit] = e
	}
	kept := make([]candidate, 0, len(newest))
	for _, e := range newest {
		kept = append(kept, e)
	}
	slices.SortFunc(kept, func(a, b candidate) int { return cmp.Compare(a.visit, b.visit) })
	return kept
}

// whole adds the last entry of a slot with all revisions that there are, unless
// nothing was ever written there.
func (g *gatherer) whole(x *Export, slot store.Slot, all []candidate, drafted bool) {
	if !slices.ContainsFunc(all, func(e candidate) bool { return x.Written(&e.body) }) {
		return
	}
	last := all[len(all)-1]
	found := Entry{Kept: g.kept(last), Slot: slot, Body: last.body, Draft: drafted, export: x}
	if drafted {
		all = all[:len(all)-1]
	}
	for _, e := range all {
		found.Revisions = append(found.Revisions, Version{Kept: g.asking(e), Body: e.body})
	}
	g.add(found)
}

// one adds an entry without its earlier revisions, if anything was written there.
func (g *gatherer) one(x *Export, slot store.Slot, e candidate) {
	if x.Written(&e.body) {
		g.add(Entry{Kept: g.kept(e), Slot: slot, Body: e.body, export: x})
	}
}

func (g *gatherer) add(e Entry) {
	if e.export.Units != nil {
		e.Units = e.export.Units(g.from.Book, e.Slot)
		g.apart = append(g.apart, e)
		return
	}
	u := g.unit(e.Slot)
	u.Entries = append(u.Entries, e)
}

// about returns the units that a slot is about beside its own.
func (g *gatherer) about(slot store.Slot) (units []content.UnitID) {
	for _, x := range g.from.Exports {
		if x.Units != nil {
			units = append(units, x.Units(g.from.Book, slot)...)
		}
	}
	return units
}

func (g *gatherer) kept(e candidate) Kept {
	kept := g.asking(e)
	kept.Share = g.shared(e).As
	return kept
}

// asking returns the Kept of a candidate without its share mark.
func (g *gatherer) asking(e candidate) Kept {
	return Kept{Visit: e.visit, Asked: g.wording(e.wording), At: e.at}
}

// shared returns the share mark of a candidate. A draft is private.
func (g *gatherer) shared(e candidate) store.Shared {
	if e.revision == nil {
		return store.Shared{As: store.Private}
	}
	shared, err := g.from.Store.SharedAs(*e.revision)
	g.fail(err)
	return shared
}

// wording returns the kept words of a question, "" if there were none.
func (g *gatherer) wording(hash string) string {
	if hash == "" {
		return ""
	}
	if asked, ok := g.asked[hash]; ok {
		return asked
	}
	asked, _, err := g.from.Store.Wording(hash)
	g.fail(err)
	g.asked[hash] = asked
	return asked
}

// unit returns the unit that a slot belongs to, and makes it.
func (g *gatherer) unit(slot store.Slot) *Unit {
	id := slot.Step.Unit()
	if u := g.units[id]; u != nil {
		return u
	}
	u := &Unit{ID: id, Title: g.title(id)}
	g.units[id] = u
	return u
}

// frameworks puts the units in the order of the book, and then the others.
func (g *gatherer) frameworks() []Framework {
	var all []Framework
	for _, f := range g.from.Book.Frameworks {
		made := Framework{ID: f.ID, Title: f.Title}
		for _, u := range f.Units {
			made.Units = g.take(made.Units, u.ID)
		}
		for _, id := range g.left() {
			if id.Framework() == f.ID {
				made.Units = g.take(made.Units, id)
			}
		}
		if len(made.Units) > 0 {
			all = append(all, made)
		}
	}
	for _, id := range g.left() {
		if n := len(all); n == 0 || all[n-1].ID != id.Framework() {
			all = append(all, Framework{ID: id.Framework(), Title: string(id.Framework())})
		}
		last := &all[len(all)-1]
		last.Units = g.take(last.Units, id)
	}
	return all
}

// take moves a unit, if something was written in it.
func (g *gatherer) take(units []Unit, id content.UnitID) []Unit {
	if u := g.units[id]; u != nil {
		units = append(units, *u)
		delete(g.units, id)
	}
	return units
}

// left returns the units that were not taken, by ID.
func (g *gatherer) left() []content.UnitID {
	ids := make([]content.UnitID, 0, len(g.units))
	for id := range g.units {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
