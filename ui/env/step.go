package env

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
)

// Step is one step on the screen. It is a pointer. What else it may be is in the
// interfaces of package step; a step has those that fit it.
type Step interface {
	help.KeyMap
	SetSize(width, height int)
	Update(tea.Msg) (Move, tea.Cmd)
	View() string // exactly the height in lines
}

// Move is the answer of a step to an event: the reader stays, or goes on or back.
type Move int

// The moves.
const (
	Stay Move = iota
	Next
	Previous
	Follow // to the unit that the step names
)

// Close is the page after the last step. It is no stage of its own: its answer
// belongs to the commit step.
const Close content.Stage = "close"

// Place is a step to be opened: which, and in which visit of its unit.
type Place struct {
	Unit  *content.Unit
	Stage content.Stage
	Visit int // from 1
}

// ID returns the ID of the step that keeps the answers.
func (p Place) ID() content.StepID {
	if p.Stage == Close {
		return p.Unit.ID.Step(content.Commit)
	}
	return p.Unit.ID.Step(p.Stage)
}

// Step returns the book's step at the place, or nil.
func (p Place) Step() *content.Step { return p.Unit.Step(p.ID().Stage()) }

// Slot returns the slot of a field at the place.
func (p Place) Slot(field string) store.Slot { return store.Slot{Step: p.ID(), Field: field} }
