package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// mind is the door for people who come with something on their mind: concerns
// in a person's words, and for the one that is chosen where to begin and why.
type mind struct {
	list
	open int // the concern that is unfolded, or -1
}

func newMind(e *env.Env) (nav.Screen, error) {
	m := &mind{list: list{env: e, keys: newListKeys()}, open: -1}
	m.build = m.print
	return m, nil
}

// concernKeys choose a concern at once. They leave out the letters that move.
const concernKeys = "123456789abcdefg"

func (m *mind) print() {
	t, w := m.env.Theme, m.page.Width()
	if m.open < 0 {
		for i, c := range m.env.Book.Concerns {
			m.printConcern(i, c)
		}
		return
	}
	c := m.env.Book.Concerns[m.open]
	m.page.Print(t.Prose(c.Says, w, theme.Loud)...)
	m.page.Gap()
	m.page.Print(t.Faint.Render("Begin with"))
	m.printUnit(c.First, '1')
	if len(c.Next) > 0 {
		m.page.Gap()
		m.page.Print(t.Faint.Render("And then"))
	}
	for i, l := range c.Next {
		m.printUnit(l, rune('2'+i))
	}
}

func (m *mind) printConcern(i int, c *content.Concern) {
	t := m.env.Theme
	tone := theme.Body
	if m.current() {
		tone = theme.Loud
	}
	r := row{act: func() nav.Move { return m.unfold(i) }}
	var says []string
	mark := " "
	if i < len(concernKeys) {
		r.number = rune(concernKeys[i])
		mark = t.Faint.Render(string(r.number))
	}
	for i, line := range t.Prose(c.Says, m.page.Width()-5, tone) {
		lead := "   "
		if i == 0 {
			lead = mark + "  "
		}
		says = append(says, lead+line)
	}
	m.add(r, says...)
}

// printUnit sets a unit with the reason to go there. It leads to the unit's
// first question.
func (m *mind) printUnit(l content.Link, number rune) {
	u := m.env.Book.Unit(l.Unit)
	if u == nil {
		return
	}
	t := m.env.Theme
	title := u.Title
	if m.current() {
		title = t.Bold.Render(title)
	}
	lines := []string{title + t.Faint.Render(" "+t.Marks.Dot+" "+m.env.Book.Framework(u.ID.Framework()).Short)}
	lines[0] = m.fit(lines[0], m.page.Width()-2)
	for _, line := range t.Prose(l.Because, m.page.Width()-4, theme.Body) {
		lines = append(lines, "  "+line)
	}
	m.add(row{move: nav.Push{Route: route.Step{Unit: u.ID, Stage: content.Notice}}, number: number}, lines...)
}

func (m *mind) unfold(i int) nav.Move {
	m.open, m.cursor = i, 0
	m.layout()
	m.page.SetTop(0)
	return nil
}

// Back folds the concern up again, if one is unfolded.
func (m *mind) Back() bool {
	if m.open < 0 {
		return false
	}
	m.cursor, m.open = m.open, -1
	m.layout()
	m.reveal()
	return true
}

// Update takes an event.
func (m *mind) Update(msg tea.Msg) (nav.Move, tea.Cmd) { return m.update(msg), nil }

// Title asks the question.
func (m *mind) Title() string { return "What is on your mind?" }

// ShortHelp lists the keys of the footer.
func (m *mind) ShortHelp() []key.Binding {
	return []key.Binding{m.keys.choose, m.keys.open}
}
