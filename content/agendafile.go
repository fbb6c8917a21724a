package content

import (
	"errors"
	"io/fs"
	"slices"
)

// ReadAgenda reads a facilitator's own agenda from a file, beside a workbook
// whose units it may name. What cannot be read is an error; see ParseErrors.
// CheckAgenda says whether it is good.
func ReadAgenda(w *Workbook, fsys fs.FS, file string) (*Agenda, error) {
	p, err := readPage(fsys, file)
	if err != nil {
		return nil, err
	}
	a := &Agenda{}
	if len(p.errs) == 0 {
		p.agenda(a)
	}
	var errs []error
	for _, e := range p.sorted() {
		errs = append(errs, e)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	a.stripped = p.stripped
	a.fillLevels(w)
	return a, nil
}

// CheckAgenda looks for everything in the lint list that is wrong with an
// agenda of a file, as Check does for a whole workbook.
func CheckAgenda(w *Workbook, a *Agenda, opts ...CheckOption) []Problem {
	alone := &Workbook{Frameworks: w.Frameworks, Written: []*Agenda{a}, Stripped: a.stripped, units: w.units}
	return slices.DeleteFunc(Check(alone, opts...), func(p Problem) bool { return p.File != a.File })
}

// Whole returns how many minutes the agenda takes for so many people if there
// is time for everything.
func (a *Agenda) Whole(people int) int {
	f := &fitting{agenda: a, people: people}
	minutes := 0
	for _, s := range a.Steps {
		minutes += f.whole(s)
	}
	return minutes
}

// Shortest returns the fewest minutes that the agenda can be fitted to.
func (a *Agenda) Shortest() int {
	f := &fitting{agenda: a, order: cutOrder(a.Steps)}
	f.cut = len(f.order)
	return f.least()
}

// Again returns the agenda for a group that has met before: after the opening
// it hears what became of its commitments.
func (a *Agenda) Again() *Agenda {
	b := *a
	at := min(1, len(a.Steps))
	b.Steps = slices.Insert(slices.Clone(a.Steps), at, reviewStep)
	b.Minutes = sum(b.Steps)
	return &b
}
