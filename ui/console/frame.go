// Package console lets a second terminal follow a running session: what is
// sent between the two, and the two ends of it. It opens no file of answers and
// no session.
package console

import (
	"time"

	"goldenthread/content/safetext"
)

// Frame is all that a console shows. It is made of the session alone.
type Frame struct {
	Group  string    `json:"group"`
	Title  string    `json:"title"` // the agenda's
	Steps  []Step    `json:"steps"`
	Here   int       `json:"here"` // the step that is on, from 0
	Script Script    `json:"script"`
	Clock  Clock     `json:"clock"`
	Due    time.Time `json:"due"` // when it was to end, as it was planned
	// Shown holds what the projector shows, in words, a line each. Blank says
	// that it is covered.
	Shown []string `json:"shown"`
	Blank bool     `json:"blank"`
	Keys  []Key    `json:"keys"` // those that work now
	Note  string   `json:"note,omitempty"`
	// Private says that somebody is voting at the projecting computer: keys of
	// consoles are not taken.
	Private bool `json:"private,omitempty"`
	Ended   bool `json:"ended,omitempty"`
}

// Step is a step of the agenda, with its times.
type Step struct {
	Title   string        `json:"title"`
	Form    string        `json:"form"`
	Minutes int           `json:"minutes"`
	Spent   time.Duration `json:"spent"` // so far, without the time since Clock.Entered
}

// Script holds what the facilitator alone sees, as Markdown.
type Script struct {
	Say       string `json:"say,omitempty"`
	Do        string `json:"do,omitempty"`
	Watch     string `json:"watch,omitempty"`
	Silence   string `json:"silence,omitempty"`
	Dominance string `json:"dominance,omitempty"`
}

// Clock is the clock of the step that is on.
type Clock struct {
	Entered  time.Time     `json:"entered"`
	Allotted time.Duration `json:"allotted"`
	Ends     time.Time     `json:"ends,omitzero"`  // zero while it is paused
	Left     time.Duration `json:"left,omitempty"` // while it is paused
}

// Key is a key of the projected view, and what it does.
type Key struct {
	Name string `json:"name"`
	Does string `json:"does"`
}

// sound reports whether the frame can be drawn.
func (f Frame) sound() bool { return f.Ended || f.Here >= 0 && f.Here < len(f.Steps) }

// clean returns the frame as a terminal may draw it, whoever has sent it.
func (f Frame) clean() Frame {
	for _, name := range []*string{&f.Group, &f.Title, &f.Note} {
		*name = safetext.Name(*name)
	}
	for _, text := range []*string{&f.Script.Say, &f.Script.Do, &f.Script.Watch, &f.Script.Silence, &f.Script.Dominance} {
		*text = safetext.Markdown(*text)
	}
	for i, line := range f.Shown {
		f.Shown[i] = safetext.Screen(line)
	}
	for i := range f.Steps {
		f.Steps[i].Title, f.Steps[i].Form = safetext.Name(f.Steps[i].Title), safetext.Name(f.Steps[i].Form)
	}
	for i := range f.Keys {
		f.Keys[i] = Key{safetext.Name(f.Keys[i].Name), safetext.Name(f.Keys[i].Does)}
	}
	return f
}

// LeftAt returns what the clock says at a moment.
func (c Clock) LeftAt(now time.Time) time.Duration {
	if c.Ends.IsZero() {
		return c.Left
	}
	return c.Ends.Sub(now)
}

// Finish returns when the session ends if everything from now on takes as long
// as it was planned.
func (f Frame) Finish(now time.Time) time.Time {
	left := max(0, f.Clock.LeftAt(now))
	for _, s := range f.Steps[min(f.Here+1, len(f.Steps)):] {
		left += time.Duration(s.Minutes) * time.Minute
	}
	return now.Add(left)
}
