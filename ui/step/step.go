// Package step asks and keeps the answers of one step of a unit. It owns the table
// of kinds (kinds.go), in which each kind of answer has a row and a file, and the
// steps that take them: read, write, rate, test, commit and close. A step knows
// nothing of the screen around it. Start with Kinds and Open.
package step

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/answer"
	"goldenthread/ui/autosave"
	"goldenthread/ui/env"
)

// The types of a step are in env, where the table of kinds names them.
type (
	Step  = env.Step
	Move  = env.Move
	Place = env.Place
)

// The moves, and the page after the last step.
const (
	Stay     = env.Stay
	Next     = env.Next
	Previous = env.Previous
	Follow   = env.Follow // to the unit that Leading.Lead names
	Close    = env.Close
)

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

// Open makes the step at a place, with what was written there before.
func Open(e *env.Env, p Place) (Step, error) {
	open := e.Kinds.Opener(p.Stage)
	if open == nil || p.Step() == nil {
		return nil, fmt.Errorf("step: no step %s", p.ID())
	}
	return open(e, p)
}
