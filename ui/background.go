package ui

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/background"
	"goldenthread/ui/nav"
)

// newTasks lists the work that goes on in the background. The order is that in
// which the tasks take a message.
func (a *App) newTasks() []background.Task {
	onScreen := func() error { _, err := a.stack.unsaved(); return err }
	return []background.Task{
		background.NewIdle(a.env, a.mayLock),
		background.NewSnapshots(a.env),
		background.NewAudit(a.env),
		background.NewRetry(a.env, onScreen),
	}
}

// begin starts what goes on while a workbook is open.
func (a *App) begin() tea.Cmd {
	if !a.env.Readable() {
		return nil
	}
	var cmds []tea.Cmd
	for _, t := range a.tasks {
		cmds = append(cmds, t.Start())
	}
	return tea.Batch(append(cmds, a.stack.begin())...)
}

// inBackground gives a message to the tasks. taken is true if it goes no further.
func (a *App) inBackground(msg tea.Msg) (taken bool, cmds []tea.Cmd) {
	for _, t := range a.tasks {
		outcome, cmd := t.Update(msg)
		cmds = append(cmds, cmd, a.apply(outcome))
		taken = taken || outcome.Taken
	}
	return taken, cmds
}

// settle begins the pauses of the tasks, after a message.
func (a *App) settle() (cmds []tea.Cmd) {
	for _, t := range a.tasks {
		cmds = append(cmds, t.Settle())
	}
	return cmds
}

// apply does what a task asks for.
func (a *App) apply(o background.Outcome) tea.Cmd {
	if minor := o.Detail != nil; o.Warning != nil && !(minor && (a.stack.route() == o.Detail || a.footnote.warning != nil)) {
		a.footnote.warning = o.Warning
	}
	if o.Restored {
		a.reread()
	}
	switch {
	case o.Lock:
		return a.lockIdle()
	case o.News != nil:
		return a.stack.news(o.News)
	}
	return nil
}

// reread lets the screen show what has come back.
func (a *App) reread() {
	r, ok := a.stack.top().(nav.Resuming)
	if !ok {
		return
	}
	if err := r.Resume(); err != nil {
		a.fail(err)
	}
	a.layout()
}
