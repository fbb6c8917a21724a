package private

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/component/dialog"
	"goldenthread/ui/deleting"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// deleteScreen asks what is to be deleted for good, and then once more. It deletes
// nothing itself.
type deleteScreen struct {
	dialog.Dialog[*extent] // what is doubted; nil before
	env                    *env.Env
	extents                []extent
}

// extent is something that can be deleted, and how much of it there is.
type extent struct {
	name   string
	route  route.Deleted
	traces store.Traces
}

func newDelete(e *env.Env, r route.Delete) (*deleteScreen, error) {
	d := &deleteScreen{Dialog: dialog.New[*extent](e.Theme, nil), env: e}
	d.Keys = d.Keys.ForQuestions()
	d.Build = d.print
	for _, x := range wider(e, r) {
		var err error
		x.traces, err = e.Store.Traces(x.route.Holds())
		if _, err := store.Unreadable(err); err != nil {
			return nil, err
		}
		if last := len(d.extents) - 1; len(x.traces) > 0 && (last < 0 || len(x.traces) > len(d.extents[last].traces)) {
			d.extents = append(d.extents, x)
		}
	}
	return d, nil
}

// wider returns what there is around an answer, each with more in it than the one
// before: the answer, its step, its unit, its framework, everything.
func wider(e *env.Env, r route.Delete) []extent {
	all := []extent{
		{name: "What you wrote here", route: route.Deleted{Slot: r.Slot}},
		{name: "All of the step " + r.Slot.Step.Stage().Title(), route: route.Deleted{Place: string(r.Slot.Step)}},
	}
	unit := r.Slot.Step.Unit()
	if u := e.Book.Unit(unit); u != nil {
		all = append(all, extent{name: "All of the unit " + u.Title, route: route.Deleted{Place: string(unit)}})
	} else {
		all = all[:1] // a tension, or a unit that is gone
	}
	if f := e.Book.Framework(content.FrameworkID(r.Scope)); f != nil {
		all = append(all, extent{name: "All of " + f.Short, route: route.Deleted{Place: r.Scope}})
	}
	if r.Scope == "" {
		all = append(all, extent{name: "Everything in this workbook", route: route.Deleted{}})
	}
	return all
}

func (d *deleteScreen) print() {
	if d.Stage() == nil {
		d.Say("What is to be deleted for good, with all that it said before?", theme.Loud)
		d.Page.Gap()
		for i := range d.extents {
			x := &d.extents[i]
			d.Choice(rune('1'+i), x.name, deleting.Amount(x.traces, d.env.Now()), d.Asking(x))
		}
		return
	}
	d.Say("Delete this for good?", theme.Loud)
	d.Page.Gap()
	for _, line := range places(d.env, d.Stage().traces) {
		d.Under(line)
	}
	d.Page.Gap()
	d.Say("There is no way back: no snapshot is made of it first, and an import leaves it out. You are asked next about the snapshots that still hold it.", theme.Body)
	d.Page.Gap()
	d.Choice('1', "No, keep it", "", d.Returning)
	d.Choice('2', "Yes, delete it for good", "", d.sure)
}

// sure goes to where it is deleted. The screens that are open may hold what is to go,
// and must not save it again; what they could not save must be safe before.
func (d *deleteScreen) sure() (nav.Move, tea.Cmd) {
	if _, err := d.env.Store.Unsaved(); err != nil {
		return nav.Report{Err: err}, nil
	}
	return nav.Reset{Route: d.Stage().route}, nil
}

// places returns a line for each step: where it is, and how much of it there is.
func places(e *env.Env, all store.Traces) []string {
	var lines []string
	for _, step := range deleting.Steps(all) {
		lines = append(lines, e.PlaceOf(step[0].Slot)+": "+deleting.Amount(step, e.Now()))
	}
	return lines
}

// Title names the way here.
func (d *deleteScreen) Title() string {
	return "Look back " + d.env.Theme.Marks.Crumb + " Delete for good"
}
