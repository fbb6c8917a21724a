package content

import (
	"fmt"
	"slices"
)

// FewestPeople and MostPeople are the bounds of a group's size, MostMinutes that of
// what it does in one go.
const (
	FewestPeople = 2
	MostPeople   = 200
	MostMinutes  = 600
)

// crowdMinutes are added to each step if there are more people than an agenda's
// minutes are right for.
const crowdMinutes = 2

// Timetable is an agenda fitted to a number of minutes and people.
type Timetable struct {
	People  int
	Minutes int // available; equal to the sum of the steps' minutes plus Spare
	Steps   []TimedStep
	Out     []int // the steps that are left out, as places in Agenda.Steps, in their order there
	Spare   int   // minutes that no step needs
}

// TimedStep is a step of a timetable.
type TimedStep struct {
	Step    int   // its place in Agenda.Steps
	Start   int   // minutes from the beginning
	Minutes int   // for the step
	Whole   int   // for the step if there were time; Minutes when it does not shrink
	Groups  []int // sizes of the groups that people are in: see Groups; for a round, the circles
	Turn    int   // seconds for each person in a round; else 0
}

// TooShort reports that an agenda cannot be fitted: it needs more minutes.
type TooShort struct {
	Agenda  AgendaID
	Minutes int // available
	Least   int // needed for so many people, with every step as short as it can be and all left out that may be
	People  int
}

func (e *TooShort) Error() string {
	return fmt.Sprintf("content: agenda %s: %d minutes for %d people, at least %d are needed", e.Agenda, e.Minutes, e.People, e.Least)
}

// NotAGroup is a number of people that no agenda can be fitted to.
type NotAGroup struct{ People int }

func (e *NotAGroup) Error() string {
	return fmt.Sprintf("content: a group of %d, expected %d to %d", e.People, FewestPeople, MostPeople)
}

// Fit fits an agenda to the minutes and the people that there are. Steps
// shrink first, none below its least minutes; only when that is not enough are
// steps left out, in the order of their Cut, and never one whose Cut is 0.
// The step that has most left of what it can give is the next to give a
// minute. A group beyond Agenda.People needs two minutes more for each step but a break,
// as far as there is time for them. The error is a *TooShort or a *NotAGroup.
func Fit(a *Agenda, minutes, people int) (*Timetable, error) {
	if people < FewestPeople || people > MostPeople {
		return nil, &NotAGroup{people}
	}
	f := &fitting{agenda: a, people: people, order: cutOrder(a.Steps)}
	for f.cut = 0; f.least() > minutes; f.cut++ {
		if f.cut == len(f.order) {
			return nil, &TooShort{Agenda: a.ID, Minutes: minutes, Least: f.least(), People: people}
		}
	}
	return f.timetable(minutes), nil
}

// fitting is an agenda while it is fitted.
type fitting struct {
	agenda *Agenda
	people int
	order  []int // the steps that may be left out, the first to go first
	cut    int   // how many of them are left out
}

// cutOrder returns the places of the steps that may be left out.
func cutOrder(steps []AgendaStep) []int {
	var order []int
	for i, s := range steps {
		if s.Cut > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return steps[a].Cut - steps[b].Cut })
	return order
}

// kept returns the places of the steps that are not left out.
func (f *fitting) kept() []int {
	var kept []int
	for i := range f.agenda.Steps {
		if !slices.Contains(f.order[:f.cut], i) {
			kept = append(kept, i)
		}
	}
	return kept
}

func (f *fitting) least() int {
	least := 0
	for _, i := range f.kept() {
		least += f.agenda.Steps[i].Least
	}
	return least
}

// whole returns the minutes of a step if there is time.
func (f *fitting) whole(s AgendaStep) int {
	if f.people > f.agenda.People.To && s.Run != RunBreak {
		return s.Minutes + crowdMinutes
	}
	return s.Minutes
}

// timetable gives the kept steps their minutes; there are enough.
func (f *fitting) timetable(minutes int) *Timetable {
	t := &Timetable{People: f.people, Minutes: minutes, Out: slices.Sorted(slices.Values(f.order[:f.cut]))}
	needed := 0
	for _, i := range f.kept() {
		whole := f.whole(f.agenda.Steps[i])
		t.Steps = append(t.Steps, TimedStep{Step: i, Minutes: whole, Whole: whole})
		needed += whole
	}
	for ; needed > minutes; needed-- {
		f.longest(t.Steps).Minutes--
	}
	t.Spare = minutes - needed
	start := 0
	for i := range t.Steps {
		s := &t.Steps[i]
		s.Start = start
		start += s.Minutes
		s.Groups, s.Turn = groupsFor(f.agenda.Steps[s.Step], s.Minutes, f.people)
	}
	return t
}

// longest returns the step that has most left of what it can give, the later
// of two.
func (f *fitting) longest(steps []TimedStep) *TimedStep {
	best := &steps[0]
	left := func(s *TimedStep) (can, all int) { // can of all
		least := f.agenda.Steps[s.Step].Least
		return s.Minutes - least, max(1, s.Whole-least)
	}
	for i := range steps {
		can, all := left(&steps[i])
		most, of := left(best)
		if can*of >= most*all && can > 0 {
			best = &steps[i]
		}
	}
	return best
}

// groupsFor returns the groups of a step. In a round everyone has a turn: when
// there is no time for all in one circle, there are several side by side. What
// is written down in a round is heard by one scribe as long as that can be:
// then turns are shorter first.
func groupsFor(s AgendaStep, minutes, people int) (groups []int, turn int) {
	const setting = 60  // seconds to say how it goes, or half of a short step
	const smallest = 3  // people in a circle
	const quickest = 10 // seconds to say a sentence
	if s.Turn == 0 {
		return Groups(people, s.Form), 0
	}
	least := s.Turn
	if s.Run == RunCapture || s.Run == RunCommit {
		least = min(least, quickest)
	}
	there := max(minutes*60-setting, minutes*60/2)
	circles := min((people*least+there-1)/there, max(1, people/smallest))
	groups = spreadOver(people, circles)
	return groups, max(1, min(s.Turn, there/groups[0]))
}
