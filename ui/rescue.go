package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/trouble"
)

// adopt goes on in a workbook that a screen has opened: the first one that there
// is, the one that was locked, or a copy of the one that could not be saved.
func (a *App) adopt(msg nav.Adopt) tea.Cmd {
	switch a.env.Store {
	case nil:
		return a.rescued(msg)
	case msg.Store:
		return a.unlocked(msg)
	}
	return a.moved(msg)
}

// rescue returns what the screens share while there is no workbook.
func (a *App) rescue() *trouble.Rescue {
	return a.stack[0].route.(route.Trouble).Rescue
}

// rescued goes to the first place of the workbook that there is now.
func (a *App) rescued(msg nav.Adopt) tea.Cmd {
	a.env.Store = msg.Store
	known := welcome(a.env)
	opened, err := open(a.env, a.wanted)
	if err != nil {
		a.env.Store, a.rescue().Working = nil, ""
		_ = msg.Store.Close() // else it would be in use when it is tried again
		a.fail(err)
		a.layout()
		return nil
	}
	a.stack, a.first = opened.stack, opened.first
	a.notice = cmp.Or(msg.Said, known)
	a.layout()
	return a.goOn()
}
