package facilitate

import (
	"fmt"
	"slices"

	"goldenthread/store/session"
	"goldenthread/ui/theme"
)

// rolesReminder is shown beside every field for words of the room.
const rolesReminder = "Roles, never names."

func wallOf(s session.Step) string {
	if s.Wall != nil {
		return s.Wall.Name
	}
	return ""
}

// wallCards returns the cards on the wall of the step. Where no wall is named, a
// step has its own.
func (c *course) wallCards() []session.Card {
	s := c.step()
	return slices.DeleteFunc(c.session.Cards(), func(card session.Card) bool {
		return card.Wall != wallOf(s) || card.Wall == "" && card.Step != c.place.Step
	})
}

// headingsOf returns the headings of a step's wall: its own, and those that its
// cards have beside. A wall without headings is one pile.
func headingsOf(s session.Step, cards []session.Card) []string {
	var headings []string
	if s.Wall != nil {
		headings = slices.Clone(s.Wall.Headings)
	}
	for _, c := range cards {
		if !slices.Contains(headings, c.Heading) {
			headings = append(headings, c.Heading)
		}
	}
	if len(headings) == 0 && s.Wall != nil {
		headings = []string{""}
	}
	return headings
}

// cardsUnder returns the cards of a heading, those of a group together.
func cardsUnder(cards []session.Card, heading string) []session.Card {
	var own []session.Card
	for _, c := range cards {
		if c.Heading != heading {
			continue
		}
		at := len(own)
		if c.Group != "" {
			for i, other := range slices.Backward(own) {
				if other.Group == c.Group {
					at = i + 1
					break
				}
			}
		}
		own = slices.Insert(own, at, c)
	}
	return own
}

// cardLines draws a card: what it was put under, its words, its mark.
func cardLines(t *theme.Theme, c session.Card, width int) []string {
	text := c.Text
	if c.Group != "" {
		text = c.Group + ": " + text
	}
	if c.Mark != "" {
		text += " [" + c.Mark + "]"
	}
	style := t.Text
	if c.Struck {
		text, style = "(struck out) "+text, t.Faint
	}
	return bulleted(t, text, style, width)
}

// flow sets words beside each other, and goes on below where there is no room.
func flow(words []string, width int) []string {
	var lines []string
	line, cols := "", 0
	for _, w := range words {
		n := visible(w)
		if cols > 0 && cols+3+n > width {
			lines, line, cols = append(lines, line), "", 0
		}
		if cols > 0 {
			line, cols = line+"   ", cols+3
		}
		line, cols = line+w, cols+n
	}
	return append(lines, line)
}

// wall draws the cards of the step's wall, by heading. Until the task is shown
// it is empty, unless the step has a card of its own.
func (c *course) wall(s session.Step, width int) []string {
	t, cards := c.env.Theme, c.wallCards()
	if c.place.Reveal < c.reveals() && !slices.ContainsFunc(cards, func(card session.Card) bool { return card.Step == c.place.Step }) {
		return nil
	}
	var wall slide
	var empty []string
	for _, heading := range headingsOf(s, cards) {
		own := cardsUnder(cards, heading)
		if len(own) == 0 {
			if heading != "" {
				empty = append(empty, t.Faint.Render(heading+" 0"))
			}
			continue
		}
		var lines []string
		if heading != "" {
			lines = append(lines, t.Bold.Render(heading)+t.Faint.Render(fmt.Sprintf("  %d", len(own))))
		}
		for _, card := range own {
			lines = append(lines, cardLines(t, card, width)...)
		}
		wall = wall.under(lines)
	}
	if len(empty) > 0 {
		wall = wall.under(flow(empty, width))
	}
	return wall.lines
}
