package reflection

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/component/list"
	"goldenthread/ui/component/thread"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// unit shows a unit's page: its steps with how far each is, where it leads, and
// what leads here.
type unit struct {
	list.List
	env      *env.Env
	unit     *content.Unit
	progress insight.Unit
	said     map[content.Stage]string // the beginning of what was answered
	lookBack key.Binding
	again    key.Binding
	tensions []*content.Tension // those that can be answered
}

func newUnit(e *env.Env, r route.Unit) (*unit, error) {
	u := &unit{
		List: list.New(e.Theme), env: e,
		unit:     e.Book.Unit(r.ID),
		lookBack: key.NewBinding(key.WithKeys("l", "ctrl+r"), key.WithHelp("l", "look back")),
		again:    key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "return to it afresh")),
	}
	if u.unit == nil {
		return nil, fmt.Errorf("screen: no unit %s", r.ID)
	}
	u.Build = u.print
	if err := u.Resume(); err != nil {
		return nil, err
	}
	for i, b := range u.progress.Beads {
		if b != insight.Done {
			u.SetCursor(i)
			break
		}
	}
	return u, nil
}

// Resume reads what screens above may have changed.
func (u *unit) Resume() (err error) {
	u.progress, err = insight.OfUnit(u.env.Book, u.env.Store, u.unit.ID)
	if _, err = store.Unreadable(err); err != nil {
		return err
	}
	u.said = map[content.Stage]string{}
	for _, stage := range content.Stages {
		revisions, err := u.env.Store.Current(u.unit.ID.Step(stage))
		if _, err = store.Unreadable(err); err != nil {
			return err
		}
		for _, r := range revisions {
			if store.VisitNumber(r.Visit) == u.progress.Visit {
				u.noteAnswer(stage, r.Kind, r.Field, r.Body)
			}
		}
	}
	if u.tensions, err = offered(u.env, u.unit.ID); err != nil {
		return err
	}
	drafts, err := u.env.Store.Drafts()
	for _, d := range drafts {
		if d.Step.Unit() == u.unit.ID && store.VisitNumber(d.Visit) == u.progress.Visit {
			u.noteAnswer(d.Step.Stage(), d.Kind, d.Field, d.Body)
		}
	}
	_, err = store.Unreadable(err)
	return err
}

// noteAnswer keeps the beginning of an answer for its step's row.
func (u *unit) noteAnswer(stage content.Stage, kind store.Kind, field string, b store.Body) {
	brief := u.env.Kinds.Of(kind).Brief
	if brief == nil {
		return
	}
	if said, ok := brief(field, b); ok {
		u.said[stage] = said
	}
}

func (u *unit) print() {
	t, w := u.env.Theme, u.Page.Width()
	th := thread.Thread{Beads: beads(u.progress), Here: -1}
	u.Page.Print(u.Fit(th.View(t, w)+"   "+t.Faint.Render(u.state()), w))
	u.Page.Gap()
	for i, stage := range content.Stages {
		u.printStep(i, stage)
	}
	if u.open() {
		u.Page.Gap()
		u.Add(list.Open(route.Step{Unit: u.unit.ID, Stage: content.Close}), "Close  "+t.Faint.Render(u.Fit("What is already working, and where this leads", w-9)))
	}
	if u.canReturn() {
		u.Add(u.beginAgain, "Return to it afresh  "+t.Faint.Render(u.Fit("A new rating first; then the old one beside it", w-24)))
	}
	u.printTensions()
	u.printLinks("Where this leads", u.unit.Links)
	u.printLinks("What leads here", u.env.Book.LinksTo(u.unit.ID))
}

// open reports whether the unit was worked through once.
func (u *unit) open() bool {
	return u.progress.State == insight.Open || u.progress.State == insight.Returned
}

// canReturn reports whether a new visit may begin: the unit is open, and something
// was rated or agreed in this one.
func (u *unit) canReturn() bool {
	worked := u.progress.Bead(content.Rate) == insight.Done || u.progress.Bead(content.Commit) == insight.Done
	return u.open() && worked
}

func (u *unit) state() string {
	parts := []string{string(u.progress.State)}
	if u.progress.State == insight.NotYet {
		parts = []string{fmt.Sprintf("%d minutes, or %d for a quick one", u.unit.Minutes.Full, u.unit.Minutes.Quick)}
	}
	if u.progress.Visit > 1 {
		parts = append(parts, fmt.Sprintf("visit %d", u.progress.Visit))
	}
	if !u.progress.Last.IsZero() {
		parts = append(parts, "last on "+u.progress.Last.Format("2 Jan"))
	}
	return strings.Join(parts, " "+u.env.Theme.Marks.Dot+" ")
}

