package screen

import (
	"path/filepath"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// forgotten deletes something for good as soon as it is opened, says what still
// holds it, and takes it out of that, too. It lies over the first screen alone.
type forgotten struct {
	list
	route  route.Deleted
	stage  forgetStage
	gone   store.Traces
	copies []store.Remnant // that still hold it
	left   []store.Remnant // that it could not be taken out of
	err    error
}

type forgetStage int

const (
	forgettingNow forgetStage = iota
	notForgotten
	forgottenHere // in the workbook
	purgingNow
	forgottenAll // in the copies, too
)

// forgottenMsg says how it went.
type forgottenMsg struct {
	screen *forgotten
	stage  forgetStage
	gone   store.Traces
	copies []store.Remnant
	left   []store.Remnant
	err    error
}

func newForgotten(e *env.Env, r route.Deleted) (nav.Screen, error) {
	f := &forgotten{list: list{env: e, keys: newListKeys().forQuestions()}, route: r}
	f.build = f.print
	return f, nil
}

// Begin deletes. In a workbook of many years that takes a second.
func (f *forgotten) Begin() tea.Cmd {
	return func() tea.Msg {
		gone, err := f.env.Store.Forget(f.route.Holds())
		if err != nil {
			return forgottenMsg{screen: f, stage: notForgotten, err: err}
		}
		copies, err := f.env.Store.Remnants(f.route.Holds())
		return forgottenMsg{screen: f, stage: forgottenHere, gone: gone, copies: copies, err: err}
	}
}

func (f *forgotten) purge() tea.Msg {
	left, err := f.env.Store.Purge(f.route.Holds())
	return forgottenMsg{screen: f, stage: forgottenAll, gone: f.gone, left: left, err: err}
}

func (f *forgotten) print() {
	switch f.stage {
	case forgettingNow:
		f.say("Deleting…", theme.Loud)
	case purgingNow:
		f.say("Taking it out of the copies…", theme.Loud)
	case notForgotten:
		f.say("It could not be deleted: "+Why(f.err)+". Everything is as it was.", theme.Loud)
		f.page.Gap()
		f.choice('1', "Go on", "", goOn)
	case forgottenHere:
		f.printHere()
	default:
		f.printAll()
	}
}

func (f *forgotten) printHere() {
	f.say("Deleted for good: "+amount(f.env, f.gone)+".", theme.Loud)
	f.page.Gap()
	switch {
	case f.err != nil:
		f.say("Whether copies still hold it cannot be told: "+Why(f.err)+".", theme.Body)
		f.page.Gap()
	case len(f.copies) > 0:
		f.say("These files still hold it, or cannot be read:", theme.Body)
		f.printFiles(f.copies)
		f.choice('1', "Take it out of them, too", "Everything else in them stays", f.goPurge)
		f.choice('2', "Leave them as they are", "They are thinned out in time", goOn)
		return
	default:
		f.say("No snapshot and no other copy beside the workbook holds it.", theme.Body)
		f.page.Gap()
	}
	f.sayUnreached()
	f.choice('1', "Go on", "", goOn)
}

func (f *forgotten) printAll() {
	switch {
	case f.err != nil:
		f.say("That did not work: "+Why(f.err)+". The workbook itself has no more of it.", theme.Loud)
	default:
		f.say("It was taken out of every copy that can be read. Everything else in them is as it was.", theme.Loud)
	}
	f.page.Gap()
	if len(f.left) == 0 {
		f.sayUnreached()
		f.choice('1', "Go on", "", goOn)
		return
	}
	f.say("These cannot be read to their end. They were left as they are, and may hold it:", theme.Body)
	f.printFiles(f.left)
	f.choice('1', "Keep these files", "", goOn)
	f.choice('2', "Remove them", "With everything that is in them", f.remove)
}

// printFiles names files as they lie beside the workbook.
func (f *forgotten) printFiles(files []store.Remnant) {
	f.page.Gap()
	for _, r := range files {
		name := r.Path
		if beside, err := filepath.Rel(filepath.Dir(f.env.Store.Path()), r.Path); err == nil {
			name = beside
		}
		f.under(name)
	}
	f.page.Gap()
}

func (f *forgotten) sayUnreached() {
	f.say("Exports and backups that you have made elsewhere are not reached, nor what a sync service or a backup of this computer keeps.", theme.Body)
	f.page.Gap()
}

func goOn() nav.Move { return nav.Pop{} }

// remove removes the copies that cannot be read.
func (f *forgotten) remove() nav.Move {
	for len(f.left) > 0 {
		if err := f.env.Store.RemoveRemnant(f.left[0]); err != nil {
			return nav.Report{Err: err}
		}
		f.left = f.left[1:]
	}
	return f.turn(forgottenAll)
}

// Update takes an event.
func (f *forgotten) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	if done, ok := msg.(forgottenMsg); ok {
		if done.screen == f {
			f.gone, f.copies, f.left, f.err = done.gone, done.copies, done.left, done.err
			f.turn(done.stage)
		}
		return nil, nil
	}
	before := f.stage
	move := f.update(msg)
	if f.stage == purgingNow && before != purgingNow {
		return move, f.purge
	}
	return move, nil
}

func (f *forgotten) goPurge() nav.Move { return f.turn(purgingNow) }

func (f *forgotten) turn(to forgetStage) nav.Move {
	f.stage, f.cursor = to, 0
	f.layout()
	f.page.SetTop(0)
	return nil
}

// Back stays while something is being deleted.
func (f *forgotten) Back() bool { return f.stage == forgettingNow || f.stage == purgingNow }

// Title says what it is about.
func (f *forgotten) Title() string { return "Delete for good" }

// ShortHelp lists the keys of the footer.
func (f *forgotten) ShortHelp() []key.Binding {
	if len(f.rows) == 0 {
		return nil
	}
	return []key.Binding{f.keys.choose, f.keys.open}
}
