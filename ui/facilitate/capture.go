package facilitate

import (
	"fmt"
	"goldenthread/store/ids"
	"goldenthread/store/session"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// capture is the scribe's panel: what people say becomes cards.
type capture struct {
	run     *run
	wall    string
	heading int
	field   *field
	purpose purpose
	rest    string // of a new card that was begun, while the field is typed into for something else
	card    ids.ID // that is chosen; zero while the field has the keys
}

// purpose is what the field is typed into for.
type purpose int

const (
	newCard purpose = iota
	editCard
	groupCards
	nameHeading
)

func newCapture(r *run) panel {
	c := &capture{run: r, wall: wallOf(r.step()), field: newField(r.env)}
	fillHalf([]*field{c.field}, r.place.Half[panelCards])
	c.field.editor.Focus()
	return c
}

func (*capture) name() string { return panelCards }

// half is a card that is not kept yet. What is asked about a card is left by esc.
func (c *capture) half() []string {
	if c.purpose != newCard && c.rest != "" {
		return []string{c.rest}
	}
	if c.purpose != newCard {
		return nil
	}
	return halfOf([]*field{c.field})
}

func (c *capture) typing() bool { return c.card.IsZero() || c.purpose != newCard }

func (c *capture) headings() []string {
	headings := headingsOf(c.run.step(), c.run.wallCards())
	if len(headings) == 0 {
		headings = []string{""}
	}
	return headings
}

func (c *capture) at() string {
	headings := c.headings()
	return headings[min(c.heading, len(headings)-1)]
}

// cards are those under the heading that the scribe is at.
func (c *capture) cards() []session.Card { return cardsUnder(c.run.wallCards(), c.at()) }

type captureKeys struct {
	enter, next, previous, up, down, close, undo                key.Binding
	edit, strike, group, heading, under, later, sooner, mark, u key.Binding
}

func newCaptureKeys() captureKeys {
	return captureKeys{
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

func (c *capture) keys() []key.Binding {
	k := newCaptureKeys()
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

func (c *capture) marks() []string {
	if wall := c.run.step().Wall; wall != nil {
		return wall.Marks
	}
	return nil
}

func (c *capture) update(msg tea.Msg) (done bool, cmd tea.Cmd, err error) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, c.field.update(msg), nil
	}
	k := newCaptureKeys()
	switch {
	case c.purpose != newCard:
		return false, c.pressField(press, k), c.take(press, k)
	case !c.card.IsZero():
		return false, nil, c.pressCard(press, k)
	case key.Matches(press, k.close):
		return true, nil, nil
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
		_, err = c.run.session.UndoCards()
	case key.Matches(press, k.enter):
		err = c.add()
	case key.Matches(press, k.down):
	default:
		return false, c.field.update(press), nil
	}
	return false, nil, err
}

func (c *capture) turn(by int) {
	n := len(c.headings())
	c.heading = (min(c.heading, n-1) + by + n) % n
}

// add keeps what was typed as a card. It leaves the field as it is if that fails.
func (c *capture) add() error {
	if c.field.text() == "" {
		return nil
	}
	_, err := c.run.session.PutCards(session.Card{Step: c.run.place.Step, Wall: c.wall, Heading: c.at(), Text: c.field.text()})
	if err == nil {
		c.field.editor.SetText("")
	}
	return err
}

// chosen returns the card that is chosen and its place among those of its
// heading. One that is not there any more is let go.
func (c *capture) chosen() (card session.Card, at int, cards []session.Card, ok bool) {
	cards = c.cards()
	at = slices.IndexFunc(cards, func(card session.Card) bool { return card.ID == c.card })
	if at < 0 {
		return session.Card{}, 0, cards, false
	}
	return cards[at], at, cards, true
}

// pressCard takes a key for the card that is chosen.
func (c *capture) pressCard(press tea.KeyPressMsg, k captureKeys) error {
	card, at, cards, ok := c.chosen()
	if !ok || key.Matches(press, k.close) {
		c.letGo()
		return nil
	}
	switch {
	case key.Matches(press, k.up):
		c.card = cards[max(0, at-1)].ID
	case key.Matches(press, k.down):
		if at == len(cards)-1 {
			c.letGo()
			return nil
		}
		c.card = cards[at+1].ID
	case key.Matches(press, k.edit):
		c.ask(editCard, card.Text)
	case key.Matches(press, k.group):
		c.ask(groupCards, card.Group)
	case key.Matches(press, k.under):
		c.ask(nameHeading, "")
	case key.Matches(press, k.strike):
		card.Struck = !card.Struck
		return c.put(card)
	case key.Matches(press, k.heading) && len(c.headings()) > 1:
		c.turn(1)
		card.Heading = c.at()
		return c.put(card)
	case key.Matches(press, k.u):
		_, err := c.run.session.UndoCards()
		c.follow()
		return err
	case key.Matches(press, k.later):
		return c.swap(at, at+1, cards)
	case key.Matches(press, k.sooner):
		return c.swap(at, at-1, cards)
	case key.Matches(press, k.mark):
		return c.mark(card, int(press.Text[0]-'1'))
	}
	return nil
}

// follow goes to the heading that the chosen card is under now.
func (c *capture) follow() {
	for _, card := range c.run.session.Cards() {
		if at := slices.Index(c.headings(), card.Heading); card.ID == c.card && at >= 0 {
			c.heading = at
			return
		}
	}
	c.letGo()
}

func (c *capture) letGo() {
	c.card = ids.ID{}
	c.field.editor.Focus()
}

func (c *capture) put(cards ...session.Card) error {
	_, err := c.run.session.PutCards(cards...)
	return err
}

func (c *capture) swap(a, b int, cards []session.Card) error {
	if b < 0 || b >= len(cards) {
		return nil
	}
	x, y := cards[a], cards[b]
	x.Order, y.Order = y.Order, x.Order
	return c.put(x, y)
}

// mark marks a card, or takes the same mark away. Of some marks there are only
// so many.
func (c *capture) mark(card session.Card, n int) error {
	marks := c.marks()
	if n >= len(marks) {
		return nil
	}
	if card.Mark == marks[n] {
		card.Mark = ""
		return c.put(card)
	}
	if most := c.run.step().Wall.Most; n < len(most) && most[n] > 0 {
		used := 0
		for _, other := range c.run.session.Cards() {
			if other.Wall == c.wall && other.Mark == marks[n] && !other.Struck {
				used++
			}
		}
		if used >= most[n] {
			c.run.note = fmt.Sprintf("At most %d cards are marked %q. Take one away first.", most[n], marks[n])
			return nil
		}
	}
	card.Mark = marks[n]
	return c.put(card)
}

// ask lets the field be typed into for the card that is chosen.
func (c *capture) ask(p purpose, text string) {
	c.purpose, c.rest = p, c.field.editor.Text()
	c.field.editor.SetText(text)
	c.field.editor.Focus()
}

func (c *capture) pressField(press tea.KeyPressMsg, k captureKeys) tea.Cmd {
	if key.Matches(press, k.enter, k.close) {
		return nil
	}
	return c.field.update(press)
}

// take keeps what was typed for a card, or leaves it.
func (c *capture) take(press tea.KeyPressMsg, k captureKeys) error {
	if !key.Matches(press, k.enter, k.close) {
		return nil
	}
	card, _, _, ok := c.chosen()
	text, p := c.field.text(), c.purpose
	if key.Matches(press, k.enter) && ok && (text != "" || p == groupCards) {
		switch p {
		case editCard:
			card.Text = text
		case nameHeading:
			card.Heading = text
		default:
			card.Group = text
		}
		if err := c.put(card); err != nil {
			return err
		}
		c.follow()
	}
	c.purpose = newCard
	c.field.editor.SetText(c.rest)
	c.field.editor.Blur()
	return nil
}

func (c *capture) label() string {
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

func (c *capture) body(width, _ int) body {
	t := c.run.env.Theme
	var b body
	if headings := c.headings(); len(headings) > 1 || headings[0] != "" {
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
		b.lines = append(flow(names, width), "")
	}
	for _, card := range c.cards() {
		lines := cardLines(t, card, width)
		if card.ID == c.card {
			b.see = len(b.lines) + len(lines)
			lines[0] = t.Accent.Render(t.Marks.Row) + " " + strings.TrimPrefix(lines[0], t.Faint.Render(t.Marks.Bullet)+" ")
		}
		b.lines = append(b.lines, lines...)
	}
	if marks := c.marks(); len(marks) > 0 && !c.card.IsZero() {
		var said []string
		for i, m := range marks {
			said = append(said, fmt.Sprintf("%d %s", i+1, m))
		}
		b.lines = append(b.lines, t.Faint.Render(strings.Join(said, "   ")))
	}
	if !c.typing() {
		return b
	}
	if len(b.lines) > 0 && b.lines[len(b.lines)-1] != "" {
		b.lines = append(b.lines, "")
	}
	head := t.Wrap(c.label(), width, t.Bold)
	lines, cursor := c.field.lines(t, width)
	lines = append(head, lines...)
	b.keep = len(lines)
	if cursor != nil {
		cursor.Y += len(b.lines) + len(head)
		b.cursor = cursor
	}
	b.lines = append(b.lines, lines...)
	return b
}
