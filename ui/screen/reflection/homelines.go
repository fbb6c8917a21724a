package reflection

import (
	"github.com/charmbracelet/x/ansi"

	"goldenthread/store/insight"
	"goldenthread/ui/component/thread"
	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// unitBead returns a whole unit as one bead.
func unitBead(state insight.State) thread.Bead {
	switch state {
	case insight.Open, insight.Returned:
		return thread.Done
	case insight.Begun:
		return thread.Begun
	}
	return thread.Open
}

// commitmentLine sets a commitment in one line: the day, the action, and as much
// as there is room for of the unit that it was made in.
func commitmentLine(t *theme.Theme, when, will, title string, width int) string {
	const whenColumn, leastWill = 14, 40
	line := t.Faint.Render(phrase.Pad(when, whenColumn))
	behind := " " + t.Marks.Dot + " " + title
	room := width - whenColumn - ansi.StringWidth(behind)
	if room < leastWill {
		return line + ansi.Truncate(will, width-whenColumn, t.Marks.Ellipsis)
	}
	return line + ansi.Truncate(will, room, t.Marks.Ellipsis) + t.Faint.Render(behind)
}
