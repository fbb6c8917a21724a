package insight

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

// Commitment is the newest form of a commitment, and where it was made.
type Commitment struct {
	store.Commitment
	Unit  content.UnitID
	Visit int
	At    time.Time // when it was last changed
}

// Commitments returns the newest state of every commitment in the book's
// units: first those that are Live, by the day on which they are due (those
// without a day last), then the others, newest first. A commitment without both
// When and Will is none yet. It returns the readable ones beside an
// error about the rest.
func Commitments(book *content.Workbook, st *store.Store) ([]Commitment, error) {
	drafts, err := draftsOf(st)
	errs := []error{err}
	var all []Commitment
	for _, u := range book.Units() {
		step := u.ID.Step(content.Commit)
		revisions, err := st.Current(step)
		if err != nil {
			errs = append(errs, fmt.Errorf("insight: commitments of %s: %w", u.ID, err))
		}
		for _, e := range drafts.over(step, revisions) {
			if e.body.Commitment == nil || e.bead() != Done {
				continue
			}
			c := Commitment{Commitment: *e.body.Commitment, Unit: u.ID, Visit: e.visit, At: e.at}
			c.ID = store.CommitmentID(e.slot, &c.Commitment)
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, byUrgency)
	return all, errors.Join(errs...)
}

// Live reports whether the commitment still waits to be asked about: it is open
// or tried, or it was changed and given a day that had not passed then.
func (c Commitment) Live() bool {
	switch c.State {
	case store.StateOpen, store.StateTried, "":
		return true
	case store.StateChanged:
		changed := c.At
		if n := len(c.Log); n > 0 {
			changed = c.Log[n-1].At
		}
		return !c.Due.IsZero() && !c.Due.Before(calendar.DateOf(changed))
	}
	return false
}

// Due returns the live commitments whose day is today or has passed, in the
// order in which they are given.
func Due(cs []Commitment, today calendar.Date) []Commitment {
	var due []Commitment
	for _, c := range cs {
		if c.Live() && !c.Commitment.Due.IsZero() && !today.Before(c.Commitment.Due) {
			due = append(due, c)
		}
	}
	return due
}

func byUrgency(a, b Commitment) int {
	aLive, bLive := a.Live(), b.Live()
	switch {
	case aLive != bLive:
		if aLive {
			return -1
		}
		return 1
	case aLive:
		return cmp.Or(byDue(a.Commitment.Due, b.Commitment.Due), a.ID.Compare(b.ID))
	}
	return cmp.Or(b.At.Compare(a.At), a.ID.Compare(b.ID))
}

func byDue(a, b calendar.Date) int {
	switch {
	case a == b:
		return 0
	case a.IsZero():
		return 1
	case b.IsZero() || a.Before(b):
		return -1
	}
	return 1
}
