package ui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/editor"
	"goldenthread/ui/env"
	"goldenthread/ui/screen"
)

const (
	// LockAfter is the setting that says after how many minutes without a key a
	// sealed workbook is locked; 0 is never.
	LockAfter = "lock after"

	lockAfterDefault = 10 // minutes
)

// idleMsg says that it is time to see how long nobody has typed.
type idleMsg struct{}

// openLocked makes the app for a sealed workbook: it asks for the passphrase, and
// goes on to what behind makes.
func openLocked(e *env.Env, look Look, behind func() (*App, error)) (*App, error) {
	r := screen.UnlockRoute{}
	s, err := screen.Open(e, r)
	if err != nil {
		return nil, err
	}
	return &App{env: e, keys: newKeys(), look: look, stack: []level{{r, s}}, first: behind}, nil
}

// sealed reports whether there is a key that can be taken away.
func (a *App) sealed() bool {
	return a.env.Store != nil && a.env.Store.Sealed() && !a.env.Store.Locked()
}

// keysNow are the keys as they are on this screen, and in this workbook.
func (a *App) keysNow() keyMap {
	keys := a.keys
	keys.lock.SetEnabled(a.sealed())
	if a.typing() {
		keys = keys.forTyping()
	}
	return keys
}

// lock seals what is being typed and takes the key away. It comes back to the same
// place. What cannot be sealed is not left: then the screen is hidden, and says so
// when it is shown.
func (a *App) lock() tea.Cmd {
	if err := a.Leave(); err != nil {
		a.masked = true
		a.touch() // the next key shows the screen again
		a.trouble = []string{"Not locked: " + screen.Why(err) + ". Your last words are still here.", "Not locked: your last words are not saved"}
		return tea.Batch(wake, a.watch())
	}
	_ = a.keepPlace() // the words are kept: to be somewhere else is no reason to stay open
	locked, err := openLocked(a.env, a.look, func() (*App, error) {
		place, err := a.env.Store.Place()
		if err != nil {
			return nil, err
		}
		return New(a.env, a.look, place)
	})
	if err != nil {
		a.fail(err)
		return nil
	}
	*a.env.Clip = editor.Clip{}
	a.stack, a.first, a.trouble, a.notice, a.masked = locked.stack, locked.first, nil, "", false
	if err := a.env.Store.Lock(); err != nil {
		a.fail(err)
	}
	a.layout()
	return nil
}

// unlocked goes on to what lies behind the passphrase.
func (a *App) unlocked() tea.Cmd {
	a.touch()
	return tea.Batch(a.goIn(), a.watch())
}

// touch notes that somebody is there. The time is that of the wall: a clock that
// stands still while the computer sleeps would keep the workbook open.
func (a *App) touch() { a.touched = a.env.Now().Round(0) }

// patience is how long a sealed workbook stays open without a key; 0 is for ever.
func (a *App) patience() time.Duration {
	value, err := a.env.Store.Setting(LockAfter)
	minutes, wrong := strconv.Atoi(value)
	if err != nil || wrong != nil || minutes < 0 {
		minutes = lockAfterDefault
	}
	return time.Duration(minutes) * time.Minute
}

// left is how long it may stay open from now on.
func (a *App) left() time.Duration { return a.patience() - a.env.Now().Round(0).Sub(a.touched) }

// tooLong reports whether nobody was there for too long.
func (a *App) tooLong() bool { return a.sealed() && a.patience() > 0 && a.left() <= 0 }

// watch begins a pause after which idle looks. In a plain workbook nothing ticks.
func (a *App) watch() tea.Cmd {
	if a.watching || !a.sealed() || a.patience() == 0 {
		return nil
	}
	a.watching = true
	return a.env.Tick(max(time.Second, a.left()), func(time.Time) tea.Msg { return idleMsg{} })
}

// idle locks, or waits on.
func (a *App) idle() tea.Cmd {
	a.watching = false
	if a.tooLong() {
		return a.lock()
	}
	return a.watch()
}
