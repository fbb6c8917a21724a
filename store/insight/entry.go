package insight

import (
	"fmt"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// entry is what stands in a slot: its revision, or the draft over it.
type entry struct {
	kind  store.Kind
	slot  store.Slot
	visit int
	at    time.Time
	body  store.Body
	draft bool
}

// bead returns how far this entry alone brings its step.
func (e entry) bead() Bead {
	switch e.kind {
	case store.KindRead:
		return Done
	case store.KindAnswer:
		return e.answered()
	case store.KindRating:
		if e.body.Rating != nil {
			return Done
		}
	case store.KindTest:
		return tested(e.body.Test)
	case store.KindCommitment:
		return committed(e.body.Commitment)
	}
	return Untouched // a visit and a mark are no answers
}

// answered is Done for the answer itself, and Started for what stands beside
// it: the step back, the two reasons, what is working.
func (e entry) answered() Bead {
	switch {
	case blank(e.body.Text):
		return Untouched
	case e.slot.Field == store.FieldAnswer:
		return Done
	}
	return Started
}

// tested leaves out what to ask, which the unit suggests.
func tested(t *store.Test) Bead {
	switch {
	case t == nil:
		return Untouched
	case !blank(t.Heard):
		return Done
	case !blank(t.Who) || !blank(t.Predicted):
		return Started
	}
	return Untouched
}

func committed(c *store.Commitment) Bead {
	switch {
	case c == nil:
		return Untouched
	case !blank(c.When) && !blank(c.Will):
		return Done
	}
	for _, text := range []string{c.When, c.Will, c.Obstacle, c.Fallback, c.Witness} {
		if !blank(text) {
			return Started
		}
	}
	return Untouched
}

// drafts are the drafts of the store, by step.
type drafts map[content.StepID][]store.Draft

// draftsOf returns the readable drafts beside an error about the others.
func draftsOf(st *store.Store) (drafts, error) {
	all, err := st.Drafts()
	if err != nil {
		err = fmt.Errorf("insight: drafts: %w", err)
	}
	byStep := drafts{}
	for _, d := range all {
		byStep[d.Step] = append(byStep[d.Step], d)
	}
	return byStep, err
}

// over lays the drafts of a step over its revisions. A draft of another visit
// than its revision's stands beside it.
func (d drafts) over(step content.StepID, revisions []store.Revision) []entry {
	entries := make([]entry, 0, len(revisions)+len(d[step]))
	for _, r := range revisions {
		if !d.replaces(r) {
			entries = append(entries, entry{kind: r.Kind, slot: r.Slot, visit: max(r.Visit, 1), at: r.At, body: r.Body})
		}
	}
	for _, r := range d[step] {
		entries = append(entries, entry{kind: r.Kind, slot: r.Slot, visit: max(r.Visit, 1), at: r.At, body: r.Body, draft: true})
	}
	return entries
}

func (d drafts) replaces(r store.Revision) bool {
	for _, draft := range d[r.Step] {
		if draft.Slot == r.Slot && (r.Kind == store.KindCommitment || max(draft.Visit, 1) == max(r.Visit, 1)) {
			return true
		}
	}
	return false
}
