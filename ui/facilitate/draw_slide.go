package facilitate

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/bigtype"
	"goldenthread/ui/theme"
)

// slide holds the words between the header and the clock: a question, as large as
// there is room for, and lines under it.
type slide struct {
	question string
	units    []string // in place of a question: drawn large as they are, where they fit
	plain    []string // the units, where they do not; they follow the lines
	lines    []string
	keep     int         // the lines at the end that must be seen, whatever page it is: a field
	see      int         // the line that must be seen, from 1; 0 is none
	cursor   *tea.Cursor // in the lines that are kept
	read     bool        // the question was read before: where it does not fit it is left out
}

// under adds lines, with a blank one between.
func (s slide) under(lines []string) slide {
	if len(lines) > 0 && len(s.lines) > 0 {
		s.lines = append(s.lines, "")
	}
	s.lines = append(s.lines, lines...)
	return s
}

// arrange fits a slide and the clock into the room: the question as large as
// can be, then the clock; where even the smallest does not fit, it is cut into
// pages, and nothing is lost.
func (p *pager) arrange(l layout, s slide, timer timer) ([]string, *tea.Cursor) {
	p.pages = 1
	var plain []string
	if s.question != "" {
		plain = l.theme.Wrap(s.question, l.column(), l.theme.Bold)
	}
	for _, clock := range [][]string{timer.large, timer.line} {
		if large := l.large(s, len(clock)); large != nil && len(clock) > 0 {
			return l.fill(large, s, clock)
		}
	}
	s = s.under(s.plain)
	for _, clock := range [][]string{timer.large, timer.line} {
		if len(clock) > 0 && len(plain)+gap(plain, s.lines)+len(s.lines)+len(clock) <= l.rows {
			return l.fill(plain, s, clock)
		}
	}
	if s.read {
		plain = nil
	}
	if len(plain) == 0 && len(s.lines)+len(timer.line) <= l.rows {
		return l.fill(nil, s, timer.line)
	}
	return p.paged(l, plain, s, timer.line)
}

// large returns the question in large letters, if it fits beside everything
// else, or nil.
func (l layout) large(s slide, clock int) []string {
	room := l.rows - clock - len(s.lines) - gap([]string{s.question}, s.lines)
	if l.theme.ASCII || room < 5 {
		return nil
	}
	rows, ok := bigtype.Set(s.question, l.inner, room)
	if s.units != nil {
		rows, ok = bigtype.SetWords(s.units, "   ", l.inner, room)
	}
	if !ok {
		return nil
	}
	for i, row := range rows {
		rows[i] = l.theme.Text.Render(row)
	}
	return rows
}

// gap returns the blank lines between two blocks.
func gap(above, below []string) int {
	if len(above) > 0 && len(below) > 0 {
		return 1
	}
	return 0
}

// fill sets a slide in the middle of the room, over the clock.
func (l layout) fill(question []string, s slide, clock []string) ([]string, *tea.Cursor) {
	used := len(question) + gap(question, s.lines) + len(s.lines)
	room := make([]string, max(0, (l.rows-len(clock)-used)/2))
	indent := leftOf(question, l.inner)
	room = append(room, indented(question, indent)...)
	if gap(question, s.lines) > 0 {
		room = append(room, "")
	}
	cursor := l.cursor(s.cursor, indent, len(room))
	room = append(room, indented(s.lines, indent)...)
	for len(room) < l.rows-len(clock) {
		room = append(room, "")
	}
	return append(room, clock...), cursor
}

func indented(lines []string, by int) []string {
	lines = slices.Clone(lines)
	for i := range lines {
		lines[i] = strings.Repeat(" ", by) + lines[i]
	}
	return lines
}

// cursor returns the cursor of lines that begin at a row of the room, in the
// window.
func (l layout) cursor(c *tea.Cursor, indent, first int) *tea.Cursor {
	if c == nil {
		return nil
	}
	return tea.NewCursor(l.left+indent+c.X, l.top+first+c.Y)
}

// leftOf returns how far from the left a block begins that lies in the middle
// with a column of prose under it.
func leftOf(block []string, width int) int {
	widest := min(width, theme.MaxProse)
	for _, line := range block {
		widest = max(widest, ansi.StringWidth(line))
	}
	return max(0, (width-widest)/2)
}
