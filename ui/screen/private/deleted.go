package private

import (
	"path/filepath"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/dialog"
	"goldenthread/ui/component/list"
	"goldenthread/ui/deleting"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// deleted deletes something for good as soon as it is opened, says what still holds it,
// and takes it out of that, too. It lies over the first screen alone.
type deleted struct {
	dialog.Dialog[deleteStage]
	env    *env.Env
	route  route.Deleted
	gone   store.Traces
	copies []store.CopyWithDeleted // that still hold it
	left   []store.CopyWithDeleted // that it could not be taken out of
	err    error
}

type deleteStage int

const (
	deletingNow deleteStage = iota
	notDeleted
	deletedHere // in the workbook
	purgingNow
	deletedAll // in the copies, too
)

// deletedMsg reports how it went.
type deletedMsg struct {
	screen *deleted
	stage  deleteStage
	gone   store.Traces
	copies []store.CopyWithDeleted
	left   []store.CopyWithDeleted
	err    error
}

func newDeleted(e *env.Env, r route.Deleted) (*deleted, error) {
	d := &deleted{Dialog: dialog.New(e.Theme, deletingNow), env: e, route: r}
	d.Keys = d.Keys.ForQuestions()
	d.Build = d.print
	return d, nil
}

// Begin deletes. In a workbook of many years that takes a second.
func (d *deleted) Begin() tea.Cmd {
	return func() tea.Msg {
		gone, err := d.env.Store.Forget(d.route.Holds())
		if err != nil {
			return deletedMsg{screen: d, stage: notDeleted, err: err}
		}
		copies, err := d.env.Store.CopiesWithDeleted(d.route.Holds())
		if err == nil && len(copies) == 0 {
			err = store.AskDeleted.Answer(d.env.Store)
		}
		return deletedMsg{screen: d, stage: deletedHere, gone: gone, copies: copies, err: err}
	}
}

// purge takes it out of the copies, too.
func (d *deleted) purge() (nav.Move, tea.Cmd) {
	d.Turn(purgingNow)
	return nil, d.purged
}

func (d *deleted) purged() tea.Msg {
	left, err := d.env.Store.Purge(d.route.Holds())
	return deletedMsg{screen: d, stage: deletedAll, gone: d.gone, left: left, err: err}
}

func (d *deleted) print() {
	switch d.Stage() {
	case deletingNow:
		d.Say("Deleting…", theme.Loud)
	case purgingNow:
		d.Say("Taking it out of the copies…", theme.Loud)
	case notDeleted:
		d.Say("It could not be deleted: "+trouble.Why(d.err)+". Everything is as it was.", theme.Loud)
		d.Page.Gap()
		d.Choice('1', "Go on", "", list.To(nav.Pop{}))
	case deletedHere:
		d.printHere()
	default:
		d.printAll()
	}
}

func (d *deleted) printHere() {
	d.Say("Deleted for good: "+deleting.Amount(d.gone, d.env.Now())+".", theme.Loud)
	d.Page.Gap()
	switch {
	case d.err != nil:
		d.Say("Whether copies still hold it cannot be told: "+trouble.Why(d.err)+".", theme.Body)
		d.Page.Gap()
	case len(d.copies) > 0:
		d.Say("These files still hold it, or cannot be read:", theme.Body)
		d.printFiles(d.copies)
		d.Choice('1', "Take it out of them, too", "Everything else in them stays", d.purge)
		d.Choice('2', "Leave them as they are", "They are thinned out in time", d.keep)
		return
	default:
		d.Say("No snapshot and no other copy beside the workbook holds it.", theme.Body)
		d.Page.Gap()
	}
	d.sayUnreached()
	d.Choice('1', "Go on", "", list.To(nav.Pop{}))
}

func (d *deleted) printAll() {
	switch {
	case d.err != nil:
		d.Say("That did not work: "+trouble.Why(d.err)+". The workbook itself has no more of it.", theme.Loud)
	default:
		d.Say(deleting.TakenOut, theme.Loud)
	}
	d.Page.Gap()
	if len(d.left) == 0 {
		d.sayUnreached()
		d.Choice('1', "Go on", "", list.To(nav.Pop{}))
		return
	}
	d.Say(deleting.Unreadable, theme.Body)
	d.printFiles(d.left)
	d.Choice('1', "Keep these files", "", d.keep)
	d.Choice('2', "Remove them", "With everything that is in them", d.remove)
}

// printFiles names files as they lie beside the workbook.
func (d *deleted) printFiles(files []store.CopyWithDeleted) {
	d.Page.Gap()
	for _, r := range files {
		name := r.Path
		if beside, err := filepath.Rel(filepath.Dir(d.env.Store.Path()), r.Path); err == nil {
			name = beside
		}
		d.Under(name)
	}
	d.Page.Gap()
}

func (d *deleted) sayUnreached() {
	d.Say(deleting.Unreached, theme.Body)
	d.Page.Gap()
}

// keep leaves what is left, as the person has said.
func (d *deleted) keep() (nav.Move, tea.Cmd) {
	if err := store.AskDeleted.Answer(d.env.Store); err != nil {
		return nav.Report{Err: err}, nil
	}
	return nav.Pop{}, nil
}

// remove removes the copies that cannot be read.
func (d *deleted) remove() (nav.Move, tea.Cmd) {
	removed, err := deleting.Remove(d.env.Store, d.left)
	d.left = d.left[removed:]
	if err == nil {
		err = store.AskDeleted.Answer(d.env.Store)
	}
	if err != nil {
		return nav.Report{Err: err}, nil
	}
	d.Turn(deletedAll)
	return nil, nil
}

// Update takes an event.
func (d *deleted) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	done, ended := msg.(deletedMsg)
	if !ended {
		return d.List.Update(msg)
	}
	if done.screen == d {
		d.gone, d.copies, d.left, d.err = done.gone, done.copies, done.left, done.err
		d.Turn(done.stage)
	}
	return nil, nil
}

// Back stays while something is being deleted.
func (d *deleted) Back() bool { return d.Stage() == deletingNow || d.Stage() == purgingNow }

// Title names the purpose.
func (d *deleted) Title() string { return "Delete for good" }

// ShortHelp lists the keys of the footer.
func (d *deleted) ShortHelp() []key.Binding {
	if d.Empty() {
		return nil
	}
	return d.List.ShortHelp()
}
