package store

import (
	"time"
)

// Revision is what stood in a slot when it was left. It is written once and
// never changed.
type Revision struct {
	V       int       `json:"v"` // version of this record's form
	ID      ID        `json:"id"`
	Kind    Kind      `json:"kind"`
	Slot              // step and field
	Visit   int       `json:"visit"`             // which visit of the unit, from 0
	Wording string    `json:"wording,omitempty"` // "sha256:…" of the words that were answered; see Store.Wording
	Parents []ID      `json:"parents,omitempty"` // the heads of the slot that this revision follows
	Device  string    `json:"device"`            // the file that it was first written in
	At      time.Time `json:"at"`
	Body              // the member that belongs to Kind
}

// Draft is the latest keystrokes in a slot. It is overwritten, and removed when
// a revision of the slot is added.
type Draft struct {
	Kind    Kind      `json:"kind"`
	Slot              // step and field
	Visit   int       `json:"visit"`
	Wording string    `json:"wording,omitempty"`
	At      time.Time `json:"at"`
	Focus   string    `json:"focus,omitempty"`  // which part of the step was being filled in
	Cursor  int       `json:"cursor,omitempty"` // where in the text
	Top     int       `json:"top,omitempty"`    // first line that was in view
	Body              // the member that belongs to Kind, if it has been begun
}
