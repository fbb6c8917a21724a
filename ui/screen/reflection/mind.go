package reflection

import (
	"goldenthread/content"
	"goldenthread/ui/component/dialog"
	"goldenthread/ui/component/list"
	"goldenthread/ui/env"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// mind is the entry for people who come with something on their mind: concerns in a
// person's words, and for the one that is chosen where to begin and why.
type mind struct {
	dialog.Dialog[int] // the concern that is unfolded, or folded
	env                *env.Env
}

// folded is the stage in which all concerns are listed.
const folded = -1

func newMind(e *env.Env, _ route.Mind) (*mind, error) {
	m := &mind{Dialog: dialog.New(e.Theme, folded), env: e}
	m.Build = m.print
	return m, nil
}

// concernKeys choose a concern at once. They leave out the letters that move.
const concernKeys = "123456789abcdefg"

func (m *mind) print() {
	t, w := m.env.Theme, m.Page.Width()
	if m.Stage() == folded {
		for i, c := range m.env.Book.Concerns {
			m.printConcern(i, c)
		}
		return
	}
	c := m.env.Book.Concerns[m.Stage()]
	m.Page.Print(t.Prose(c.Says, w, theme.Loud)...)
	m.Page.Gap()
	m.Page.Print(t.Faint.Render("Begin with"))
	m.printUnit(c.First, '1')
	if len(c.Next) > 0 {
		m.Page.Gap()
		m.Page.Print(t.Faint.Render("And then"))
	}
	for i, l := range c.Next {
		m.printUnit(l, rune('2'+i))
	}
}

func (m *mind) printConcern(i int, c *content.Concern) {
	t := m.env.Theme
	var says []string
	number, mark := rune(0), " "
	if i < len(concernKeys) {
		number = rune(concernKeys[i])
		mark = t.Faint.Render(string(number))
	}
	for i, line := range t.Prose(c.Says, m.Page.Width()-5, m.Tone()) {
		lead := "   "
		if i == 0 {
			lead = mark + "  "
		}
		says = append(says, lead+line)
	}
	m.AddNumbered(number, m.Asking(i), says...)
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
	if m.Current() {
		title = t.Bold.Render(title)
	}
	lines := []string{title + t.Faint.Render(" "+t.Marks.Dot+" "+m.env.Book.Framework(u.ID.Framework()).Short)}
	lines[0] = m.Fit(lines[0], m.Page.Width()-2)
	for _, line := range t.Prose(l.Because, m.Page.Width()-4, theme.Body) {
		lines = append(lines, "  "+line)
	}
	m.AddNumbered(number, list.Open(route.Step{Unit: u.ID, Stage: content.Notice}), lines...)
}

// Back folds the concern up again, if one is unfolded, with the cursor on it.
func (m *mind) Back() bool {
	concern := m.Stage()
	if !m.Dialog.Back() {
		return false
	}
	m.Choose(concern)
	return true
}

// Title asks the question.
func (m *mind) Title() string { return "What is on your mind?" }
