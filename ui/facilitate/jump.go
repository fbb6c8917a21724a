package facilitate

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// jump takes the number of a step, a digit at a time.
type jump struct{ digits string }

// mostDigits is the longest that the number of a step may be.
const mostDigits = 2

// press takes a key. done reports that the number is whole.
func (j *jump) press(msg tea.KeyPressMsg) (number string, done bool) {
	switch {
	case len(msg.Text) == 1 && msg.Text >= "0" && msg.Text <= "9" && len(j.digits) < mostDigits:
		j.digits += msg.Text
	case key.Matches(msg, bind("", "", "backspace")) && j.digits != "":
		j.digits = j.digits[:len(j.digits)-1]
	case key.Matches(msg, bind("enter", "", "enter")):
		return j.digits, true
	}
	return "", false
}

// line draws what was typed, and what to do, where there is room for that.
func (j *jump) line(l layout) string {
	t := l.theme
	line := t.Bold.Render("Go to step: " + j.digits + "_")
	for _, more := range []string{"   the list is on the console " + t.Marks.Dot + " enter goes, esc stays", "   enter goes, esc stays"} {
		if ansi.StringWidth(line)+ansi.StringWidth(more) <= l.inner {
			return line + t.Faint.Render(more)
		}
	}
	return line
}
