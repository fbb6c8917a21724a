package ui

import (
	"runtime/debug"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen"
)

// Why the workbook is locked, as the screen says it that unlocks it.
const (
	saidSealed = "Your workbook is sealed."
	saidLocked = "Locked. Everything that you typed is saved."
	saidKept   = "Locked. What could not be saved yet is in the recovery journal."
	saidIdle   = "Locked while you were away. Everything that you typed is saved."
)

// place is a screen that was open when the workbook was locked: nothing of what
// is in it.
type place struct {
	route    nav.Route
	position string
}

// open reports whether there is a workbook that can be read.
func (a *App) open() bool { return a.env.Store != nil && !a.env.Store.Locked() }

func (a *App) locked() bool { return a.env.Store != nil && a.env.Store.Locked() }

// mayLock reports whether there is something to lock. While the workbook is being
// saved elsewhere its words are needed.
func (a *App) mayLock() bool {
	if _, asked := a.stack[len(a.stack)-1].route.(route.SaveAs); asked {
		return false
	}
	return a.open() && a.env.Store.Sealed()
}

// lockKey is the key for the help, which has it only while it works.
func (a *App) lockKey(keys keyMap) key.Binding {
	b := keys.lock
	b.SetEnabled(a.mayLock())
	return b
}

// lock locks the workbook, once everything is kept. Where that fails it says so
// and stays open; asked again at once, it locks if the journal has the words.
func (a *App) lock() tea.Cmd {
	err := a.Leave()
	switch {
	case err == nil:
		return a.shut(saidLocked)
	case a.again && store.Kept(err):
		return a.shut(saidKept)
	}
	a.tried = a.way
	a.trouble = notLocked(a.way, err)
	return wake
}

// notLocked says why it is not locked, and what the key does the next time.
func notLocked(way string, err error) []string {
	if store.Kept(err) {
		return []string{
			"Not saved yet. " + way + " again locks: the recovery journal has your words.",
			way + " again locks; the journal has your words",
			way + " again locks; it is kept",
		}
	}
	return []string{
		"Not saved, and only on this screen: it is not locked. F2 saves elsewhere.",
		"Only on this screen: not locked. F2 saves it",
		"Not saved: not locked. F2 saves it",
	}
}

// shut wipes the keys, and with the screens all that stands on them.
func (a *App) shut(said string) tea.Cmd {
	_ = a.keepPlace() // the words are kept; the way back is in left, too
	r := route.Unlock{Said: said}
	s, err := screen.Open(a.env, r)
	if err != nil {
		a.fail(err)
		return nil
	}
	a.left = a.places()
	a.env.Clip.Drop()
	_ = a.env.Store.Lock() // it is locked in any case
	a.stack, a.first = []level{{r, s}}, nil
	a.masked, a.notice, a.trouble, a.tried = false, "", nil, ""
	a.layout()
	return func() tea.Msg {
		debug.FreeOSMemory() // what was read is garbage now
		return nil
	}
}

// places are the screens that are open, but for those that are no places to come
// back to.
func (a *App) places() (all []place) {
	for _, l := range a.stack {
		if p, passing := l.route.(nav.Passing); l.route == nil || passing && !p.AfterLock() {
			continue
		}
		p := place{route: l.route}
		if at, ok := l.screen.(nav.Positioned); ok {
			p.position = at.Position()
		}
		all = append(all, p)
	}
	return all
}

// unlocked goes on where the person was, or at the first place of the workbook.
func (a *App) unlocked(msg nav.Adopt) tea.Cmd {
	if msg.Err != nil {
		_ = a.env.Store.Lock() // it may be open, and lack what opening adds to it
		return a.news(msg)
	}
	known := welcome(a.env)
	begin, err := a.goBack()
	if err != nil {
		_ = a.env.Store.Lock()
		return a.news(nav.Adopt{Store: a.env.Store, Err: err})
	}
	a.notice = known
	a.idle.touched = a.wallClock()
	a.layout()
	return begin
}

// goBack opens the screens that were open when the workbook was locked, as far as
// they can be opened; if there are none, those of a start.
func (a *App) goBack() (begin tea.Cmd, err error) {
	if len(a.left) == 0 {
		opened, err := open(a.env, a.wanted)
		if err != nil {
			return nil, err
		}
		a.stack, a.first = opened.stack, opened.first
		return a.goOn(), nil
	}
	var stack []level
	for _, p := range a.left {
		s, err := screen.Open(a.env, p.route)
		if err != nil && len(stack) == 0 {
			return nil, err
		}
		if err != nil {
			break
		}
		if at, ok := s.(nav.Positioned); ok {
			at.SetPosition(p.position)
		}
		stack = append(stack, level{p.route, s})
	}
	a.stack, a.left = stack, nil
	return a.begin(), nil
}

// idle is since when nobody has touched the program.
type idle struct {
	touched time.Time
	pause   int           // the one that is on its way; those before it mean nothing
	waiting time.Duration // the choice that it was begun with; 0 if there is none
	trouble []string      // why it was hidden and not locked; said when it is shown again
}

// idleMsg is the end of a pause in which the program may not have been touched.
type idleMsg struct{ pause int }

// wallClock also goes on while the computer sleeps.
func (a *App) wallClock() time.Time { return a.env.Now().Round(0) }

// idleLeft is how long nobody must touch the program until it locks.
func (a *App) idleLeft() time.Duration {
	return a.env.LockAfter - a.wallClock().Sub(a.idle.touched)
}

func (a *App) locksByItself() bool { return a.env.LockAfter > 0 && a.mayLock() }

// lockLater begins a pause if the workbook locks by itself. There is only one, until
// the person chooses another length, and none for a workbook that is plain.
func (a *App) lockLater() tea.Cmd {
	if !a.locksByItself() || a.idle.waiting == a.env.LockAfter {
		return nil
	}
	if a.idle.touched.IsZero() {
		a.idle.touched = a.wallClock()
	}
	a.idle.pause++
	a.idle.waiting = a.env.LockAfter
	ended := idleMsg{a.idle.pause}
	return a.env.Tick(max(a.idleLeft(), time.Second), func(time.Time) tea.Msg { return ended })
}

// idled locks if the program was not touched in the pause.
func (a *App) idled(msg idleMsg) tea.Cmd {
	if msg.pause != a.idle.pause {
		return nil
	}
	a.idle.waiting = 0
	if !a.locksByItself() || a.idleLeft() > 0 {
		return nil
	}
	return a.lockIdle()
}

// tooLate reports whether a key comes when the workbook should have been locked
// already, because the computer slept; else the key is a sign that somebody is
// there.
func (a *App) tooLate(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
	default:
		return false
	}
	late := a.locksByItself() && !a.idle.touched.IsZero() && a.idleLeft() <= 0
	a.idle.touched = a.wallClock()
	return late
}

// lockIdle locks when nobody is there. What cannot be saved is hidden, and stays.
func (a *App) lockIdle() tea.Cmd {
	err := a.Leave()
	if err == nil {
		return a.shut(saidIdle)
	}
	a.masked, a.idle.touched = true, a.wallClock()
	a.idle.trouble = []string{"Not saved, and only on this screen: hidden, not locked. F2 saves elsewhere.", "Not saved: hidden, not locked. F2 saves it"}
	if store.Kept(err) {
		a.idle.trouble = []string{"Not saved yet: hidden, not locked. The recovery journal has your words.", "Not saved yet: hidden, not locked"}
	}
	return wake
}
