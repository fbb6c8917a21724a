package reflection

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/nav"
	"goldenthread/ui/step"
)

// asked is the step of a screen that shows one. The screen embeds it, and has
// with it all that a step may do or leave undone.
type asked struct{ step step.Step }

// Leave keeps the answers.
func (a asked) Leave() error {
	if s, ok := a.step.(step.Keeping); ok {
		return s.Leave()
	}
	return nil
}

// Back closes what is open over the step, if anything is.
func (a asked) Back() bool {
	s, ok := a.step.(nav.Closing)
	return ok && s.Back()
}

// Typing reports whether printable keys are text.
func (a asked) Typing() bool {
	s, ok := a.step.(step.Writing)
	return ok && s.Typing()
}

// Unsaved returns since when answers could not be saved, and why.
func (a asked) Unsaved() (time.Time, error) {
	if s, ok := a.step.(step.Keeping); ok {
		state := s.State()
		return state.Unsaved, state.Err
	}
	return time.Time{}, nil
}

// Pending reports whether no save of the last words has ended.
func (a asked) Pending() bool {
	s, ok := a.step.(step.Keeping)
	return ok && s.State().Pending
}

// Position returns the reader's place in the step.
func (a asked) Position() string {
	if s, ok := a.step.(step.Positioned); ok {
		return s.Position()
	}
	return ""
}

// SetPosition goes back to it.
func (a asked) SetPosition(position string) {
	if s, ok := a.step.(step.Positioned); ok {
		s.SetPosition(position)
	}
}

// cursor returns the real cursor, or nil.
func (a asked) cursor() *tea.Cursor {
	if s, ok := a.step.(step.Writing); ok {
		return s.Cursor()
	}
	return nil
}
