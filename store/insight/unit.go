// Package insight derives from the answers the progress of each unit, and the
// commitments that are waiting. It reads content and store, writes
// nothing, keeps nothing, and knows no screen. It gives no totals, no
// percentages and no scores.
package insight

import (
	"errors"
	"fmt"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// State is the progress of a unit, in the words that a person reads.
type State string

// The states of a unit. A unit with a commitment is open until it was revisited.
const (
	NotYet   State = "not yet"  // nothing was ever answered
	Begun    State = "begun"    // something was
	Open     State = "open"     // a commitment was made
	Returned State = "returned" // it was rated again on a later visit
)

// Bead is the progress of one stage in the current visit.
type Bead = store.Progress

// The beads.
const (
	Untouched = store.Untouched
	Started   = store.Started
	Done      = store.Done
)

// Unit holds the progress of a unit. Drafts count as well as revisions: a draft
// takes the place of the revision of its slot.
type Unit struct {
	ID     content.UnitID
	State  State
	Visit  int                       // the current visit, from 1
	Beads  [len(content.Stages)]Bead // of the current visit, in the order of content.Stages
	Rating *store.Revision           // the latest of any visit; nil before the first
	Last   time.Time                 // when anything was last answered; zero if nothing was
}

// Bead returns the bead of a stage.
func (u Unit) Bead(stage content.Stage) Bead {
	for i, s := range content.Stages {
		if s == stage {
			return u.Beads[i]
		}
	}
	return Untouched
}

// OfUnit returns the progress of a unit of the book. It returns the readable part
// beside an error about the rest.
func OfUnit(book *content.Workbook, st *store.Store, id content.UnitID) (Unit, error) {
	if book.Unit(id) == nil {
		return Unit{}, fmt.Errorf("insight: the book has no unit %q", id)
	}
	drafts, draftErr := draftsOf(st)
	u, err := ofUnit(st, drafts, id)
	return u, errors.Join(draftErr, err)
}

// Progress returns the progress of every unit of the book. It returns the readable
// part beside an error about the rest.
func Progress(book *content.Workbook, st *store.Store) (map[content.UnitID]Unit, error) {
	drafts, err := draftsOf(st)
	errs := []error{err}
	units := map[content.UnitID]Unit{}
	for _, u := range book.Units() {
		units[u.ID], err = ofUnit(st, drafts, u.ID)
		errs = append(errs, err)
	}
	return units, errors.Join(errs...)
}

func ofUnit(st *store.Store, drafts drafts, id content.UnitID) (Unit, error) {
	u := Unit{ID: id, State: NotYet, Visit: 1}
	var steps [len(content.Stages)][]entry
	var errs []error
	for i, stage := range content.Stages {
		revisions, err := st.Current(id.Step(stage))
		if err != nil {
			errs = append(errs, fmt.Errorf("insight: unit %s: %w", id, err))
		}
		for _, r := range revisions {
			u.add(st.Kinds(), r)
		}
		steps[i] = drafts.over(id.Step(stage), revisions)
	}
	for i, entries := range steps {
		for _, e := range entries {
			u.raise(e)
			if e.visit == u.Visit {
				u.Beads[i] = max(u.Beads[i], e.bead())
			}
		}
	}
	return u, errors.Join(errs...)
}

// add takes from a revision what holds for the whole unit.
func (u *Unit) add(kinds store.Kinds, r store.Revision) {
	spec := kinds.Of(r.Kind)
	if spec != nil && spec.Begins {
		u.Visit = max(u.Visit, r.Visit)
	}
	if spec != nil && spec.Rates {
		u.Rating = &r
	}
}

// raise brings the unit's state up to what an entry says. That a visit began,
// that an answer was marked, and a draft without a word say nothing.
func (u *Unit) raise(e entry) {
	bead := e.bead()
	if !e.answers() || e.draft && bead == Untouched {
		return
	}
	if e.at.After(u.Last) {
		u.Last = e.at
	}
	state := Begun
	switch {
	case e.spec.Rates && e.visit >= 2:
		state = Returned
	case e.spec.Commits && bead == Done:
		state = Open
	}
	if rank(state) > rank(u.State) {
		u.State = state
	}
}

func rank(s State) int {
	for i, state := range []State{NotYet, Begun, Open, Returned} {
		if s == state {
			return i
		}
	}
	return 0
}
