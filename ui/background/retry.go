package background

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/autosave"
	"goldenthread/ui/env"
)

// Retry saves again what was left in the recovery journal, after the same pause as
// the words on a screen, which try again by themselves.
type Retry struct {
	env      *env.Env
	onScreen func() error
	pausing  bool // a pause is on its way, or what follows it
}

// retryMsg ends a pause, and retriedMsg what was tried after it.
type (
	retryMsg   struct{}
	retriedMsg struct{ err error }
)

// NewRetry makes the task. onScreen returns why words on a screen could not be
// saved, or nil if there are none.
func NewRetry(e *env.Env, onScreen func() error) *Retry { return &Retry{env: e, onScreen: onScreen} }

// Start does nothing: at the start the journal is offered to the person.
func (r *Retry) Start() tea.Cmd { return nil }

// Update tries again after the pause. While the workbook is locked it waits.
func (r *Retry) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case retryMsg:
		if !r.env.Readable() {
			r.pausing = false
			return Outcome{Taken: true}, nil
		}
		st := r.env.Store
		return Outcome{Taken: true}, func() tea.Msg { return retriedMsg{st.SaveUnsaved()} }
	case retriedMsg:
		r.pausing = false
		return Outcome{Taken: true, Restored: msg.err == nil}, nil
	}
	return Outcome{}, nil
}

// Settle begins a pause if words are in the journal alone.
func (r *Retry) Settle() tea.Cmd {
	if r.pausing || !r.env.Readable() {
		return nil
	}
	if _, err := r.env.Store.Unsaved(); err == nil {
		return nil
	}
	if r.onScreen() != nil {
		return nil
	}
	r.pausing = true
	return r.env.Tick(autosave.Retry, func(time.Time) tea.Msg { return retryMsg{} })
}
