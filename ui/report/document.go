// Package report gathers what a person exports: everything that they wrote, as a
// typed Document, and that as Markdown or JSON. It reads content and store and
// writes to an io.Writer; it knows no screen, no file and no clock. How each kind
// of answer is written is a row that it is given: see Export.
package report

import (
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// From has the sources of a Document: the book, the workbook, and how each kind of
// answer is exported. A kind without a row is left out, but for the Record.
type From struct {
	Book    *content.Workbook
	Store   *store.Store
	Exports []Export
}

// Document holds the answers, in the order of the book. What belongs to a
// framework or unit that the book no longer has comes last, under its ID.
type Document struct {
	ExportedAt time.Time
	Frameworks []Framework // those in which something was written
	Apart      []Entry     // what belongs to no unit, in the order in which it was last answered

	Record *store.Record // the same, and all that it came from, for another workbook; nil if it is to be given away

	exports []Export
}

// Framework holds the answers of one framework.
type Framework struct {
	ID    content.FrameworkID
	Title string
	Units []Unit
}

// Unit holds the answers of one unit, in the order in which a reader meets them.
type Unit struct {
	ID      content.UnitID
	Title   string
	Entries []Entry
}

// Kept holds the visit, the question, the time and the share mark of an answer.
type Kept struct {
	Visit int    // of the unit, from 1
	Asked string // Markdown: the question in the words of that day; may be empty
	At    time.Time
	Share store.Sharing // "" for a Version: only the newest can be marked
}

// Entry is the newest answer of its slot, or of a visit.
type Entry struct {
	Kept
	store.Slot
	Body      store.Body
	Revisions []Version        // oldest first; the last one is Body, unless that is a draft; only of a kind that is exported Whole
	Draft     bool             // Body was never left, and is not among Revisions; only of such a kind
	Units     []content.UnitID // those that it is about, if its kind belongs to no unit
	export    *Export
}

// Version is an answer that was kept.
type Version struct {
	Kept
	Body store.Body
}

// stage returns the stage under which an entry is listed.
func (e Entry) stage() content.Stage {
	if e.export.Stage != "" {
		return e.export.Stage
	}
	return e.Slot.Step.Stage()
}
