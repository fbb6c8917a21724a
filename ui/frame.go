package ui

import (
	"strings"

	"goldenthread/ui/theme"
)

// frame shares out the window, in cells: one column of text in the middle, a header
// above and a footer below it.
type frame struct {
	width, height int
	left, column  int // the first cell of the column, and its width
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

// under returns the row between the header and the body, or 0 if there is none.
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
