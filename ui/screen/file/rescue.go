package file

import (
	"errors"
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// failedMsg reports that what was tried came to nothing.
type failedMsg struct {
	said string
	now  *trouble.Case // what is wrong now; nil if that is as it was
}

// salvagedMsg reports that a new workbook was made of what could be saved.
type salvagedMsg struct{ saved trouble.Saved }

// rescuer does what helps, one thing at a time, in the background. The screens
// that are shown while there is no workbook have one each; they share the Rescue.
type rescuer struct {
	with   *env.Env
	rescue *trouble.Rescue
}

// start begins something that takes a while, unless something else is being done. The
// screens show working meanwhile.
func (r rescuer) start(working string, do func() tea.Msg) tea.Cmd {
	if r.busy() {
		return nil
	}
	r.rescue.Working, r.rescue.Failed = working, ""
	return do
}

func (r rescuer) busy() bool { return r.rescue.Working != "" }

// ended takes the end of what was started. Only the lowest screen does so; those
// above it read what it took.
func (r rescuer) ended(msg tea.Msg) {
	switch msg := msg.(type) {
	case failedMsg:
		r.rescue.Working, r.rescue.Failed = "", msg.said
		if msg.now != nil {
			r.rescue.Case, r.rescue.Saved = *msg.now, nil
		}
	case salvagedMsg:
		r.rescue.Working, r.rescue.Saved = "", &msg.saved
	}
}

// open opens the workbook that is in trouble. If that fails, what is wrong now
// takes the place of what was.
func (r rescuer) open(o store.Options, said string) tea.Msg {
	st, err := r.rescue.Open(r.rescue.Case.Problem.Path, o)
	var p *store.Problem
	switch {
	case err == nil:
		return nav.Adopt{Store: st, Said: said}
	case errors.As(err, &p):
		now := trouble.Of(p)
		return failedMsg{now: &now}
	}
	return failedMsg{said: whyNot(err)}
}

// whyNot returns the reason why something came to nothing, in a sentence.
func whyNot(err error) string {
	var p *store.Problem
	var useless *store.Unrestorable
	switch {
	case errors.As(err, &useless):
		return "Nothing can be restored from " + filepath.Base(useless.Path) + phrase.Because(useless.Err) + "."
	case errors.As(err, &p):
		return trouble.Of(p).Happened
	}
	return "That did not work" + phrase.Because(err) + "."
}

// restore puts a copy of a file in the place of the workbook and opens it.
func (r rescuer) restore(from string) tea.Cmd {
	return r.start("Restoring…", func() tea.Msg {
		done, err := store.Restore(r.rescue.Case.Problem.Path, from, store.Options{Now: r.with.Now})
		if err != nil {
			return failedMsg{said: whyNot(err)}
		}
		if saved := r.rescue.Saved; saved != nil && saved.Path == from {
			_ = os.Remove(from) // all of it is in the workbook now
		}
		return r.open(store.Options{}, restoredSays(done))
	})
}

func restoredSays(done store.Restored) string {
	said := trouble.Restored(done)
	if done.Aside != "" {
		said += " The file before it is kept as " + filepath.Base(done.Aside) + "."
	}
	return said
}

// salvage makes a new workbook beside the damaged one.
func (r rescuer) salvage() tea.Cmd {
	from := r.rescue.Case.Problem.Path
	to := related.SalvageName(from, r.with.Now())
	return r.start("Reading every page…", func() tea.Msg {
		done, err := store.Salvage(from, to, nil, store.Options{Now: r.with.Now})
		if err != nil {
			return failedMsg{said: whyNot(err)}
		}
		return salvagedMsg{trouble.Saved{Path: to, Salvaged: done}}
	})
}
