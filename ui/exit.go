package ui

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
)

// exit tracks what a key leaves: a screen or the program whose words could not be
// saved is left only if the same key asks for it twice.
type exit struct {
	asked      string // what this key leaves: "quit", or the name of the key; empty if it is none
	refused    string // what the key before asked to leave in vain
	confirmed  bool   // this key asks once more
	facilitate bool   // the program ends so that a session can begin
}

// key begins a key.
func (e *exit) key(asked string) {
	e.asked, e.confirmed, e.refused = asked, e.refused == asked, ""
}

// noKey begins input that leaves nothing.
func (e *exit) noKey() { e.asked, e.confirmed = "", false }

// mayLeave reports whether a screen may be left whose words could not be saved: if
// it was asked for twice, and if the journal has them.
func (e *exit) mayLeave(err error) bool { return e.confirmed && store.Kept(err) }

// wakeMsg is news without content: what is on a screen and could not be saved is
// tried again.
type wakeMsg struct{}

func wake() tea.Msg { return wakeMsg{} }

// unsaved returns since when words could not be saved, and why: those on the
// screens, or those in the journal. The error is nil while all is well.
func (a *App) unsaved() (since time.Time, err error) {
	if since, err := a.stack.unsaved(); err != nil || a.env.Store == nil {
		return since, err
	}
	return a.env.Store.Unsaved()
}

// Leave saves what all screens hold, and what was left in the journal. It is
// called at quit, and once more after the program has ended for whatever reason.
func (a *App) Leave() error {
	err := a.stack.leave()
	if a.env.Readable() {
		err = errors.Join(err, a.env.Store.SaveUnsaved())
	}
	return err
}

// quit leaves the program, once everything is saved. Where that fails it says so
// and stays; asked again at once, it goes.
func (a *App) quit(msg tea.KeyPressMsg) tea.Cmd {
	if err := a.Leave(); err != nil && !a.exit.confirmed {
		a.exit.refused = a.exit.asked
		a.footnote.warning = notQuit(msg.String(), store.Kept(err), a.maySaveAs())
		return wake
	}
	_ = a.stack.savePlace() // the words are saved: to be somewhere else next time is no reason to stay
	return tea.Quit
}

// facilitate leaves the program for a group's session.
func (a *App) facilitate() tea.Cmd {
	if err := a.Leave(); err != nil {
		a.fail(err)
		return nil
	}
	a.exit.facilitate = true
	return tea.Quit
}

// stay says why the screen is not left, and what the key does the next time.
func (a *App) stay(err error) {
	a.exit.refused = a.exit.asked
	a.footnote.warning = notLeft(a.exit.asked, store.Kept(err), a.maySaveAs())
}

// clearWarning takes back that something must be saved before it is left, once it
// is saved.
func (a *App) clearWarning() {
	if a.exit.refused == "" {
		return
	}
	if _, err := a.unsaved(); err == nil {
		a.footnote.warning, a.exit.refused = nil, ""
	}
}

// notLeft returns why a screen is not left: kept reports whether the journal has
// the words, and saveAs whether they can be saved elsewhere.
func notLeft(asked string, kept, saveAs bool) []string {
	switch {
	case kept && asked != "":
		return []string{
			"Not saved yet. " + asked + " again leaves: the recovery journal has your words.",
			asked + " again leaves; the journal has your words",
			asked + " again leaves; it is kept",
		}
	case kept:
		return []string{"Not saved yet, so you stay here. The recovery journal has your words.", "Not saved yet: you stay here"}
	case !saveAs:
		return []string{"Not saved, and only on this screen: you stay here.", "Not saved: you stay here"}
	}
	return []string{
		"Not saved, and only on this screen: you stay here. F2 saves elsewhere.",
		"Only on this screen: you stay. F2 saves elsewhere",
		"Not saved: you stay. F2 saves it",
	}
}

// notQuit returns why the program is not left, as notLeft does.
func notQuit(name string, kept, saveAs bool) []string {
	switch {
	case kept:
		return []string{
			"Not saved yet. " + name + " again quits: the recovery journal has your words.",
			name + " again quits; the journal has your words",
			name + " again quits; it is kept",
		}
	case !saveAs:
		return []string{"Only on this screen: " + name + " again quits and loses it.", name + " again loses it"}
	}
	return []string{
		"Only on this screen: " + name + " again quits and loses it. F2 saves elsewhere.",
		name + " again loses what is here. F2 saves elsewhere",
		name + " again loses it; F2 saves it",
	}
}
