package facilitate

import (
	"slices"

	"goldenthread/store/session"
	"goldenthread/ui/theme"
)

// rolesReminder stands on every field into which words of the room are typed.
const rolesReminder = "Roles, never names."

func wallOf(s session.Step) string {
	if s.Wall != nil {
		return s.Wall.Name
	}
	return ""
}

// wallCards are those on the wall of the step. Where no wall is named, a step has
// its own.
func (r *run) wallCards() []session.Card {
	s := r.step()
	return slices.DeleteFunc(slices.Clone(r.session.Cards()), func(c session.Card) bool {
		return c.Wall != wallOf(s) || c.Wall == "" && c.Step != r.place.Step
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
	var lines []string
	for i, line := range t.Wrap(text, width-2, style) {
		mark := "  "
		if i == 0 {
			mark = t.Faint.Render(t.Marks.Bullet) + " "
		}
		lines = append(lines, mark+line)
	}
	return lines
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
