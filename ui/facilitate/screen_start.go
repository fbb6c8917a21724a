package facilitate

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store/session"
	"goldenthread/ui/terminal"
)

// startScreen asks what a session needs to begin: whose it is, how many people,
// how many minutes; and says how the agenda fits.
type startScreen struct {
	env      *Env
	agenda   *content.Agenda
	back     screen // where esc goes; nil leaves
	rows     []*field
	focus    int
	unit     int // of the book, -1 is the agenda's own
	sessions []session.File
	history  history      // of the group that is named
	group    string       // whose history it is
	said     map[int]bool // by row, that somebody filled it in
	note     string
}

const (
	rowGroup = iota
	rowPeople
	rowMinutes
	rowLeast
	rowUnit
	rowQuestion
)

func newStartScreen(e *Env, a *content.Agenda, back screen) *startScreen {
	s := &startScreen{env: e, agenda: a, back: back, unit: -1, said: map[int]bool{}}
	s.sessions, _ = session.List(e.Folder) // none is found in a folder that cannot be read
	for _, text := range []string{"", fmt.Sprint(a.People.Usual()), fmt.Sprint(a.Minutes), fmt.Sprint(content.FewestVotes), "", ""} {
		f := newField(e)
		f.editor.SetText(text)
		s.rows = append(s.rows, f)
	}
	for i, u := range e.Book.Units() {
		if u.ID == a.Unit {
			s.unit = i
		}
	}
	s.setFocus(rowGroup)
	return s
}

// with fills in numbers from the command line; 0 is not said.
func (s *startScreen) with(people, minutes int) *startScreen {
	for row, n := range map[int]int{rowPeople: people, rowMinutes: minutes} {
		if n > 0 {
			s.rows[row].editor.SetText(fmt.Sprint(n))
			s.said[row] = true
		}
	}
	s.suggest()
	return s
}

// shown reports whether a row is asked of this agenda.
func (s *startScreen) shown(row int) bool {
	switch row {
	case rowUnit:
		return s.agenda.Chooses
	case rowQuestion:
		return s.agenda.Asks
	}
	return true
}

// setFocus goes to a row. A number that is there is selected: what is typed next
// takes its place.
func (s *startScreen) setFocus(row int) {
	s.focus = row
	if row != rowUnit && row != rowGroup && row != rowQuestion {
		s.rows[row].editor.SelectAll()
	}
	for i, f := range s.rows {
		if i == row && i != rowUnit {
			f.editor.Focus()
		} else {
			f.editor.Blur()
		}
	}
}

// move goes to the next row that is asked, and reports whether there is one.
func (s *startScreen) move(by int) bool {
	for row := s.focus + by; row >= 0 && row < len(s.rows); row += by {
		if s.shown(row) {
			s.setFocus(row)
			return true
		}
	}
	return false
}

type startKeys struct{ enter, next, previous, left, right, close key.Binding }

func newStartKeys() startKeys {
	return startKeys{
		enter:    bind("enter", "next, then start", "enter"),
		next:     bind("tab", "next", "tab", "down"),
		previous: bind("shift+tab", "before", "shift+tab", "up"),
		left:     bind("←→", "another unit", "left"),
		right:    bind("→", "another unit", "right"),
		close:    bind("esc", "another agenda", "esc", "alt+esc"),
	}
}

func (s *startScreen) keys() []key.Binding {
	k := newStartKeys()
	if s.last() {
		k.enter = named(k.enter, "start")
	}
	if s.back == nil {
		k.close = named(k.close, "leave")
	}
	k.left.SetEnabled(s.focus == rowUnit)
	return []key.Binding{k.enter, k.left, k.next, k.close, k.previous}
}

// last reports whether no row comes after the one that has the focus.
func (s *startScreen) last() bool {
	for row := s.focus + 1; row < len(s.rows); row++ {
		if s.shown(row) {
			return false
		}
	}
	return true
}

