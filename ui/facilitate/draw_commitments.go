package facilitate

import (
	"strings"

	"goldenthread/store/ids"
	"goldenthread/store/session"
	"goldenthread/ui/theme"
)

// commitmentLines draws the commitments that were said in this session.
func (c *course) commitmentLines(width int) []string {
	var lines []string
	for _, said := range c.session.Commitments() {
		if said.Said.IsZero() {
			lines = append(lines, commitmentLine(c.env.Theme, said, width)...)
		}
	}
	return lines
}

// reviewed draws the commitments of last time, with what became of them.
func (c *course) reviewed(_ session.Step, width int) []string {
	t := c.env.Theme
	if len(c.history.open) == 0 {
		return []string{t.Faint.Render("Nothing is open from an earlier session of this group.")}
	}
	var lines []string
	for _, known := range c.history.open {
		lines = append(lines, commitmentLine(t, known, width)...)
		if state := c.became(known.ID); state != "" {
			lines[len(lines)-1] += "  " + t.AccentBold.Render(string(state))
		}
	}
	return lines
}

// became returns what was said in this session of an earlier commitment, or "".
func (c *course) became(id ids.ID) session.State {
	for _, said := range c.session.Commitments() {
		if said.ID == id {
			return said.State
		}
	}
	return ""
}

// commitmentLine draws a commitment in a sentence.
func commitmentLine(t *theme.Theme, c session.Commitment, width int) []string {
	return bulleted(t, sentence(c), t.Text, width)
}

// sentence returns a commitment as it is read out, with its role and day.
func sentence(c session.Commitment) string {
	text := "I will " + c.Action
	if c.Cue != "" {
		text = "When " + c.Cue + ", I will " + c.Action
	}
	var side []string
	if c.Role != "" {
		side = append(side, c.Role)
	}
	if !c.Due.IsZero() {
		side = append(side, dayWords(c.Due))
	}
	if len(side) > 0 {
		text += " (" + strings.Join(side, ", ") + ")"
	}
	return text
}
