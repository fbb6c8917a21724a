package facilitate

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/bigtype"
	"goldenthread/ui/component/clock"
	"goldenthread/ui/theme"
)

// body is what stands between the header and the clock: a question, as large
// as there is room for, and lines under it.
type body struct {
	question string
	units    []string // in place of a question: what is drawn large as it is, where it fits
	plain    []string // the units, where it does not; they follow the lines
	lines    []string
	keep     int         // the lines at the end that must be seen, whatever page it is: a field
	see      int         // the line that must be seen, from 1; 0 is none
	cursor   *tea.Cursor // in the lines that are kept
}

// sheet is the window: margins, and the room between header and footer.
type sheet struct {
	width, height int
	left, inner   int
	top, rows     int // of the room
}

func newSheet(width, height int) sheet {
	s := sheet{width: width, height: height, left: 1, top: 1}
	if width >= 60 {
		s.left = 2
	}
	if width >= 120 {
		s.left = 4
	}
	s.inner = width - 2*s.left
	if height >= 16 {
		s.top = 2
	}
	if height >= 40 {
		s.top = 3
	}
	s.rows = height - s.top - 1
	if height >= 24 {
		s.rows--
	}
	return s
}

// column is the width of text that is read line by line.
func (s sheet) column() int { return min(s.inner, theme.MaxProse) }

// leastTitle is how much of the move is left beside what stands at the right.
const leastTitle = 8

// header sets the move at the left, and who can see this at the right: beside
// it the first of the sides that leaves room, or else the last.
func (s sheet) header(t *theme.Theme, title, corner string, sides ...string) string {
	right := t.AccentBold.Render(corner)
	for i, side := range sides {
		least := min(leastTitle, ansi.StringWidth(title)) + 2
		if beside := t.Text.Render(side) + "   "; i == len(sides)-1 || ansi.StringWidth(beside)+ansi.StringWidth(corner)+least <= s.inner {
			right = beside + right
			break
		}
	}
	title = ansi.Truncate(title, max(0, s.inner-ansi.StringWidth(right)-2), t.Marks.Ellipsis)
	gap := max(0, s.inner-ansi.StringWidth(title)-ansi.StringWidth(right))
	return t.Bold.Render(title) + strings.Repeat(" ", gap) + right
}

// set puts the parts into the window: exactly as many lines as it has.
func (s sheet) set(header, footer string, room []string) []string {
	lines := make([]string, s.height)
	put := func(row int, line string) {
		if row >= 0 && row < s.height && line != "" {
			lines[row] = strings.Repeat(" ", s.left) + line
		}
	}
	first := 0
	if s.height >= 24 {
		first = 1
	}
	put(min(first, s.top-1), header)
	for i, line := range room {
		if i < s.rows {
			put(s.top+i, line)
		}
	}
	below := strings.Split(footer, "\n")
	for i, line := range below {
		lines[s.height-len(below)+i] = ""
		put(s.height-len(below)+i, line)
	}
	return lines
}

// note is what could not be done, whole: on as many lines as it takes.
func (s sheet) note(t *theme.Theme, text string) string {
	return strings.Join(t.Wrap(text, s.inner, t.Alarm), "\n")
}

func join(lines []string) string { return strings.Join(lines, "\n") }

// timer is the clock as it may be drawn.
type timer struct{ large, line []string }

// timer draws the clock in both ways.
func (r *run) timer(width int) timer {
	t, now := r.env.Theme, r.env.Now()
	left, allotted, paused := r.place.left(now), r.place.allotted(), r.place.paused()
	out := timer{line: []string{"", clock.Line(t, left, allotted, paused, width)}}
	const between = 3
	figures := clock.Large(t, left, width/2, 6)
	if figures == nil {
		return out
	}
	wide := 0
	for _, row := range figures {
		wide = max(wide, ansi.StringWidth(row))
	}
	out.large = []string{""}
	for i, row := range figures {
		switch i {
		case len(figures) / 2:
			row = pad(row, wide+between) + clock.Bar(t, left, allotted, width-wide-between)
		case len(figures)/2 + 1:
			if said := clock.Said(left, paused); said != "" {
				row = pad(row, wide+between) + t.AccentBold.Render(said)
			}
		}
		out.large = append(out.large, row)
	}
	return out
}

// arrange fits a body and the clock into the room: the question as large as can
// be, then the clock; where even the smallest does not fit, it is cut into
// pages, and nothing is lost.
func (r *run) arrange(s sheet, b body, timer timer) []string {
	t := r.env.Theme
	r.pages = 1
	column := s.column()
	plain := t.Wrap(b.question, column, t.Bold)
	if b.question == "" {
		plain = nil
	}
	for _, clock := range [][]string{timer.large, timer.line} {
		if large := r.large(s, b, len(clock)); large != nil && len(clock) > 0 {
			return r.fill(s, large, b, clock)
		}
	}
	b = b.under(b.plain)
	for _, clock := range [][]string{timer.large, timer.line} {
		if len(clock) > 0 && len(plain)+gap(plain, b.lines)+len(b.lines)+len(clock) <= s.rows {
			return r.fill(s, plain, b, clock)
		}
	}
	if r.panel != nil { // its keys turn no page; the question was read before it was opened
		plain = nil
	}
	if len(plain) == 0 && len(b.lines)+len(timer.line) <= s.rows {
		return r.fill(s, nil, b, timer.line)
	}
	return r.paged(s, plain, b, timer.line)
}

