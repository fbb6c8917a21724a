package nav

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
)

// Adopt reports that a screen has opened a workbook: the App goes on in it. After
// an error it goes to the screens, which say what went wrong.
type Adopt struct {
	Store *store.Store // open, unless there is an error
	Said  string       // what was done for it, in a sentence; may be empty
	Err   error
}

// Damaged reports to the screens what an audit has found to be damaged, at least
// one value.
type Damaged struct{ Found []*store.Damage }

// Owned is a message for one screen that holds what must not be left lying about, such
// as keys. If the screen has gone when it comes, it is dropped.
type Owned interface {
	tea.Msg
	To() Screen
	Drop()
}
