package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// frame is how the window is shared out: one column of text in the middle, a
// header above and a footer below it.
type frame struct {
	width, height int
	left, column  int // where the column begins, and how wide it is
	header, body  int // the rows where the header and the body begin
	rows          int // rows of the body
}

func newFrame(width, height int) frame {
	f := frame{width: width, height: height}
	margin := 1
	if width >= 60 {
		margin = 2
	}
	f.column = max(0, min(theme.MaxProse, width-2*margin))
	f.left = (width - f.column) / 2
	if height >= 24 {
		f.header = 1
	}
	f.body = f.header + 1
	if height >= 16 {
		f.body++
	}
	f.rows = max(0, height-f.body-1)
	if height >= 20 {
		f.rows--
	}
	return f
}

// under is the row between the header and the body, or 0 if there is none.
func (f frame) under() int {
	if f.body-f.header > 1 {
		return f.header + 1
	}
	return 0
}

// holds reports whether a row of the window is one of the body.
func (f frame) holds(row int) bool { return row >= f.body && row < f.body+f.rows }

// draw sets the parts into the window: exactly height lines.
func (f frame) draw(header, under, body, footer string) string {
	lines := make([]string, f.height)
	lines[f.header] = f.indent(header)
	if under != "" {
		lines[f.under()] = f.indent(under)
	}
	for i, line := range strings.Split(body, "\n") {
		if i < f.rows {
			lines[f.body+i] = f.indent(line)
		}
	}
	foot := strings.Split(footer, "\n")
	for i, line := range foot { // what is longer than a line lies over the body for that moment
		lines[f.height-len(foot)+i] = f.indent(line)
	}
	return strings.Join(lines, "\n")
}

func (f frame) indent(line string) string {
	if line == "" {
		return ""
	}
	return strings.Repeat(" ", f.left) + line
}

// headerLine sets the crumbs at the left and the corner at the right. Where
// they do not both fit, the first crumbs go, never the corner.
func headerLine(t *theme.Theme, title, corner string, alarm bool, width int) string {
	style := t.Faint
	if alarm {
		style = t.Alarm
	}
	corner = ansi.Truncate(t.Sign(corner), width, t.Marks.Ellipsis)
	room := width - ansi.StringWidth(corner)
	if corner != "" {
		room -= 2
	}
	title = shorten(title, " "+t.Marks.Crumb+" ", room, t.Marks.Ellipsis)
	gap := max(0, width-ansi.StringWidth(title)-ansi.StringWidth(corner))
	return t.Bold.Render(title) + strings.Repeat(" ", gap) + style.Render(corner)
}

// cornerLine sets an alarm at the right.
func cornerLine(t *theme.Theme, says string, width int) string {
	says = ansi.Truncate(t.Sign(says), width, t.Marks.Ellipsis)
	return strings.Repeat(" ", width-ansi.StringWidth(says)) + t.Alarm.Render(says)
}

// shorten drops crumbs from the left until a title fits.
func shorten(title, crumb string, room int, ellipsis string) string {
	for ansi.StringWidth(title) > room {
		_, rest, ok := strings.Cut(title, crumb)
		if !ok {
			return ansi.Truncate(title, max(room, 0), ellipsis)
		}
		title = rest
	}
	return title
}

// hint is one key of the footer, where it stands and what it types.
type hint struct {
	col, cols int
	binding   key.Binding
}

// footerLine sets keys beside each other, as many as fit; the fixed ones are
// always among them.
func footerLine(t *theme.Theme, own, fixed []key.Binding, width int) (string, []hint) {
	var line strings.Builder
	var hints []hint
	col := 0
	place := func(b key.Binding, room int) bool {
		text := t.Key.Render(t.Sign(b.Help().Key)) + " " + t.Faint.Render(b.Help().Desc)
		cols := ansi.StringWidth(text)
		if col > 0 {
			cols += 3
		}
		if col+cols > room {
			return false
		}
		if col > 0 {
			line.WriteString("   ")
			hints = append(hints, hint{col + 3, cols - 3, b})
		} else {
			hints = append(hints, hint{col, cols, b})
		}
		line.WriteString(text)
		col += cols
		return true
	}
	reserve := 0
	for _, b := range fixed {
		reserve += ansi.StringWidth(t.Sign(b.Help().Key)) + ansi.StringWidth(b.Help().Desc) + 4
	}
	for _, b := range own {
		if b.Enabled() && b.Help().Key != "" && !place(b, width-reserve) {
			break
		}
	}
	for _, b := range fixed {
		if !place(b, width) {
			break
		}
	}
	return line.String(), hints
}
