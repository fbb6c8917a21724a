package background

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
)

// Idle locks a sealed workbook that nobody has touched for as long as the person
// has chosen. It goes by two clocks, and believes the one that says more: the wall
// clock goes on while the computer sleeps, and nobody can set the steady one back.
type Idle struct {
	env     *env.Env
	mayLock func() bool
	touched time.Time     // of both clocks
	pause   int           // the one that is on its way; those before it mean nothing
	waiting time.Duration // the choice that it was begun with; 0 if there is none
}

// idleMsg ends a pause in which the program may not have been touched.
type idleMsg struct{ pause int }

// NewIdle makes the task. mayLock reports whether there is something to lock.
func NewIdle(e *env.Env, mayLock func() bool) *Idle { return &Idle{env: e, mayLock: mayLock} }

// Start does nothing: Settle begins the pauses, for the choice may change.
func (i *Idle) Start() tea.Cmd { return nil }

// Update asks for the lock at the end of a pause in which nothing was touched. A
// key that comes when the workbook should have been locked already, because the
// computer slept, goes no further. When the program goes on after a stop, it is locked
// before anything is drawn.
func (i *Idle) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
		late := i.late()
		i.touch()
		return Outcome{Taken: late, Lock: late}, nil
	case nav.Adopt:
		if msg.Err == nil && msg.Store == i.env.Store { // somebody has just unlocked it
			i.touch()
		}
	case tea.ResumeMsg: // the end of the pause may still be on its way
		return Outcome{Lock: i.late()}, nil
	case idleMsg:
		return Outcome{Taken: true, Lock: i.ended(msg)}, nil
	}
	return Outcome{}, nil
}

// ended reports whether the program was not touched in the pause.
func (i *Idle) ended(msg idleMsg) bool {
	if msg.pause != i.pause {
		return false
	}
	i.waiting = 0
	if !i.locksByItself() || i.left() > 0 {
		return false
	}
	i.touch() // if it cannot be locked now, it is tried after another pause
	return true
}

// Settle begins a pause if the workbook locks by itself. There is only one, until
// the person chooses another length, and none for a workbook that is plain.
func (i *Idle) Settle() tea.Cmd {
	if !i.locksByItself() || i.waiting == i.env.LockAfter {
		return nil
	}
	if i.touched.IsZero() {
		i.touch()
	}
	i.pause++
	i.waiting = i.env.LockAfter
	ended := idleMsg{i.pause}
	return i.env.Tick(max(i.left(), time.Second), func(time.Time) tea.Msg { return ended })
}

func (i *Idle) locksByItself() bool { return i.env.LockAfter > 0 && i.mayLock() }

// late reports whether the workbook should have been locked already.
func (i *Idle) late() bool { return i.locksByItself() && !i.touched.IsZero() && i.left() <= 0 }

func (i *Idle) touch() { i.touched = i.env.Now() }

// left returns how long nobody must touch the program until it locks: never longer
// than what was chosen, though the wall clock was set back.
func (i *Idle) left() time.Duration {
	now := i.env.Now()
	wall, steady := now.Round(0).Sub(i.touched.Round(0)), now.Sub(i.touched)
	return i.env.LockAfter - max(0, wall, steady)
}
