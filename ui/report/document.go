// Package report is what a person takes away: everything that they wrote, as a
// typed Document, and that as Markdown or JSON. It reads content and store and
// writes to an io.Writer; it knows no screen, no file and no clock.
package report

import (
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// Document is what was written, in the order of the book. What belongs to a
// framework or unit that the book no longer has comes last, under its ID.
type Document struct {
	ExportedAt time.Time
	Frameworks []Framework // those in which something was written
	Tensions   []Tension   // in the order in which they were last answered

	Record *store.Record // the same, and all that it came from, for another workbook; nil if it is to be given away
}

// Framework is what was written in a framework.
type Framework struct {
	ID    content.FrameworkID
	Title string
	Units []Unit
}

// Unit is what was written in a unit, in the order of the stages. Ratings, tests
// and commitments are in the order in which they were made.
type Unit struct {
	ID          content.UnitID
	Title       string
	Answers     []Answer
	Ratings     []Rating     // the newest of each visit
	Tests       []Test       // the newest of each visit
	Commitments []Commitment // as each stands now
}

// Kept says of anything that was written when, in answer to what, and how far
// it may go.
type Kept struct {
	Visit int    // of the unit, from 1
	Asked string // Markdown: the question in the words of that day; may be empty
	At    time.Time
	Share store.Sharing // "" for a Version: only what stands now can be marked
}

// Answer is the newest text of a field, and every text that was ever kept there.
type Answer struct {
	Kept
	Stage     content.Stage
	Field     string
	Text      string
	Revisions []Version // oldest first; the last one is Text, unless that is a draft
	Draft     bool      // Text was never left, and is not among Revisions
}

// Version is a text that was kept.
type Version struct {
	Kept
	Text string
}

// Rating is the newest rating of a visit.
type Rating struct {
	Kept
	store.Rating
}

// Test is a question that was put to somebody, the newest form of a visit.
type Test struct {
	Kept
	store.Test
}

// Tension is where the person stands between two sides, as it stands now. The
// sides are those of the book, and empty when it has the tension no more.
type Tension struct {
	Kept
	ID           string
	Units        []content.UnitID
	SideA, SideB string
	store.Tension
}

// Commitment is a commitment as it stands now.
type Commitment struct {
	Kept
	store.Commitment
}
