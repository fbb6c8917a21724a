package step

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// Leading is a step that may lead to another unit: after the move Follow, Lead
// says to which.
type Leading interface{ Lead() content.UnitID }

// closing is the page after the last step: what works already, so that no unit
// ends on what is missing, and where this leads.
type closing struct {
	*writing
	links  []content.Link // those that this book has
	titles []string
	chosen int // the link with the focus, or -1
	rows   []int
	follow followKeys
}

type followKeys struct{ choose, up, down, open key.Binding }

func newClose(e *env.Env, p Place) (Step, error) {
	field := newField(e, store.FieldWorking, 3)
	c := &closing{chosen: -1, writing: newWriting(e, p, field), follow: followKeys{
		choose: key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "choose")),
		up:     key.NewBinding(key.WithKeys("up", "shift+tab", "k"), key.WithHelp("↑", "up")),
		down:   key.NewBinding(key.WithKeys("down", "tab", "j"), key.WithHelp("↓", "down")),
		open:   key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go there")),
	}}
	for _, l := range p.Unit.Links {
		if to := e.Book.Unit(l.Unit); to != nil {
			c.links, c.titles = append(c.links, l), append(c.titles, to.Title)
		}
	}
	a, err := c.ownText(field, content.WorkingPrompt)
	if err != nil {
		return nil, err
	}
	c.decorate = func(int) {
		c.form.Head = c.prose(content.WorkingPrompt, theme.Loud)
		field.Below = nil
		if lines, err := c.then(a, !isEmpty(field)); err == nil && len(lines) > 0 {
			field.Below = append([]string{""}, lines...)
		}
		c.foot = c.linkLines()
	}
	return c, nil
}

func (c *closing) linkLines() []string {
	if len(c.links) == 0 {
		return nil
	}
	t := c.env.Theme
	lines := []string{t.Faint.Render("Where this leads")}
	c.rows = c.rows[:0]
	for i, l := range c.links {
		c.rows = append(c.rows, len(lines))
		mark, tone := "  ", theme.Body
		if i == c.chosen {
			mark, tone = t.Accent.Render(t.Marks.Row)+" ", theme.Loud
		}
		for _, line := range t.Prose(c.titles[i], c.width-2, tone) {
			lines = append(lines, mark+line)
		}
		for _, line := range t.Prose(l.Because, c.width-4, theme.Quiet) {
			lines = append(lines, "    "+line)
		}
	}
	return lines
}

// Lead returns the unit that was chosen.
func (c *closing) Lead() content.UnitID { return c.links[c.chosen].Unit }

// Update takes an event: for the links while one of them has the focus.
func (c *closing) Update(msg tea.Msg) (Move, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if c.chosen >= 0 {
			return c.press(msg), nil
		}
	case tea.MouseClickMsg:
		if line, ok := c.form.FootAt(msg.Y); ok {
			return c.click(line), nil
		}
		c.choose(-1)
	}
	move, cmd := c.writing.Update(msg)
	if move == Next && len(c.links) > 0 {
		c.choose(0)
		move = Stay
	}
	return move, cmd
}

func (c *closing) press(msg tea.KeyPressMsg) Move {
	switch {
	case key.Matches(msg, c.follow.open):
		return Follow
	case key.Matches(msg, c.follow.up):
		c.choose(c.chosen - 1)
	case key.Matches(msg, c.follow.down) && c.chosen == len(c.links)-1:
		return Next
	case key.Matches(msg, c.follow.down):
		c.choose(c.chosen + 1)
	}
	return Stay
}

func (c *closing) click(line int) Move {
	for i := len(c.rows) - 1; i >= 0; i-- {
		if line >= c.rows[i] {
			c.choose(i)
			return Follow
		}
	}
	return Stay
}

// choose gives the focus to a link, or back to the text.
func (c *closing) choose(i int) {
	c.chosen = i
	if i < 0 {
		c.form.SetFocus(0)
	} else {
		c.form.Blur()
	}
	c.relayout()
	if i >= 0 {
		c.form.RevealFoot(c.rows[i])
	}
}

// ShortHelp lists the keys of the footer.
func (c *closing) ShortHelp() []key.Binding {
	if c.chosen >= 0 {
		return []key.Binding{c.follow.choose, c.follow.open}
	}
	return c.writing.ShortHelp()
}
