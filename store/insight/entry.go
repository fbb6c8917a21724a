package insight

import (
	"fmt"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

// entry holds the newest answer of a slot: its revision, or the draft over it.
type entry struct {
	spec  *store.KindSpec // of its kind
	slot  store.Slot
	visit int
	at    time.Time
	body  store.Body
	draft bool
}

// bead returns the progress of the step by this entry alone. A visit and a mark
// bring it nowhere.
func (e entry) bead() Bead {
	if !e.answers() {
		return Untouched
	}
	return e.spec.Progress(e.slot.Field, &e.body)
}

// answers reports whether the entry is of a kind that answers anything.
func (e entry) answers() bool { return e.spec != nil && e.spec.Progress != nil }

// drafts holds the drafts of the store by their step.
type drafts struct {
	kinds  store.Kinds
	byStep map[content.StepID][]store.Draft
}

// draftsOf returns the readable drafts beside an error about the others.
func draftsOf(st *store.Store) (drafts, error) {
	all, err := st.Drafts()
	if err != nil {
		err = fmt.Errorf("insight: drafts: %w", err)
	}
	found := drafts{st.Kinds(), map[content.StepID][]store.Draft{}}
	for _, d := range all {
		found.byStep[d.Step] = append(found.byStep[d.Step], d)
	}
	return found, err
}

// over lays the drafts of a step over its revisions. A draft of another visit
// than its revision's is an entry of its own.
func (d drafts) over(step content.StepID, revisions []store.Revision) []entry {
	entries := make([]entry, 0, len(revisions)+len(d.byStep[step]))
	for _, r := range revisions {
		if !d.replaces(r) {
			entries = append(entries, entry{spec: d.kinds.Of(r.Kind), slot: r.Slot, visit: store.VisitNumber(r.Visit), at: r.At, body: r.Body})
		}
	}
	for _, r := range d.byStep[step] {
		entries = append(entries, entry{spec: d.kinds.Of(r.Kind), slot: r.Slot, visit: store.VisitNumber(r.Visit), at: r.At, body: r.Body, draft: true})
	}
	return entries
}

func (d drafts) replaces(r store.Revision) bool {
	for _, draft := range d.byStep[r.Step] {
		if draft.Slot == r.Slot && (r.Commitment != nil || store.VisitNumber(draft.Visit) == store.VisitNumber(r.Visit)) {
			return true
		}
	}
	return false
}
