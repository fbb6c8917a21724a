package ui

import (
	"cmp"
	"errors"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/trouble"
)

// adopt goes on in a workbook that a screen has opened: the first one that there
// is, the one that was locked, or a copy of the one that could not be saved.
func (a *App) adopt(msg nav.Adopt) tea.Cmd {
	switch a.env.Store {
	case nil:
		return a.adoptFirst(msg)
	case msg.Store:
		return a.adoptUnlocked(msg)
	}
	return a.adoptCopy(msg)
}

// rescue returns what the screens share while there is no workbook.
func (a *App) rescue() *trouble.Rescue { return a.stack.levels[0].route.(route.Trouble).Rescue }

// adoptFirst goes to the first place of the workbook that there is now.
func (a *App) adoptFirst(msg nav.Adopt) tea.Cmd {
	a.env.Store = msg.Store
	known := welcome(a.env)
	first, err := firstScreens(a.env, a.options)
	if err != nil {
		a.env.Store, a.rescue().Working = nil, ""
		_ = msg.Store.Close() // else it would be in use when it is tried again
		a.fail(err)
		a.layout()
		return nil
	}
	a.enter(first)
	a.footnote.notice = cmp.Or(msg.Said, known)
	return a.begin()
}

// adoptUnlocked goes on where the person was, or at the first place of the
// workbook.
func (a *App) adoptUnlocked(msg nav.Adopt) tea.Cmd {
	if msg.Err != nil {
		_ = a.env.Store.Lock() // it may be open, and lack what opening adds to it
		return tea.Batch(a.stack.news(msg), forget())
	}
	known := welcome(a.env)
	begin, err := a.goBack()
	if err != nil {
		_ = a.env.Store.Lock()
		return a.stack.news(nav.Adopt{Store: a.env.Store, Err: err})
	}
	a.footnote.notice = known
	return begin()
}

// goBack opens the screens that were open when the workbook was locked; if there
// are none, those of a start. begin starts their clocks.
func (a *App) goBack() (begin func() tea.Cmd, err error) {
	if len(a.stack.resume) == 0 {
		first, err := firstScreens(a.env, a.options)
		if err != nil {
			return nil, err
		}
		a.enter(first)
		return a.begin, nil
	}
	again, err := reopened(a.env, a.stack.resume)
	if err != nil {
		return nil, err
	}
	a.stack = again
	a.layout()
	return a.stack.begin, nil
}

// adoptCopy goes on in the copy of the workbook. The old one is closed, away from
// the screen: something may still be reading it. A copy that comes when the screen has
// gone that asked for it, or when the workbook is locked, is closed and left where it
// is: nobody would see that another file is written to.
func (a *App) adoptCopy(msg nav.Adopt) tea.Cmd {
	if msg.Err != nil {
		return a.stack.news(msg)
	}
	if a.locked() || !a.savingAs() {
		a.footnote.notice = "The copy lies at " + msg.Store.Path() + ". You go on in the workbook as it was."
		return func() tea.Msg {
			_ = msg.Store.Close() // nothing was written in it since
			return nil
		}
	}
	old := a.env.Store
	a.env.Store = msg.Store
	if a.options.OnMove != nil {
		a.options.OnMove(msg.Store.Path())
	}
	_ = a.Leave() // the corner says how it went
	_ = a.stack.savePlace()
	return tea.Batch(a.stack.news(msg), func() tea.Msg {
		_ = old.Close() // nothing was to be saved in it any more
		return nil
	})
}

// maySaveAs reports whether the workbook may be saved elsewhere: while it cannot
// be saved where it is, and as long as it can still be read.
func (a *App) maySaveAs() bool {
	if a.savingAs() || a.locked() {
		return false
	}
	_, err := a.unsaved()
	var p *store.Problem
	broken := errors.As(err, &p) && (p.Kind == store.ProblemDamaged || p.Kind == store.ProblemCutShort)
	return err != nil && !broken
}

// savingAs reports whether it is asked where the workbook shall go on, also while the
// page of keys lies over the question.
func (a *App) savingAs() bool { return a.stack.has(route.SaveAs{}) }

// saveAs asks where the workbook shall go on. The screen under it is not left: its
// words cannot be saved, and are given to the store so that the copy has them.
func (a *App) saveAs(tea.KeyPressMsg) tea.Cmd {
	_ = a.Leave()
	if err := a.stack.push(route.SaveAs{}); err != nil {
		a.fail(err)
		return nil
	}
	a.layoutTop()
	return wake
}
