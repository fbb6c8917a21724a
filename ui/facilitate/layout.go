package facilitate

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
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
	cursor   *tea.Cursor // in the lines
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

// header sets the move at the left, and who can see this at the right.
func (s sheet) header(t *theme.Theme, title, side, corner string) string {
	right := t.AccentBold.Render(corner)
	if side != "" {
		right = t.Faint.Render(side) + "   " + right
	}
	if room := s.inner - ansi.StringWidth(corner) - 2; ansi.StringWidth(side)+3+ansi.StringWidth(corner) > s.inner/2+len(corner) && ansi.StringWidth(title)+ansi.StringWidth(side) > room-4 {
		right = t.AccentBold.Render(corner)
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
		case len(figures)/2 - 1, len(figures)/2 + 1:
			if said := clock.Said(left, paused); said != "" && i > len(figures)/2 {
				row = pad(row, wide+between) + t.AccentBold.Render(strings.ToUpper(said))
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
	room = append(room, center(question, s.inner)...)
	if gap(question, b.lines) > 0 {
		room = append(room, "")
	}
	first := len(room)
	indent := max(0, (s.inner-s.column())/2)
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

// center moves a block to the middle; its lines keep their places to each other.
func center(block []string, width int) []string {
	widest := 0
	for _, line := range block {
		widest = max(widest, ansi.StringWidth(line))
	}
	left := strings.Repeat(" ", max(0, (width-max(widest, min(width, theme.MaxProse)))/2))
	out := make([]string, len(block))
	for i, line := range block {
		out[i] = left + line
	}
	return out
}

// paged shows a part of what does not fit. What a person types into, at the
// end, is on every page.
func (r *run) paged(s sheet, question []string, b body, clock []string) []string {
	t := r.env.Theme
	all := append([]string{}, question...)
	if gap(question, b.lines) > 0 {
		all = append(all, "")
	}
	first := len(all)
	all = append(all, b.lines...)
	keep := all[len(all)-b.keep:]
	all = all[:len(all)-b.keep]
	room := max(1, s.rows-len(clock)-len(keep)-1) // and a line that says how much more there is
	r.pages = max(1, (len(all)+room-1)/room)
	if b.keep > 0 || b.cursor != nil { // the newest is what matters while somebody types
		r.page = r.pages - 1
	}
	r.page = min(r.page, r.pages-1)
	from := r.page * room
	if r.page == r.pages-1 {
		from = max(0, len(all)-room)
	}
	part := all[from:min(len(all), from+room)]
	indent := max(0, (s.inner-s.column())/2)
	var out []string
	for _, line := range append(append([]string{}, part...), keep...) {
		out = append(out, strings.Repeat(" ", indent)+line)
	}
	if b.cursor != nil {
		y := b.cursor.Y + first
		if y >= len(all) { // in what is kept
			y = len(part) + y - len(all)
		} else {
			y -= from
		}
		r.setCursor(s, &tea.Cursor{Position: tea.Position{X: b.cursor.X, Y: y}}, indent, 0)
	} else {
		r.drawn.cursor = nil
	}
	for len(out) < s.rows-len(clock)-1 {
		out = append(out, "")
	}
	more := ""
	if r.pages > 1 {
		more = t.Faint.Render(fmt.Sprintf("%s page %d of %d", t.Marks.Down, r.page+1, r.pages))
	}
	return append(append(out, more), clock...)
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
	side := fmt.Sprintf("%s %s %d of %d", formWords(step.Form), t.Marks.Dot, r.place.Step+1, len(r.place.steps))
	header := s.header(t, step.Title, side, "ROOM")
	footer := hints(t, r.keys(), s.inner)
	switch {
	case r.note != "":
		footer = s.note(t, r.note)
	case r.jumping:
		footer = t.Bold.Render("Go to step: "+r.jump+"_") + t.Faint.Render("   the list is on the console "+t.Marks.Dot+" enter goes, esc stays")
		footer = ansi.Truncate(footer, s.inner, t.Marks.Ellipsis)
	}
	if r.help {
		lines := r.helpLines(s)
		return s.set(header, hints(t, r.keys(), s.inner), lines)
	}
	return s.set(header, footer, r.arrange(s, r.body(s), r.timer(s.inner)))
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

// keys are those that work now.
func (r *run) keys() []key.Binding {
	k := r.keyMap
	switch {
	case r.blank:
		return []key.Binding{named(k.blank, "come back")}
	case r.help:
		if r.helpPage < r.helpPages-1 {
			return []key.Binding{named(k.help, "more keys"), named(k.close, "back")}
		}
		return []key.Binding{named(k.help, "back")}
	}
	return r.ownKeys()
}

// ownKeys are those of the panel, or else of the step.
func (r *run) ownKeys() []key.Binding {
	if r.panel == nil {
		return r.stepKeys()
	}
	help, blank := r.keyMap.help, r.keyMap.blank
	if r.panel.typing() {
		help, blank = bind("F1", "keys", "f1"), bind("ctrl+g", "blank", "ctrl+g")
	}
	return append(r.panel.keys(), help, blank)
}

// stepKeys are those of a step with nothing over it, the most useful first.
func (r *run) stepKeys() []key.Binding {
	k := r.keyMap
	if r.place.paused() {
		k.pause = named(k.pause, "go on")
	}
	k.next = named(k.next, r.nextDoes())
	k.back.SetEnabled(r.place.Step > 0 || r.place.Reveal > 0 || r.page > 0)
	k.vote.SetEnabled(r.step().Poll != nil)
	own := []key.Binding{k.vote, k.cards}
	if r.step().Poll == nil {
		own = []key.Binding{k.cards}
	}
	keys := append([]key.Binding{k.pause, k.next}, own...)
	return append(keys, k.blank, k.help, k.back, k.more, k.less, k.spoken, k.groups, k.jump, k.end, leaveKey())
}

func (r *run) nextDoes() string {
	switch {
	case r.page < r.pages-1:
		return "more"
	case r.place.Reveal < r.reveals():
		return "show"
	case r.place.Step == len(r.place.steps)-1:
		return "the end"
	}
	return "next"
}
