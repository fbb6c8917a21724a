package facilitate

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/ids"
	"goldenthread/store/session"
)

// chosen returns the card that is chosen and its place among those of its
// heading. ok is false if it is not there any more.
func (c *cardPanel) chosen() (card session.Card, at int, cards []session.Card, ok bool) {
	cards = c.cards()
	at = slices.IndexFunc(cards, func(card session.Card) bool { return card.ID == c.card })
	if at < 0 {
		return session.Card{}, 0, cards, false
	}
	return cards[at], at, cards, true
}

// pressCard takes a key for the card that is chosen.
func (c *cardPanel) pressCard(press tea.KeyPressMsg, k cardKeys) {
	card, at, cards, ok := c.chosen()
	if !ok || key.Matches(press, k.close) {
		c.letGo()
		return
	}
	switch {
	case key.Matches(press, k.up):
		c.card = cards[max(0, at-1)].ID
	case key.Matches(press, k.down):
		if at == len(cards)-1 {
			c.letGo()
			return
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
		_ = c.do(putCards{card})
	case key.Matches(press, k.heading) && len(c.headings()) > 1:
		c.turn(1)
		card.Heading = c.at()
		_ = c.do(putCards{card})
	case key.Matches(press, k.u):
		_ = c.do(undoCards{})
		c.follow()
	case key.Matches(press, k.later):
		c.swap(at, at+1, cards)
	case key.Matches(press, k.sooner):
		c.swap(at, at-1, cards)
	case key.Matches(press, k.mark):
		if n := int(press.String()[0] - '1'); n < len(c.marks()) {
			_ = c.do(markCard{card, n})
		}
	}
}

// follow goes to the heading that the chosen card is under now.
func (c *cardPanel) follow() {
	for _, card := range c.session.Cards() {
		if at := slices.Index(c.headings(), card.Heading); card.ID == c.card && at >= 0 {
			c.heading = at
			return
		}
	}
	c.letGo()
}

// letGo gives the keys back to the field.
func (c *cardPanel) letGo() {
	c.card = ids.ID{}
	c.field.editor.Focus()
}

func (c *cardPanel) swap(a, b int, cards []session.Card) {
	if b < 0 || b >= len(cards) {
		return
	}
	x, y := cards[a], cards[b]
	x.Order, y.Order = y.Order, x.Order
	_ = c.do(putCards{x, y})
}

// ask lets the field be typed into for the card that is chosen.
func (c *cardPanel) ask(p purpose, text string) {
	c.purpose, c.rest = p, c.field.editor.Text()
	c.field.editor.SetText(text)
	c.field.editor.Focus()
}

// pressField takes a key for what is asked about the chosen card.
func (c *cardPanel) pressField(press tea.KeyPressMsg, k cardKeys) tea.Cmd {
	switch {
	case key.Matches(press, k.enter):
		if !c.answer() {
			return nil
		}
	case !key.Matches(press, k.close):
		return c.field.update(press)
	}
	c.purpose = newCard
	c.field.editor.SetText(c.rest)
	c.field.editor.Blur()
	return nil
}

// answer changes the chosen card as the field says. It reports whether nothing
// went wrong.
func (c *cardPanel) answer() bool {
	card, _, _, ok := c.chosen()
	text := c.field.text()
	if !ok || text == "" && c.purpose != groupCards {
		return true
	}
	switch c.purpose {
	case editCard:
		card.Text = text
	case nameHeading:
		card.Heading = text
	default:
		card.Group = text
	}
	if c.do(putCards{card}) != nil {
		return false
	}
	c.follow()
	return true
}