func (u *unit) printStep(i int, stage content.Stage) {
	t, w := u.env.Theme, u.Page.Width()-2
	mark := t.Faint.Render(t.Marks.Open)
	switch u.progress.Beads[i] {
	case insight.Started:
		mark = t.Accent.Render(t.Marks.Begun)
	case insight.Done:
		mark = t.Accent.Render(t.Marks.Done)
	}
	name := phrase.Pad(stage.Title(), 11)
	if u.Current() {
		name = t.Bold.Render(name)
	}
	said := t.Text.Render(theme.Line(u.said[stage]))
	if u.said[stage] == "" {
		said = t.Faint.Render(stageSays[stage])
	}
	line := u.Fit(fmt.Sprintf("%s %d  %s%s", mark, i+1, name, said), w)
	u.AddNumbered(rune('1'+i), list.Open(route.Step{Unit: u.unit.ID, Stage: stage}), line)
}

// stageSays describes each step in a few words.
var stageSays = map[content.Stage]string{
	content.Read:      "The idea, and what good looks like",
	content.Notice:    "A moment you saw",
	content.Rate:      "Four descriptions; which could have been seen",
	content.Interpret: "What the moment may mean",
	content.Challenge: "The other side, and two reasons to doubt",
	content.Test:      "Somebody to ask, and what you expect to hear",
	content.Commit:    "One thing to do, and when",
}

// printTensions offers the tensions that both sides were worked through for.
func (u *unit) printTensions() {
	t := u.env.Theme
	for i, tension := range u.tensions {
		if i == 0 {
			u.Page.Gap()
			u.Page.Print(t.Faint.Render("Two sides, both right"))
		}
		var lines []string
		for _, side := range []string{tension.SideA, tension.SideB} {
			lines = append(lines, u.Fit(side, u.Page.Width()-2))
		}
		u.Add(list.Open(route.Tension{ID: tension.ID}), lines...)
	}
}

func (u *unit) printLinks(title string, links []content.Link) {
	t, w := u.env.Theme, u.Page.Width()
	headed := false
	for _, l := range links {
		to := u.env.Book.Unit(l.Unit)
		if to == nil {
			continue
		}
		if !headed {
			u.Page.Gap()
			u.Page.Print(t.Faint.Render(title))
			headed = true
		}
		lines := t.Prose(to.Title, w-2, u.Tone())
		for _, line := range t.Prose(l.Because, w-4, theme.Quiet) {
			lines = append(lines, "  "+line)
		}
		u.Add(list.Open(route.Unit{ID: to.ID}), lines...)
	}
}

// Update takes an event.
func (u *unit) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	if msg, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(msg, u.lookBack):
			return nav.Push{Route: route.LookBack{Scope: string(u.unit.ID)}}, nil
		case key.Matches(msg, u.again) && u.canReturn():
			return u.beginAgain()
		}
	}
	return u.List.Update(msg)
}

// beginAgain opens a new visit at its rating: the new level is taken before
// the old one is shown.
func (u *unit) beginAgain() (nav.Move, tea.Cmd) {
	visit := store.Revision{
		Kind:  store.KindVisit,
		Slot:  store.Slot{Step: u.unit.ID.Step(content.Read), Field: store.FieldVisit},
		Visit: u.progress.Visit + 1,
	}
	if _, err := u.env.Store.Add(visit, ""); err != nil {
		return nav.Report{Err: err}, nil
	}
	return nav.Push{Route: route.Step{Unit: u.unit.ID, Stage: content.Rate}}, nil
}

// Title is the way here.
func (u *unit) Title() string { return crumbs(u.env, u.unit) }

func crumbs(e *env.Env, u *content.Unit) string {
	return e.Book.Framework(u.ID.Framework()).Short + " " + e.Theme.Marks.Crumb + " " + u.Title
}

// ShortHelp lists the keys of the footer.
func (u *unit) ShortHelp() []key.Binding {
	return []key.Binding{u.Keys.Choose, u.Keys.Open, u.lookBack}
}

// FullHelp lists all keys.
func (u *unit) FullHelp() [][]key.Binding {
	own := []key.Binding{u.lookBack}
	if u.canReturn() {
		own = append(own, u.again)
	}
	return append(u.List.FullHelp(), own)
}
