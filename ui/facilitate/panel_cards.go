package facilitate

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/ids"
	"goldenthread/store/session"
)

// cardPanel lets the scribe write what people say on cards.
type cardPanel struct {
	*course
	do      door
	heading int
	field   *field
	purpose purpose
	rest    string // of a new card that was begun, while the field is typed into for something else
	card    ids.ID // that is chosen; zero while the field has the keys
}

// purpose says what the field is typed into for.
type purpose int

const (
	newCard purpose = iota
	editCard
	groupCards
	nameHeading
)

func newCardPanel(course *course, do door) panel {
	c := &cardPanel{course: course, do: do, field: newField(course.env)}
	fillUnsent(course.place.Unsent[panelCards], c.field)
	c.field.editor.Focus()
	return c
}

// unsent returns a card that is not kept yet. An answer about a card is not one:
// esc leaves it.
func (c *cardPanel) unsent() []string {
	switch {
	case c.purpose == newCard:
		return unsentText(c.field)
	case c.rest != "":
		return []string{c.rest}
	}
	return nil
}

func (c *cardPanel) typing() bool { return c.card.IsZero() || c.purpose != newCard }

func (c *cardPanel) headings() []string {
	headings := headingsOf(c.step(), c.wallCards())
	if len(headings) == 0 {
		headings = []string{""}
	}
	return headings
}

func (c *cardPanel) at() string {
	headings := c.headings()
	return headings[min(c.heading, len(headings)-1)]
}

// cards returns those under the heading that the scribe is at.
func (c *cardPanel) cards() []session.Card { return cardsUnder(c.wallCards(), c.at()) }

type cardKeys struct {
	enter, next, previous, up, down, close, undo                key.Binding
	edit, strike, group, heading, under, later, sooner, mark, u key.Binding
}

func newCardKeys() cardKeys {
	return cardKeys{
		enter:    bind("enter", "keep", "enter"),
		next:     bind("tab", "heading", "tab"),
		previous: bind("shift+tab", "heading before", "shift+tab"),
		up:       bind("↑", "choose", "up"),
		down:     bind("↓", "down", "down"),
		close:    bind("esc", "back", "esc", "alt+esc"),
		undo:     bind("ctrl+z", "undo", "ctrl+z"),
		u:        bind("u", "undo", "u", "ctrl+z"),
		edit:     bind("e", "edit", "e", "enter"),
		strike:   bind("x", "strike", "x", "delete"),
		group:    bind("t", "together", "t"),
		heading:  bind("tab", "move", "tab"),
		under:    bind("h", "a heading of its own", "h"),
		later:    bind(">", "later", ">", "shift+down"),
		sooner:   bind("<", "sooner", "<", "shift+up"),
		mark:     bind("1-9", "mark", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
	}
}

func (c *cardPanel) keys() []key.Binding {
	k := newCardKeys()
	manyHeadings := len(c.headings()) > 1
	k.next.SetEnabled(manyHeadings)
	k.previous.SetEnabled(manyHeadings)
	k.heading.SetEnabled(manyHeadings)
	switch {
	case c.purpose != newCard:
		return []key.Binding{k.enter, named(k.close, "leave it")}
	case !c.card.IsZero():
		k.mark.SetEnabled(c.marks() != nil)
		return []key.Binding{k.edit, k.strike, k.group, k.heading, named(k.close, "type"), k.u, k.mark, k.under, k.later, k.sooner}
	}
	k.up.SetEnabled(len(c.cards()) > 0)
	return []key.Binding{k.enter, k.next, k.up, k.close, k.undo, k.previous}
}

func (c *cardPanel) marks() []string {
	if wall := c.step().Wall; wall != nil {
		return wall.Marks
	}
	return nil
}

func (c *cardPanel) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return c.field.update(msg)
	}
	switch k := newCardKeys(); {
	case c.purpose != newCard:
		return c.pressField(press, k)
	case !c.card.IsZero():
		c.pressCard(press, k)
	default:
		return c.pressNew(press, k)
	}
	return nil
}

// pressNew takes a key of a card that is being typed.
func (c *cardPanel) pressNew(press tea.KeyPressMsg, k cardKeys) tea.Cmd {
	switch {
	case key.Matches(press, k.close):
		_ = c.do(closePanel{})
	case key.Matches(press, k.next):
		c.turn(1)
	case key.Matches(press, k.previous):
		c.turn(-1)
	case key.Matches(press, k.up):
		if cards := c.cards(); len(cards) > 0 {
			c.card = cards[len(cards)-1].ID
			c.field.editor.Blur()
		}
	case key.Matches(press, k.undo) && c.field.text() == "":
		_ = c.do(undoCards{})
	case key.Matches(press, k.enter):
		c.add()
	case key.Matches(press, k.down):
	default:
		return c.field.update(press)
	}
	return nil
}

func (c *cardPanel) turn(by int) {
	n := len(c.headings())
	c.heading = (min(c.heading, n-1) + by + n) % n
}

// add keeps what was typed as a card. It leaves the field as it is if that fails.
func (c *cardPanel) add() {
	text := c.field.text()
	if text == "" {
		return
	}
	if c.do(putCards{{Step: c.place.Step, Wall: wallOf(c.step()), Heading: c.at(), Text: text}}) == nil {
		c.field.editor.SetText("")
	}
}

func (c *cardPanel) label() string {
	switch c.purpose {
	case editCard:
		return "The card's words. " + rolesReminder
	case groupCards:
		return "Together with others, under which word?"
	case nameHeading:
		return "Under which heading? Others can follow it there."
	}
	return "What was said, in a few words. " + rolesReminder
}

func (c *cardPanel) slide(width int) slide {
	s := slide{lines: c.headingLines(width)}
	t := c.env.Theme
	for _, card := range c.cards() {
		lines := cardLines(t, card, width)
		if card.ID == c.card {
			s.see = len(s.lines) + len(lines)
			lines[0] = t.Accent.Render(t.Marks.Row) + " " + strings.TrimPrefix(lines[0], t.Faint.Render(t.Marks.Bullet)+" ")
		}
		s.lines = append(s.lines, lines...)
	}
	if marks := c.marks(); len(marks) > 0 && !c.card.IsZero() {
		var said []string
		for i, m := range marks {
			said = append(said, fmt.Sprintf("%d %s", i+1, m))
		}
		s.lines = append(s.lines, t.Faint.Render(strings.Join(said, "   ")))
	}
	if !c.typing() {
		return s
	}
	if len(s.lines) > 0 && s.lines[len(s.lines)-1] != "" {
		s.lines = append(s.lines, "")
	}
	head := t.Wrap(c.label(), width, t.Bold)
	lines, cursor := c.field.lines(t, width)
	if cursor != nil {
		s.cursor = tea.NewCursor(cursor.X, cursor.Y+len(s.lines)+len(head))
	}
	s.keep = len(head) + len(lines)
	s.lines = slices.Concat(s.lines, head, lines)
	return s
}

// headingLines draws the headings, if there are any, with the one that the scribe
// is at.
func (c *cardPanel) headingLines(width int) []string {
	headings, t := c.headings(), c.env.Theme
	if len(headings) == 1 && headings[0] == "" {
		return nil
	}
	var names []string
	for i, h := range headings {
		if h == "" {
			h = "no heading"
		}
		if i == min(c.heading, len(headings)-1) {
			names = append(names, t.AccentBold.Render(t.Marks.Row+h))
		} else {
			names = append(names, t.Faint.Render(h))
		}
	}
	return append(flow(names, width), "")
}
