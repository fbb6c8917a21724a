// Package env holds the values that every screen and step is given: the book, the table of
// kinds, the answers, the look and the clock. It owns none of them.
package env

import (
	"time"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/store/vault"
	"goldenthread/ui/autosave"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/theme"
)

// Env is shared by all screens. Theme and Width are replaced in place when the
// terminal says what it is like; screens are laid out anew then. HideOnBlur and
// LockAfter are changed in place by the person.
type Env struct {
	Book   *content.Workbook
	Kinds  Kinds        // how each kind of answer is opened, shown and exported
	Store  *store.Store // nil while there is none
	Theme  *theme.Theme
	Width  ansi.Method      // how the terminal measures wide characters
	Clip   *editor.Clip     // what was last cut or copied, in any field
	Now    func() time.Time // the only clock
	Tick   autosave.Tick    // the only pause
	Getenv func(string) string

	Cost vault.Cost // of trying a passphrase, if one is put on the workbook

	HideOnBlur bool          // the screen hides when the terminal loses the focus
	LockAfter  time.Duration // a sealed workbook locks when nobody has touched it for so long; 0 is never
}

// Readable reports whether there is a workbook that can be read: one that is open
// and not locked.
func (e *Env) Readable() bool { return e.Store != nil && !e.Store.Locked() }

// Today returns the date on the reader's own calendar.
func (e *Env) Today() calendar.Date { return calendar.DateOf(e.Now()) }
