package reflection

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/component/thread"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/step"
)

// stepScreen shows one step of a unit under the unit's thread.
type stepScreen struct {
	asked
	env      *env.Env
	route    route.Step
	unit     *content.Unit
	progress insight.Unit
	earlier  string // what there is to look back on, or empty
	lookBack key.Binding

	width, height int
}

func newStep(e *env.Env, r route.Step) (*stepScreen, error) {
	s := &stepScreen{
		env: e, route: r, unit: e.Book.Unit(r.Unit),
		lookBack: key.NewBinding(key.WithKeys("ctrl+r"), key.WithHelp("ctrl+r", "look back")),
	}
	if s.unit == nil {
		return nil, fmt.Errorf("screen: no unit %s", r.Unit)
	}
	if err := s.Resume(); err != nil {
		return nil, err
	}
	var err error
	place := step.Place{Unit: s.unit, Stage: r.Stage, Visit: s.progress.Visit}
	if s.step, err = step.Open(e, place); err != nil {
		return nil, err
	}
	_ = keepLastStep(e, r) // that one cannot be told where to carry on is no reason not to write
	return s, nil
}

// Resume reads what screens above may have changed.
func (s *stepScreen) Resume() (err error) {
	s.progress, err = insight.OfUnit(s.env.Book, s.env.Store, s.unit.ID)
	if _, err = store.Unreadable(err); err != nil {
		return err
	}
	if s.earlier, err = s.countEarlier(); err != nil {
		return err
	}
	if r, ok := s.step.(nav.Resuming); ok {
		return r.Resume()
	}
	return nil
}

// countEarlier counts the answers of earlier visits, and dates the last. The answers
// themselves stay hidden until this one has begun.
func (s *stepScreen) countEarlier() (string, error) {
	history, err := s.env.Store.History(store.Slot{Step: s.unit.ID.Step(s.route.Stage), Field: mainField(s.route.Stage)})
	if _, err = store.Unreadable(err); err != nil {
		return "", err
	}
	visits, last := map[int]bool{}, ""
	for _, r := range history {
		if visit := store.VisitNumber(r.Visit); visit < s.progress.Visit {
			visits[visit] = true
			last = r.At.Format("2 Jan")
		}
	}
	switch len(visits) {
	case 0:
		return "", nil
	case 1:
		return "1 earlier answer " + s.env.Theme.Marks.Dot + " " + last, nil
	}
	return fmt.Sprintf("%d earlier answers %s last %s", len(visits), s.env.Theme.Marks.Dot, last), nil
}

func mainField(stage content.Stage) string {
	switch stage {
	case content.Rate:
		return store.FieldRating
	case content.Test:
		return store.FieldTest
	}
	return store.FieldAnswer
}

const threadRows = 1

// gap is the blank lines under the thread: one, where there is room.
func (s *stepScreen) gap() int {
	if s.height >= 16 {
		return 1
	}
	return 0
}

func (s *stepScreen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.step.SetSize(width, max(height-threadRows-s.gap(), 0))
}

func (s *stepScreen) thread() thread.Thread {
	here := len(content.Stages)
	for i, stage := range content.Stages {
		if stage == s.route.Stage {
			here = i
		}
	}
	return thread.Thread{Beads: beads(s.progress), Here: here}
}

func (s *stepScreen) threadLine() string {
	t := s.env.Theme
	th := s.thread()
	name := s.route.Stage.Title()
	line := th.View(t, s.width-12) + "   " + t.Bold.Render(name)
	room := s.width - ansi.StringWidth(line) - 2
	if said := ansi.StringWidth(s.earlier); said > 0 && said <= room {
		line = phrase.Pad(line, s.width-said) + t.Faint.Render(s.earlier)
	}
	return line
}

// View draws the thread and the step.
func (s *stepScreen) View() tea.View {
	v := tea.NewView(s.threadLine() + "\n" + strings.Repeat("\n", s.gap()) + s.step.View())
	if c := s.cursor(); c != nil {
		c.Y += threadRows + s.gap()
		v.Cursor = c
	}
	return v
}

// Update takes an event.
func (s *stepScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	moved, move, cmd := s.advance(msg)
	if move == nil {
		move = s.neighbour(moved)
	}
	return move, cmd
}

// advance takes an event: the thread's clicks, then the step's. The step's wish to go
// on or back is returned as it is, for the screen that knows what comes next.
func (s *stepScreen) advance(msg tea.Msg) (step.Move, nav.Move, tea.Cmd) {
	switch m := msg.(type) {
	case tea.MouseClickMsg:
		if m.Y < threadRows+s.gap() {
			return step.Stay, s.clickThread(m.X, m.Y), nil
		}
	case tea.KeyPressMsg:
		if key.Matches(m, s.lookBack) {
			return step.Stay, nav.Push{Route: route.LookBack{Scope: string(s.unit.ID.Step(s.route.Stage))}}, nil
		}
	}
	moved, cmd := s.step.Update(nav.Shift(msg, 0, -(threadRows + s.gap())))
	if moved == step.Follow {
		return step.Stay, nav.Push{Route: route.Unit{ID: s.step.(step.Leading).Lead()}}, cmd
	}
	return moved, nil, cmd
}

func (s *stepScreen) clickThread(x, y int) nav.Move {
	if bead, ok := s.thread().At(x, s.width-12); ok && y == 0 {
		return nav.Replace{Route: route.Step{Unit: s.unit.ID, Stage: content.Stages[bead]}}
	}
	return nil
}

// neighbour turns the step's wish to go on or back into the place beside it.
func (s *stepScreen) neighbour(m step.Move) nav.Move {
	order := append(content.Stages[:len(content.Stages):len(content.Stages)], content.Close)
	at := 0
	for i, stage := range order {
		if stage == s.route.Stage {
			at = i
		}
	}
	switch {
	case m == step.Next && at+1 < len(order):
		return nav.Replace{Route: route.Step{Unit: s.unit.ID, Stage: order[at+1]}}
	case m == step.Next:
		return nav.Replace{Route: route.Unit{ID: s.unit.ID}}
	case m == step.Previous && at > 0:
		return nav.Replace{Route: route.Step{Unit: s.unit.ID, Stage: order[at-1]}}
	}
	return nil
}

// Status returns whether the answer is safe, and how far it may go.
func (s *stepScreen) Status() (string, bool) { return stepState(s.env.Theme, s.step, s.width) }

// Title is the way here.
func (s *stepScreen) Title() string { return crumbs(s.env, s.unit) }

// ShortHelp lists the keys of the footer.
func (s *stepScreen) ShortHelp() []key.Binding {
	short := s.step.ShortHelp()
	if s.earlier != "" {
		short = append(short, s.lookBack)
	}
	return short
}

// FullHelp lists all keys.
func (s *stepScreen) FullHelp() [][]key.Binding {
	return append(s.step.FullHelp(), []key.Binding{s.lookBack})
}
