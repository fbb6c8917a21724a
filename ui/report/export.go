package report

import (
	"goldenthread/content"
	"goldenthread/store"
)

// Export holds how the answers of one kind are exported. It is part of the kind's
// row in the table of kinds.
type Export struct {
	Kind   store.Kind
	Member string // of the JSON: the list that has them
	Sparse bool   // the list is there only if something is in it; the others always are

	Stage   content.Stage // under which they are listed; "" is the stage that they were answered in
	Section string        // the heading under which they are listed, for a kind that belongs to no unit; else ""
	Units   Units         // those that an answer without a unit is about; nil for a kind that belongs to units

	Visits bool // the newest of each visit is an entry, and not only the newest
	Whole  bool // every revision is told, and that one is a draft

	Written  func(b *store.Body) bool // whether there is anything in it
	JSON     func(e Entry) any        // an element of the list
	Markdown func(p *Page, e Entry)
}

// Units returns the units that the answer in a slot is about, as the book has them.
type Units func(book *content.Workbook, slot store.Slot) []content.UnitID

// of returns the row of a kind, or nil.
func (g *gatherer) of(kind store.Kind) *Export {
	for i := range g.from.Exports {
		if g.from.Exports[i].Kind == kind {
			return &g.from.Exports[i]
		}
	}
	return nil
}
