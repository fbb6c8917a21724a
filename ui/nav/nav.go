// Package nav is the vocabulary of moving about: what a screen is, how a place
// is named, and how a screen asks to go elsewhere. It knows no screen by name.
package nav

import (
	"time"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"
)

// Screen is one thing that fills the window between header and footer. It is a
// pointer; only the App calls it.
type Screen interface {
	help.KeyMap                     // footer and ? are made from it
	Title() string                  // crumbs joined by " › ", the nearest last
	SetSize(width, height int)      // the room changed, or the theme did: lay out anew
	Update(tea.Msg) (Move, tea.Cmd) // a nil Move stays
	View() tea.View                 // Content and the real Cursor, both relative to the screen
}

// Route names a place. It is a comparable value.
type Route interface {
	Path() string  // saved as the place; screen.Parse reads it back
	Parent() Route // one level up; nil at home
}

// Move is what a screen answers when it wants to go elsewhere. It is a value
// and not a message: keys typed ahead must reach the new screen, not the old.
type Move interface{ move() }

// Push goes to a route; esc comes back.
type Push struct{ Route Route }

// Replace goes to a route in place of this screen.
type Replace struct{ Route Route }

// Afresh goes to a route with only what leads there below it. The screens that
// are open go without keeping anything: what they hold may have been deleted.
type Afresh struct{ Route Route }

// Pop goes back to the screen below, or one level up when there is none.
type Pop struct{}

// Here stays: the reader is at another place of the same screen, which is to be
// kept as the place.
type Here struct{}

// Facilitate leaves the workbook for a group's session: once everything is
// kept, the program ends, and the session's begins.
type Facilitate struct{}

// Fail stays and says that something could not be done.
type Fail struct{ Err error }

func (Push) move()       {}
func (Replace) move()    {}
func (Afresh) move()     {}
func (Pop) move()        {}
func (Here) move()       {}
func (Facilitate) move() {}
func (Fail) move()       {}

// Typing is a screen that may be taking text: then printable keys are text,
// and 'q' and '?' are no commands.
type Typing interface{ Typing() bool }

// Leaving is a screen with something to keep. Leave is called before any move
// and at quit; an error keeps the reader here.
type Leaving interface{ Leave() error }

// Resuming is a screen that reads anew what a screen above it may have changed.
type Resuming interface{ Resume() error }

// Status is a screen that says something in the corner: whether its text is
// saved, or the date. Alarm is true when it must not be missed.
type Status interface {
	Status() (text string, alarm bool)
}

// Unsaved is a screen with words that may not be saved. The error is nil while
// all is well; else it says why the last save failed, and since is when that began.
type Unsaved interface {
	Unsaved() (since time.Time, err error)
}

// Folding is a screen with something that esc closes before it closes the
// screen. Back returns false when there is nothing of the kind.
type Folding interface{ Back() bool }

// Beginning is a screen with a clock. Begin is called when it is opened.
type Beginning interface{ Begin() tea.Cmd }

// Positioned is a screen that knows where in it the reader is. A position is
// saved with the place and given back when the program starts again.
type Positioned interface {
	Position() string
	SetPosition(string)
}
