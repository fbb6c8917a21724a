package reflection

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/ui/component/list"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/step"
	"goldenthread/ui/theme"
)

// pathScreen walks along a path: the words of each of its steps over what the
// step shows. Its clock says how many minutes have gone, and nothing else: it
// locks nothing and rings no bell.
type pathScreen struct {
	nav.Over // what the step of the path shows
	walk
	env *env.Env

	width, height int
}

func newPath(e *env.Env, r route.Path) (*pathScreen, error) {
	w, err := begin(e, r.ID)
	if err != nil {
		return nil, err
	}
	p := &pathScreen{walk: w, env: e}
	return p, p.show(0)
}

// show opens what a step of the path shows.
func (p *pathScreen) show(at int) (err error) {
	p.at = at
	s := p.path.Steps[at]
	switch {
	case s.Show == content.ShowStage:
		err = p.open(route.Step{Unit: p.unit, Stage: s.Stage})
	case s.Show == content.ShowClose:
		err = p.open(route.Step{Unit: p.unit, Stage: content.Close})
	case s.Show == content.ShowDue && p.asksNow():
		err = p.open(route.Due{ID: p.due[0].ID})
	case s.Show == content.ShowDue:
		p.Inner = newPathList(p.env, p.printDue)
	case s.Show == content.ShowChoose:
		p.Inner = newPathList(p.env, p.printChoice)
	case s.Show == content.ShowLinks:
		p.Inner = newPathList(p.env, p.printLinks)
	default:
		p.Inner = newPathList(p.env, p.printOn)
	}
	if err == nil {
		p.SetSize(p.width, p.height)
	}
	return err
}

// open shows the screen of a route. That screen stays as it was if there is an error.
func (p *pathScreen) open(r nav.Route) error {
	s, err := Screens().Open(p.env, r)
	if err == nil {
		p.Inner = s
	}
	return err
}

// next goes on: to the next due commitment, the next step, or back to where the path
// was begun from.
func (p *pathScreen) next() nav.Move {
	at, ended := p.goOn()
	if ended {
		return nav.Pop{}
	}
	return p.goTo(at)
}

func (p *pathScreen) goTo(at int) nav.Move {
	if err := p.Leave(); err != nil {
		return nav.Report{Err: err}
	}
	if err := p.show(at); err != nil {
		return nav.Report{Err: err}
	}
	return nav.SavePlace{}
}

// Position names the step of the path, the unit, when the path was begun, and where in
// the step the reader is.
func (p *pathScreen) Position() string { return p.position(p.Over.Position()) }

// SetPosition goes back to a position, if the path and the book still have it.
func (p *pathScreen) SetPosition(position string) {
	at, inner, ok := p.comeBack(p.env, position)
	if ok && p.show(at) == nil { // else the step that is shown stays
		p.Over.SetPosition(inner)
	}
}

func (p *pathScreen) previous() nav.Move {
	if p.at == 0 {
		return nil
	}
	return p.goTo(p.at - 1)
}

// printOn prints the row that goes on.
func (p *pathScreen) printOn(l *list.List) {
	l.Add(p.taken, "Go on")
}

func (p *pathScreen) taken() (nav.Move, tea.Cmd) { return p.next(), nil }

func (p *pathScreen) printDue(l *list.List) {
	t := p.env.Theme
	if len(p.due) == 0 {
		l.Page.Print(t.Prose("Nothing is due today.", l.Page.Width(), theme.Body)...)
	}
	for _, c := range p.due {
		l.Page.Print(l.Fit("When "+theme.Line(c.When), l.Page.Width()))
	}
	l.Page.Gap()
	p.printOn(l)
}

