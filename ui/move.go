package ui

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/nav"
	"goldenthread/ui/screen"
	"goldenthread/ui/trouble"
)

// move goes where a screen asks to go, once what it holds is saved.
func (a *App) move(move nav.Move) tea.Cmd {
	switch m := move.(type) {
	case nav.Report:
		a.fail(m.Err)
		return wake
	case nav.Facilitate:
		return a.facilitate()
	case nav.SavePlace:
		if err := a.stack.savePlace(); err != nil {
			a.fail(err)
		}
	case nav.Push:
		moved, cmd := a.change(func() error { return a.stack.push(m.Route) })
		if moved {
			return a.stack.begin()
		}
		return cmd
	case nav.Replace:
		_, cmd := a.change(func() error { return a.stack.replace(m.Route) })
		return cmd
	case nav.Reset:
		return a.reset(m.Route)
	case nav.Pop:
		return a.pop()
	}
	return nil
}

// change leaves the screen that is seen, does something to the stack and arrives
// where that leads. moved is false if the person stays.
func (a *App) change(do func() error) (moved bool, cmd tea.Cmd) {
	if err := a.stack.leaveTop(); err != nil && !a.exit.mayLeave(err) {
		a.stay(err)
		return false, wake
	}
	if err := do(); err != nil {
		a.fail(err)
		return false, nil
	}
	a.arrive()
	return true, nil
}

// reset goes to a route without leaving the screens that are open.
func (a *App) reset(to nav.Route) tea.Cmd {
	s, _, err := screensTo(a.env, to)
	if err != nil {
		a.fail(err)
		return nil
	}
	a.stack = s
	a.layout()
	_ = a.stack.savePlace()
	return a.stack.begin()
}

// pop goes back to the screen below, or to what comes after the only one.
func (a *App) pop() tea.Cmd {
	switch {
	case !a.stack.alone():
		_, cmd := a.change(a.stack.drop)
		return cmd
	case a.stack.next == nil:
		return nil
	}
	next, err := a.stack.next()
	if err != nil {
		a.fail(err)
		return nil
	}
	a.enter(next)
	return a.stack.begin()
}

// enter goes on in other screens. Where the person asked to be at the start is the
// place from now on.
func (a *App) enter(s stack) {
	a.stack = s
	if a.options.Route != "" && !nav.IsPassing(s.route()) {
		a.arrive()
	}
	a.layout()
}

// arrive lays out the screen that is seen now and saves it as the place.
func (a *App) arrive() {
	a.layoutTop()
	err := a.stack.savePlace()
	_, unsaved := a.unsaved() // then the corner says what is wrong
	if err != nil && unsaved == nil && a.footnote.warning == nil {
		a.footnote.warning = []string{"Where you are could not be noted: " + trouble.Why(err) + ".", "Your place was not noted."}
	}
}

// toggleHelp opens the page of keys, or closes it.
func (a *App) toggleHelp(tea.KeyPressMsg) tea.Cmd {
	if a.stack.route() == nil {
		return a.move(nav.Pop{})
	}
	top := a.stack.top()
	help := screen.Help(a.env, top.Title(), append(top.FullHelp(), a.globalHelp()))
	a.stack.levels = append(a.stack.levels, level{nil, help})
	a.layoutTop()
	return nil
}

// back closes what is open in the screen, else the screen. From a locked workbook
// it leads out of the program.
func (a *App) back(msg tea.KeyPressMsg) tea.Cmd {
	if c, ok := a.stack.top().(nav.Closing); ok && c.Back() {
		return nil
	}
	if a.atLock() {
		return a.quit(msg)
	}
	return a.move(nav.Pop{})
}
