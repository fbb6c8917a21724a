// Package step is how each kind of step is answered: read, write, rate, test,
// commit and close, one file a kind. A step holds the answers of one StepID
// and keeps them; it knows nothing of the screen around it.
package step

import (
	"fmt"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/answer"
	"goldenthread/ui/autosave"
	"goldenthread/ui/env"
)

// Step is one step on the screen. It is a pointer. What else it may be is in the
// interfaces below; a step has those that fit it.
type Step interface {
	help.KeyMap
	SetSize(width, height int)
	Update(tea.Msg) (Move, tea.Cmd)
	View() string // exactly the height in lines
}

// Keeping is a step that keeps answers.
type Keeping interface {
	Leave() error // makes revisions of what was changed; an error means that it is not kept
	State() autosave.State
	Sharing() (s answer.Sharing, any bool) // of the answer that has the focus; any is false where there is none
}

// Writing is a step that takes text.
type Writing interface {
	Typing() bool        // printable keys are text
	Cursor() *tea.Cursor // the real cursor, or nil
}

// Positioned is a step that can go back to the reader's place in it.
type Positioned interface {
	Position() string
	SetPosition(string)
}

// Move is what a step answers when the reader goes on or back.
type Move int

// The moves.
const (
	Stay Move = iota
	Next
	Previous
	Follow // to the unit that Leading.Lead names
)

// Close is the page after the last step. It is no stage of its own: its answer
// belongs to the commit step.
const Close = content.Close

// Place is a step to be opened: which, and in which visit of its unit.
type Place struct {
	Unit  *content.Unit
	Stage content.Stage
	Visit int // from 1
}

func (p Place) id() content.StepID {
	if p.Stage == Close {
		return p.Unit.ID.Step(content.Commit)
	}
	return p.Unit.ID.Step(p.Stage)
}

func (p Place) step() *content.Step { return p.Unit.Step(p.id().Stage()) }

func (p Place) slot(field string) store.Slot { return store.Slot{Step: p.id(), Field: field} }

// Open makes the step at a place, with what was written there before.
func Open(e *env.Env, p Place) (Step, error) {
	if p.step() == nil {
		return nil, fmt.Errorf("step: no step %s", p.id())
	}
	switch p.Stage {
	case content.Read:
		return newRead(e, p)
	case content.Rate:
		return newRate(e, p)
	case content.Test:
		return newTest(e, p)
	case content.Commit:
		return newCommit(e, p)
	case Close:
		return newClose(e, p)
	default:
		return newWrite(e, p)
	}
}