// printChoice offers the units that were begun, the concerns, and every unit.
func (p *pathScreen) printChoice(l *list.List) {
	t := p.env.Theme
	pick := func(id content.UnitID) list.Act {
		return func() (nav.Move, tea.Cmd) {
			p.unit = id
			return p.next(), nil
		}
	}
	if len(p.env.Book.Concerns) > 0 {
		l.Page.Print(t.Faint.Render("What is on your mind?"))
	}
	for _, c := range p.env.Book.Concerns {
		l.Add(pick(c.First.Unit), l.Fit(c.Says, l.Page.Width()-2))
	}
	for _, f := range p.env.Book.Frameworks {
		l.Page.Gap()
		l.Page.Print(t.Faint.Render(f.Short))
		for _, u := range f.Units {
			l.Add(pick(u.ID), l.Fit(u.Title, l.Page.Width()-2))
		}
	}
}

func (p *pathScreen) printLinks(l *list.List) {
	t := p.env.Theme
	for _, link := range p.env.Book.Unit(p.unit).Links {
		to := p.env.Book.Unit(link.Unit)
		if to == nil {
			continue
		}
		lines := []string{to.Title}
		for _, line := range t.Prose(link.Because, l.Page.Width()-4, theme.Quiet) {
			lines = append(lines, "  "+line)
		}
		l.Add(list.Open(route.Unit{ID: to.ID}), lines...)
	}
	l.Page.Gap()
	p.printOn(l)
}

// minuteMsg reports that a minute has passed on a path.
type minuteMsg struct{ path *pathScreen }

// Begin starts the clock.
func (p *pathScreen) Begin() tea.Cmd {
	return p.env.Tick(time.Minute, func(time.Time) tea.Msg { return minuteMsg{p} })
}

// Update takes an event.
func (p *pathScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	if m, ok := msg.(minuteMsg); ok && m.path == p {
		return nil, p.Begin()
	}
	msg = nav.Shift(msg, 0, -len(p.head()))
	s, asks := p.Inner.(asking)
	if !asks {
		return p.Inner.Update(msg)
	}
	moved, move, cmd := s.advance(msg)
	switch moved {
	case step.Next:
		return p.next(), cmd
	case step.Previous:
		return p.previous(), cmd
	}
	return move, cmd
}

// asking is a screen that leaves to the path where the reader goes on or back to.
type asking interface {
	advance(tea.Msg) (step.Move, nav.Move, tea.Cmd)
}

// head returns the lines over the step: where on the path it is, and its words.
func (p *pathScreen) head() []string {
	t := p.env.Theme
	s := p.path.Steps[p.at]
	gone := int(p.env.Now().Sub(p.began).Minutes())
	where := fmt.Sprintf("%d of %d %s minutes %d to %d of %d %s %d gone",
		p.at+1, len(p.path.Steps), t.Marks.Dot, s.From, s.To, p.path.Minutes, t.Marks.Dot, gone)
	lines := []string{t.Faint.Render(ansi.Truncate(where, p.width, t.Marks.Ellipsis))}
	say := t.Prose(string(s.Say), p.width, theme.Body)
	if room := max(1, p.height-14); len(say) > room {
		say = append(say[:room-1:room-1], strings.TrimRight(say[room-1], " ")+t.Marks.Ellipsis)
	}
	return append(append(lines, say...), "")
}

func (p *pathScreen) SetSize(width, height int) {
	p.width, p.height = width, height
	p.Inner.SetSize(width, max(height-len(p.head()), 0))
}

// View draws the words and the step.
func (p *pathScreen) View() tea.View {
	head := p.head()
	inner := p.Inner.View()
	v := tea.NewView(strings.Join(head, "\n") + "\n" + inner.Content)
	if inner.Cursor != nil {
		v.Cursor = inner.Cursor
		v.Cursor.Y += len(head)
	}
	return v
}

// Title is the path's.
func (p *pathScreen) Title() string { return p.path.Title }

// pathList is a step of a path that is a list.
type pathList struct{ list.List }

func newPathList(e *env.Env, print func(*list.List)) *pathList {
	l := &pathList{list.New(e.Theme)}
	l.Build = func() { print(&l.List) }
	return l
}

// Title is empty: the path has one.
func (l *pathList) Title() string { return "" }