func (s *startScreen) update(msg tea.Msg) (screen, tea.Cmd) {
	if guessed, ok := msg.(terminal.GuessedMsg); ok {
		s.note = guessed.Short()
	}
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		cmd := s.rows[s.focus].update(msg)
		s.suggest()
		return s, cmd
	}
	k := newStartKeys()
	s.note = ""
	switch {
	case key.Matches(press, k.close):
		return s.back, nil
	case key.Matches(press, k.enter) && s.last():
		return s.start()
	case key.Matches(press, k.enter, k.next):
		s.move(1)
	case key.Matches(press, k.previous):
		s.move(-1)
	case s.focus == rowUnit && key.Matches(press, k.left):
		s.turn(-1)
	case s.focus == rowUnit && key.Matches(press, k.right):
		s.turn(1)
	case s.focus == rowUnit:
	default:
		s.said[s.focus] = true
		cmd := s.rows[s.focus].update(press)
		s.suggest()
		return s, cmd
	}
	return s, nil
}

// turn chooses another unit.
func (s *startScreen) turn(by int) {
	n := len(s.env.Book.Units())
	s.unit = (s.unit + by + n) % n
}

// suggest fills in what nobody has said: as many people as the group was last
// time, and the minutes that they need.
func (s *startScreen) suggest() {
	if group := s.rows[rowGroup].text(); group != s.group {
		s.history, s.group = loadHistory(s.sessions, group), group
		if !s.said[rowPeople] {
			s.rows[rowPeople].editor.SetText(fmt.Sprint(cmp.Or(s.history.people, s.agenda.People.Usual())))
		}
	}
	if people := s.number(rowPeople); !s.said[rowMinutes] && people >= content.FewestPeople && people <= content.MostPeople {
		s.rows[rowMinutes].editor.SetText(fmt.Sprint(s.agenda.Whole(people)))
	}
}

// chosen returns the agenda with the unit and the question that were chosen,
// and the review of what the group said last time.
func (s *startScreen) chosen() *content.Agenda {
	a := s.agenda
	if a.Chooses || a.Asks {
		var u *content.Unit
		if units := s.env.Book.Units(); s.unit >= 0 && s.unit < len(units) {
			u = units[s.unit]
		}
		a = s.env.Book.Choose(a, u, content.Typed(s.rows[rowQuestion].text()))
	}
	if len(s.history.open) > 0 {
		a = a.Again()
	}
	return a
}

// number returns the number in a row; 0 if it holds none.
func (s *startScreen) number(row int) int {
	n, err := strconv.Atoi(s.rows[row].text())
	if err != nil {
		return 0
	}
	return n
}

// fit fits the agenda, or says in a sentence why it does not.
func (s *startScreen) fit() (a *content.Agenda, fitted *content.Timetable, said string) {
	a = s.chosen()
	fitted, err := content.Fit(a, s.number(rowMinutes), s.number(rowPeople))
	var short *content.TooShort
	var group *content.NotAGroup
	switch {
	case errors.As(err, &group):
		said = fmt.Sprintf("How many people? From %d to %d.", content.FewestPeople, content.MostPeople)
	case errors.As(err, &short):
		said = fmt.Sprintf("This needs %d minutes at least.", short.Least)
	case s.number(rowMinutes) > content.MostMinutes:
		said = fmt.Sprintf("How many minutes? At most %d.", content.MostMinutes)
	case s.number(rowLeast) < session.LeastVotes || s.number(rowLeast) > session.MostVotes:
		said = fmt.Sprintf("A vote may be shown from %d to %d votes.", session.LeastVotes, session.MostVotes)
	}
	return a, fitted, said
}

func (s *startScreen) start() (screen, tea.Cmd) {
	a, fitted, said := s.fit()
	if said != "" {
		s.note = said
		return s, nil
	}
	if s.rows[rowGroup].text() == "" {
		s.note = "What is the group called? Its next session finds this one by it."
		s.setFocus(rowGroup)
		return s, nil
	}
	if a.Asks && a.Question == "" {
		s.note = "What is the question? The room sees it. Or choose a unit, which brings one."
		s.setFocus(rowQuestion)
		return s, nil
	}
	about := session.About{
		Group: s.rows[rowGroup].text(), People: s.number(rowPeople), Agenda: string(a.ID), Title: a.Title,
		Minutes: s.number(rowMinutes), Least: s.number(rowLeast),
		Keep: session.Keep{Counts: true, Themes: true, Commitments: true},
	}
	session, err := session.Create(s.env.Folder, about, plan(a, fitted, about.Least), session.Options{Now: s.env.Now})
	if err != nil {
		s.note = why(err)
		return s, nil
	}
	return newRun(s.env, session, s.history)
}
