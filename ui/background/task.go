// Package background owns the work that goes on while a workbook is open and that
// nobody waits for, each piece in a Task of its own: snapshots, the audit, saving
// again what could not be saved, locking when nobody is there. It must not know
// how anything is drawn, or which screens are open. The App has the list of tasks
// and does what their outcomes ask for.
package background

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/nav"
)

// Task is one piece of work. Its methods are called on the screens' goroutine;
// what takes long goes into the commands that they return.
type Task interface {
	// Start is called once there is a workbook that can be read.
	Start() tea.Cmd
	// Update takes every message, before any screen does.
	Update(tea.Msg) (Outcome, tea.Cmd)
	// Settle is called after every message, once all have taken it. It begins a
	// pause if there is a reason for one now.
	Settle() tea.Cmd
}

// Outcome asks the App for what a task cannot do itself. The zero Outcome asks for
// nothing.
type Outcome struct {
	Taken    bool      // the message is the task's own, and goes no further
	Warning  []string  // for the footer, the longest way to say it first
	Detail   nav.Route // a place that tells more: the warning is left out there, and over another one
	News     tea.Msg   // for every screen
	Restored bool      // what could not be saved is: the screen reads anew
	Lock     bool      // nobody is there: the workbook is to be locked
}
