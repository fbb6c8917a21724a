package ui

import (
	"errors"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen"
)

// retryPause is how long words wait in the journal until saving them is tried
// again, as those on the screen do.
const retryPause = 5 * time.Second

// unsaved returns since when words could not be saved, and why: those on the
// screen, or those that were left in the journal. The error is nil while all is
// well.
func (a *App) unsaved() (since time.Time, err error) {
	if since, err := a.unsavedHere(); err != nil {
		return since, err
	}
	if a.env.Store == nil {
		return time.Time{}, nil
	}
	return a.env.Store.Unsaved()
}

// unsavedHere looks at the screens, also at those under the help.
func (a *App) unsavedHere() (since time.Time, err error) {
	for i := len(a.stack) - 1; i >= 0; i-- {
		if s, ok := a.stack[i].screen.(nav.Unsaved); ok {
			if since, err := s.Unsaved(); err != nil {
				return since, err
			}
		}
	}
	return time.Time{}, nil
}

// tryAgainMsg says that it is time to save what was left behind, and triedMsg how
// that went. wakeMsg is news without content: what is on the screen and could not
// be saved sees to it that it is tried again.
type (
	tryAgainMsg struct{}
	triedMsg    struct{ err error }
	wakeMsg     struct{}
)

func wake() tea.Msg { return wakeMsg{} }

// tryAgainLater begins a pause if words were left in the journal. What is on the
// screen tries again by itself.
func (a *App) tryAgainLater() tea.Cmd {
	if a.trying || !a.open() {
		return nil
	}
	if _, err := a.env.Store.Unsaved(); err == nil {
		return nil
	}
	if _, err := a.unsavedHere(); err != nil {
		return nil
	}
	a.trying = true
	return a.env.Tick(retryPause, func(time.Time) tea.Msg { return tryAgainMsg{} })
}

func (a *App) tryAgain() tea.Cmd {
	if !a.open() {
		a.trying = false // it is tried again once it is unlocked
		return nil
	}
	st := a.env.Store
	return func() tea.Msg { return triedMsg{st.SaveUnsaved()} }
}

// triedAgain lets the screen show what has come back.
func (a *App) triedAgain(err error) tea.Cmd {
	a.trying = false
	if r, ok := a.top().(nav.Resuming); ok && err == nil {
		if err := r.Resume(); err != nil {
			a.fail(err)
		}
		a.layout()
	}
	return nil
}

// mayMove reports whether the workbook may be saved elsewhere: while it cannot be
// saved where it is, and as long as it can still be read.
func (a *App) mayMove() bool {
	if _, asked := a.stack[len(a.stack)-1].route.(route.SaveAs); asked || a.locked() {
		return false
	}
	_, err := a.unsaved()
	var p *store.Problem
	broken := errors.As(err, &p) && (p.Kind == store.ProblemDamaged || p.Kind == store.ProblemCutShort)
	return err != nil && !broken
}

// elsewhereKey is the key for the help, which has it only while it works.
func (a *App) elsewhereKey() key.Binding {
	b := a.keys.elsewhere
	b.SetEnabled(a.mayMove())
	return b
}

// askWhere asks where the workbook shall go on. The screen under it is not left:
// its words cannot be saved, and are given to the store so that the copy has them.
func (a *App) askWhere() tea.Cmd {
	_ = a.Leave()
	r := route.SaveAs{}
	s, err := screen.Open(a.env, r)
	if err != nil {
		a.fail(err)
		return nil
	}
	a.stack = append(a.stack, level{r, s})
	a.top().SetSize(a.frame.column, a.frame.rows)
	return wake
}

// moved goes on in the copy of the workbook. The old one is closed, away from the
// screen: something may still be reading it.
func (a *App) moved(msg nav.Adopt) tea.Cmd {
	var closing tea.Cmd
	if msg.Err == nil {
		old := a.env.Store
		a.env.Store = msg.Store
		if a.wanted.Moved != nil {
			a.wanted.Moved(msg.Store.Path())
		}
		_ = a.Leave() // the corner says how it went
		_ = a.keepPlace()
		closing = func() tea.Msg {
			_ = old.Close() // nothing was to be saved in it any more
			return nil
		}
	}
	return tea.Batch(a.news(msg), closing)
}

// calm takes back that something must be kept before the screen is left, once it
// is kept.
func (a *App) calm() {
	if a.tried == "" {
		return
	}
	if _, err := a.unsaved(); err == nil {
		a.trouble, a.tried = nil, ""
	}
}

// wayOut names the way that a key leads out: those that quit are one.
func (a *App) wayOut(msg tea.KeyPressMsg) string {
	if key.Matches(msg, a.keys.leave) || key.Matches(msg, a.keys.quit) {
		return "quit"
	}
	return msg.String()
}

// staying is that the words on the screen could not be saved, and are not left.
type staying struct{ error }

func (s staying) Unwrap() error { return s.error }

// mayLeave lets a screen be left whose words could not be saved only if the same
// key asks for it twice, and if the journal has them.
func (a *App) mayLeave(err error) error {
	if err == nil || a.again && store.Kept(err) {
		return nil
	}
	return staying{err}
}

// stay says why the screen is not left, and what the key does the next time.
func (a *App) stay(err error) {
	a.tried = a.way
	kept := store.Kept(err)
	switch {
	case kept && a.way != "":
		a.trouble = []string{
			"Not saved yet. " + a.way + " again leaves: the recovery journal has your words.",
			a.way + " again leaves; the journal has your words",
			a.way + " again leaves; it is kept",
		}
	case kept:
		a.trouble = []string{"Not saved yet, so you stay here. The recovery journal has your words.", "Not saved yet: you stay here"}
	case !a.mayMove():
		a.trouble = []string{"Not saved, and only on this screen: you stay here.", "Not saved: you stay here"}
	default:
		a.trouble = []string{
			"Not saved, and only on this screen: you stay here. F2 saves elsewhere.",
			"Only on this screen: you stay. F2 saves elsewhere",
			"Not saved: you stay. F2 saves it",
		}
	}
}

// stayOpen says why the program is not left, and what the key does the next time.
func (a *App) stayOpen(name string, err error) {
	a.tried = a.way
	if store.Kept(err) {
		a.trouble = []string{
			"Not saved yet. " + name + " again quits: the recovery journal has your words.",
			name + " again quits; the journal has your words",
			name + " again quits; it is kept",
		}
		return
	}
	if !a.mayMove() {
		a.trouble = []string{"Only on this screen: " + name + " again quits and loses it.", name + " again loses it"}
		return
	}
	a.trouble = []string{
		"Only on this screen: " + name + " again quits and loses it. F2 saves elsewhere.",
		name + " again loses what is here. F2 saves elsewhere",
		name + " again loses it; F2 saves it",
	}
}
