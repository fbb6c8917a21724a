// Package dialog is a list that asks one thing after another: each stage has a page
// with rows of its own. It must not know what is asked.
package dialog

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/list"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// Dialog is a list in stages. A screen embeds it, and builds the page of Stage.
type Dialog[S comparable] struct {
	list.List
	stage S
	under []S // the stages that esc comes back to, the nearest last
}

// New makes a dialog at its first stage. Build must be set before it is laid out.
func New[S comparable](t *theme.Theme, first S) Dialog[S] {
	return Dialog[S]{List: list.New(t), stage: first}
}

// Stage returns the stage that is shown.
func (d *Dialog[S]) Stage() S { return d.stage }

// Turn goes on to a stage, from which there is no way back.
func (d *Dialog[S]) Turn(to S) {
	d.stage, d.under = to, nil
	d.Restart()
}

// Ask goes on to a stage from which Back comes back to this one.
func (d *Dialog[S]) Ask(to S) {
	d.under = append(d.under, d.stage)
	d.stage = to
	d.Restart()
}

// Asking returns the act of a row that asks.
func (d *Dialog[S]) Asking(to S) list.Act {
	return func() (nav.Move, tea.Cmd) {
		d.Ask(to)
		return nil, nil
	}
}

// Back returns to the stage under the one that is shown, if there is one.
func (d *Dialog[S]) Back() bool {
	last := len(d.under) - 1
	if last < 0 {
		return false
	}
	d.stage, d.under = d.under[last], d.under[:last]
	d.Restart()
	return true
}

// Returning returns the act of a row that goes back.
func (d *Dialog[S]) Returning() (nav.Move, tea.Cmd) {
	d.Back()
	return nil, nil
}
