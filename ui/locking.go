package ui

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/route"
	"goldenthread/ui/terminal"
)

// Why the workbook is locked, as the screen says it that unlocks it.
const (
	saidSealed = "Your workbook is sealed."
	saidLocked = "Locked. Everything that you typed is saved."
	saidKept   = "Locked. What could not be saved yet is in the recovery journal."
	saidIdle   = "Locked while you were away. Everything that you typed is saved."
)

func (a *App) locked() bool { return a.env.Store != nil && a.env.Store.Locked() }

// atLock reports whether the workbook is locked and nothing lies over the screen
// that unlocks it.
func (a *App) atLock() bool { return a.locked() && a.stack.alone() }

// mayLock reports whether there is something to lock. While the workbook is being
// saved elsewhere its words are needed.
func (a *App) mayLock() bool { return !a.savingAs() && a.env.Readable() && a.env.Store.Sealed() }

// lock locks the workbook, once everything is saved. Where that fails it says so
// and stays open; asked again at once, it locks if the journal has the words.
func (a *App) lock(tea.KeyPressMsg) tea.Cmd {
	err := a.Leave()
	switch {
	case err == nil:
		return a.shut(saidLocked)
	case a.exit.mayLeave(err):
		return a.shut(saidKept)
	}
	a.exit.refused = a.exit.asked
	a.footnote.warning = notLocked(a.exit.asked, store.Kept(err))
	return wake
}

// notLocked returns why the workbook is not locked, and what the key does the next
// time.
func notLocked(asked string, kept bool) []string {
	if kept {
		return []string{
			"Not saved yet. " + asked + " again locks: the recovery journal has your words.",
			asked + " again locks; the journal has your words",
			asked + " again locks; it is kept",
		}
	}
	return []string{
		"Not saved, and only on this screen: it is not locked. F2 saves elsewhere.",
		"Only on this screen: not locked. F2 saves it",
		"Not saved: not locked. F2 saves it",
	}
}

// lockIdle locks when nobody is there. What cannot be saved is hidden, and stays.
func (a *App) lockIdle() tea.Cmd {
	err := a.Leave()
	if err == nil {
		return a.shut(saidIdle)
	}
	a.curtain = curtain{drawn: true, warning: []string{"Not saved, and only on this screen: hidden, not locked. F2 saves elsewhere.", "Not saved: hidden, not locked. F2 saves it"}}
	if store.Kept(err) {
		a.curtain.warning = []string{"Not saved yet: hidden, not locked. The recovery journal has your words.", "Not saved yet: hidden, not locked"}
	}
	return wake
}

// shut wipes the keys, and with the screens all that they hold.
func (a *App) shut(said string) tea.Cmd {
	_ = a.stack.savePlace() // the words are saved, and the way back is in resume, too
	unlock, err := oneScreen(a.env, route.Unlock{Said: said})
	if err != nil {
		a.fail(err)
		return nil
	}
	unlock.resume = a.stack.places()
	a.env.Clip.Drop()
	_ = a.env.Store.Lock() // it is locked in any case
	a.stack, a.footnote, a.curtain, a.exit.refused = unlock, footnote{}, curtain{}, ""
	a.layout()
	return forget()
}

// forget leaves nothing in memory of what was typed and read, and is no more used.
func forget() tea.Cmd { return terminal.Forget(vault.Scrub) }