// large is the question in large letters, if it fits beside everything else.
func (r *run) large(s sheet, b body, clock int) []string {
	room := s.rows - clock - len(b.lines) - gap([]string{b.question}, b.lines)
	if r.env.Theme.ASCII || room < 5 {
		return nil
	}
	rows, ok := bigtype.Set(b.question, s.inner, room)
	if b.units != nil {
		rows, ok = bigtype.SetWords(b.units, "   ", s.inner, room)
	}
	if !ok {
		return nil
	}
	for i, row := range rows {
		rows[i] = r.env.Theme.Text.Render(row)
	}
	return rows
}

func gap(above, below []string) int {
	if len(above) > 0 && len(below) > 0 {
		return 1
	}
	return 0
}

// fill sets a body in the middle of the room, over the clock.
func (r *run) fill(s sheet, question []string, b body, clock []string) []string {
	used := len(question) + gap(question, b.lines) + len(b.lines)
	over := max(0, (s.rows-len(clock)-used)/2)
	room := make([]string, over)
	indent := leftOf(question, s.inner)
	for _, line := range question {
		room = append(room, strings.Repeat(" ", indent)+line)
	}
	if gap(question, b.lines) > 0 {
		room = append(room, "")
	}
	first := len(room)
	for _, line := range b.lines {
		room = append(room, strings.Repeat(" ", indent)+line)
	}
	r.setCursor(s, b.cursor, indent, first)
	for len(room) < s.rows-len(clock) {
		room = append(room, "")
	}
	return append(room, clock...)
}

func (r *run) setCursor(s sheet, c *tea.Cursor, indent, first int) {
	r.drawn.cursor = nil
	if c != nil {
		r.drawn.cursor = tea.NewCursor(s.left+indent+c.X, s.top+first+c.Y)
	}
}

// leftOf is how far from the left a block begins that stands in the middle with
// a column of prose under it.
func leftOf(block []string, width int) int {
	widest := min(width, theme.MaxProse)
	for _, line := range block {
		widest = max(widest, ansi.StringWidth(line))
	}
	return max(0, (width-widest)/2)
}

func (r *run) layout(width, height int) { r.width, r.height, r.stale = width, height, true }

// view draws only what has changed.
func (r *run) view() picture {
	if r.stale {
		r.drawn.lines = r.draw()
		r.stale = false
		r.publish()
	}
	return r.drawn
}

func (r *run) draw() []string {
	t, s := r.env.Theme, newSheet(r.width, r.height)
	r.drawn.cursor = nil
	if r.blank {
		return r.cover(s)
	}
	step := r.step()
	place := fmt.Sprintf("%d of %d", r.place.Step+1, len(r.place.steps))
	header := s.header(t, step.Title, "ROOM", formWords(step.Form)+" "+t.Marks.Dot+" "+place, place)
	footer := ""
	if r.note != "" && !r.help {
		footer = s.note(t, r.note)
		s.rows -= strings.Count(footer, "\n")
	}
	room := r.room(s) // which finds out how many pages there are, for the keys
	switch {
	case footer != "":
	case r.jumping && !r.help:
		footer = r.jumpLine(s)
	default:
		footer = hints(t, r.keys(), s.inner)
	}
	return s.set(header, footer, room)
}

// room is what stands between header and footer.
func (r *run) room(s sheet) []string {
	if r.help {
		return r.helpLines(s)
	}
	return r.arrange(s, r.body(s), r.timer(s.inner))
}

// jumpLine is where the number of a step is typed.
func (r *run) jumpLine(s sheet) string {
	t := r.env.Theme
	line := t.Bold.Render("Go to step: " + r.jump + "_")
	for _, more := range []string{"   the list is on the console " + t.Marks.Dot + " enter goes, esc stays", "   enter goes, esc stays"} {
		if ansi.StringWidth(line)+ansi.StringWidth(more) <= s.inner {
			return line + t.Faint.Render(more)
		}
	}
	return line
}

// cover is a calm page that shows nothing of what is under it.
func (r *run) cover(s sheet) []string {
	t := r.env.Theme
	lines := make([]string, s.height)
	said := t.Faint.Render("b to come back")
	lines[0] = strings.Repeat(" ", max(0, s.width-s.left-len("BLANK"))) + t.AccentBold.Render("BLANK")
	lines[s.height/2] = strings.Repeat(" ", max(0, (s.width-len("b to come back"))/2)) + said
	return lines
}

func (r *run) body(s sheet) body {
	if r.panel != nil {
		return r.panel.body(s.column(), s.rows)
	}
	return r.stepBody(s.column())
}

// helpLines are the keys that work, in pages where there is no room for all.
func (r *run) helpLines(s sheet) []string {
	t := r.env.Theme
	var lines []string
	for _, b := range r.ownKeys() {
		if !b.Enabled() || b.Help().Key == "" {
			continue
		}
		for i, line := range t.Wrap(b.Help().Desc, s.inner-keyColumn, t.Text) {
			name := ""
			if i == 0 {
				name = t.Key.Render(t.Sign(b.Help().Key))
			}
			lines = append(lines, pad(name, keyColumn)+line)
		}
	}
	r.helpPages = max(1, (len(lines)+s.rows-1)/s.rows)
	from := min(r.helpPage, r.helpPages-1) * s.rows
	return lines[from:min(len(lines), from+s.rows)]
}

// keyColumn is how wide the names of keys are set.
const keyColumn = 11

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}
