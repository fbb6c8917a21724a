// Package deleting holds the steps and the words of deleting for good: what there
// is, taking it out of the workbook, and taking it out of the copies beside it. The
// screen and the command line both go through it. It asks nobody and shows nothing.
package deleting

import (
	"strings"
	"time"

	"goldenthread/store"
	"goldenthread/ui/phrase"
)

// Found lists everything that would be deleted.
type Found struct {
	Here   store.Traces            // in the workbook
	Copies []store.CopyWithDeleted // beside it: what holds some, or cannot be read
}

// Find looks for what is in the slots for which in is true. It changes nothing.
func Find(st *store.Store, in func(store.Slot) bool) (f Found, err error) {
	if f.Here, err = st.Traces(in); err != nil {
		return f, err
	}
	f.Copies, err = st.CopiesWithDeleted(in)
	return f, err
}

// Holding returns the copies that are known to hold some of it.
func (f Found) Holding() (some []store.CopyWithDeleted) {
	for _, r := range f.Copies {
		if len(r.Traces) > 0 {
			some = append(some, r)
		}
	}
	return some
}

// Remove removes copies that cannot be read, with everything in them, and returns
// how many of them, from the first on, are gone.
func Remove(st *store.Store, copies []store.CopyWithDeleted) (removed int, err error) {
	for i, r := range copies {
		if err := st.RemoveCopyWithDeleted(r); err != nil {
			return i, err
		}
	}
	return len(copies), nil
}

// Steps parts traces by their step. The traces of a step lie beside each other.
func Steps(all store.Traces) (steps []store.Traces) {
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].Step == all[from].Step {
			to++
		}
		steps = append(steps, all[from:to])
		from = to
	}
	return steps
}

// Latest returns one of each step, the one that was deleted last. Those of a step
// lie beside each other.
func Latest(all []store.Tombstone) (steps []store.Tombstone) {
	for _, one := range all {
		last := len(steps) - 1
		if last < 0 || steps[last].Step != one.Step {
			steps = append(steps, one)
		} else if one.At.After(steps[last].At) {
			steps[last] = one
		}
	}
	return steps
}

// The sentences of deleting.
const (
	Unreached  = "Exports and backups that you have made elsewhere are not reached, nor what a sync service or a backup of this computer keeps."
	TakenOut   = "It was taken out of every copy that can be read. Everything else in them is as it was."
	Unreadable = "These cannot be read to their end. They were left as they are, and may hold it:"
)

// Amount says how much there is, and from when: "2 answers, 5 versions, 4 Oct 2025
// to 22 Nov". A day of this year has no year.
func Amount(all store.Traces, now time.Time) string {
	total := all.Total()
	parts := []string{"that it was read"}
	if n := all.Answers(); n > 0 {
		parts = []string{phrase.Count(n, "answer"), phrase.Count(all.Versions(), "version")}
	}
	day := func(at time.Time) string {
		if at.Year() == now.Year() {
			return at.Format("2 Jan")
		}
		return at.Format("2 Jan 2006")
	}
	switch first, last := day(total.First), day(total.Last); {
	case total.First.IsZero(): // it is damaged
	case first == last:
		parts = append(parts, first)
	default:
		parts = append(parts, first+" to "+last)
	}
	return strings.Join(parts, ", ")
}
