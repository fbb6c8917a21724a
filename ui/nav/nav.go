// Package nav is the vocabulary of moving about: the interfaces of a screen and of
// a route, the moves with which a screen asks to go elsewhere, and the messages
// between the screens and the App. It must not know any screen or route by name.
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
	Path() string  // saved as the place; route.Parse reads it back
	Parent() Route // one level up; nil at home
}

// Passing is a route that is no place to come back to at the next start, such as a
// question that is asked once. AfterLock reports whether it is opened again when a
// locked workbook is unlocked.
type Passing interface{ AfterLock() bool }

// IsPassing reports whether a route is a Passing; a level without a route is one.
func IsPassing(r Route) bool {
	_, is := r.(Passing)
	return is || r == nil
}

// Move is the answer of a screen that wants to go elsewhere. It is a value and not
// a message: keys typed ahead must reach the new screen, not the old.
type Move interface{ move() }

// Push goes to a route; esc comes back.
type Push struct{ Route Route }

// Replace goes to a route in place of this screen.
type Replace struct{ Route Route }

// Reset goes to a route with only what leads there below it. The screens that are
// open go without keeping anything: what they hold may have been deleted.
type Reset struct{ Route Route }

// Pop goes back to the screen below, or one level up when there is none.
type Pop struct{}

// SavePlace stays, and keeps where the reader is in the screen as the place.
type SavePlace struct{}

// Facilitate leaves the workbook for a group's session: once everything is
// kept, the program ends, and the session's begins.
type Facilitate struct{}

// Report stays and says that something could not be done.
type Report struct{ Err error }

func (Push) move()       {}
func (Replace) move()    {}
func (Reset) move()      {}
func (Pop) move()        {}
func (SavePlace) move()  {}
func (Facilitate) move() {}
func (Report) move()     {}

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

// Unsaved is a screen with words that may not be saved. The error is nil while all
// is well; else it is that of the last save, and since is when saving began to fail.
type Unsaved interface {
	Unsaved() (since time.Time, err error)
}

// Pending is a screen with words that may be so new that neither the file nor the
// recovery journal has them.
type Pending interface{ Pending() bool }

// Closing is a screen with something that esc closes before it closes the screen.
// Back returns false when there is nothing of the kind.
type Closing interface{ Back() bool }

// Beginning is a screen with a clock. Begin is called when it is opened.
type Beginning interface{ Begin() tea.Cmd }

// Positioned is a screen that knows where in it the reader is. A position is
// saved with the place and given back when the program starts again.
type Positioned interface {
	Position() string
	SetPosition(string)
}
