package facilitate

import (
	"time"

	"goldenthread/store/session"
)

// place holds the step that a session is in, and its clock. Methods return a
// changed place and keep nothing; course.keep does.
type place struct {
	session.Place
	steps []session.Step
}

// left returns what the clock says.
func (p place) left(now time.Time) time.Duration {
	if p.Ends.IsZero() {
		return p.Left
	}
	return p.Ends.Sub(now)
}

func (p place) paused() bool { return p.Ends.IsZero() }

// allotted returns the time of the step: its minutes, with those given and taken.
func (p place) allotted() time.Duration {
	return time.Duration(p.steps[p.Step].Minutes)*time.Minute + at(p.Given, p.Step)
}

func at(times []time.Duration, i int) time.Duration {
	if i < len(times) {
		return times[i]
	}
	return 0
}

// add returns times with more at a place.
func add(times []time.Duration, i int, more time.Duration) []time.Duration {
	grown := make([]time.Duration, max(len(times), i+1))
	copy(grown, times)
	grown[i] += more
	return grown
}

// enter goes to a step. Its clock goes on from what it has not used up yet; of
// a step that is gone back to everything is on the screen.
func (p place) enter(step, reveal int, now time.Time) place {
	if !p.Entered.IsZero() {
		p.Spent = add(p.Spent, p.Step, max(0, now.Sub(p.Entered)))
	}
	p.Step, p.Reveal, p.Panel, p.Entered = step, reveal, "", now
	p.Left, p.Ends = 0, now.Add(p.allotted()-at(p.Spent, step))
	return p
}

// pause stops the clock, or lets it go on.
func (p place) pause(now time.Time) place {
	if p.paused() {
		p.Ends, p.Left = now.Add(p.Left), 0
	} else {
		p.Left, p.Ends = p.left(now), time.Time{}
	}
	return p
}

// give gives the step a minute more, or takes one away. Time that is up begins
// anew with the minute that is given. No clock is set back below nothing.
func (p place) give(more time.Duration, now time.Time) place {
	left := p.left(now)
	if more > 0 && left < 0 {
		more -= left
	}
	if more < 0 {
		more = -min(-more, max(0, left))
	}
	p.Given = add(p.Given, p.Step, more)
	if p.paused() {
		p.Left += more
	} else {
		p.Ends = p.Ends.Add(more)
	}
	return p
}

// spent returns how long the session has been in each step so far.
func (p place) spent(now time.Time) []time.Duration {
	if p.Entered.IsZero() {
		return p.Spent
	}
	return add(p.Spent, p.Step, max(0, now.Sub(p.Entered)))
}
