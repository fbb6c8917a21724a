package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/env"
	"goldenthread/ui/screen"
	"goldenthread/ui/trouble"
)

// openRescue makes the app for a workbook that cannot be opened: what is wrong,
// and what can be done. It goes on to the workbook once there is one.
func openRescue(e *env.Env, o Options) (*App, error) {
	e.Rescue = &env.Rescue{Case: trouble.Of(o.Problem), Open: o.Open}
	s, err := screen.Open(e, screen.TroubleRoute{})
	if err != nil {
		return nil, err
	}
	look := Look{Theme: o.Theme, NoMouse: o.NoMouse}
	return &App{env: e, keys: newKeys(), look: look, wanted: o, stack: []level{{screen.TroubleRoute{}, s}}}, nil
}

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
	a.stack, a.first, a.gone = opened.stack, opened.first, opened.gone
	a.notice = cmp.Or(msg.Said, known)
	a.layout()
	return a.goOn()
}
