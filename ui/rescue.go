package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/screen"
)

// rescued goes to the first place of the workbook that there is now.
func (a *App) rescued(msg screen.OpenedMsg) tea.Cmd {
	a.env.Store = msg.Store
	known := welcome(a.env)
	opened, err := open(a.env, a.wanted)
	if err != nil {
		a.env.Store, a.env.Rescue.Working = nil, ""
		_ = msg.Store.Close() // else it would be in use when it is tried again
		a.fail(err)
		a.layout()
		return nil
	}
	a.env.Rescue = nil
	a.stack, a.first = opened.stack, opened.first
	a.notice = cmp.Or(msg.Said, known)
	a.layout()
	return a.goOn()
}
