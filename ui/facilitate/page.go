package facilitate

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// paged shows a part of what does not fit, under the question where there is
// room for both. What a person types into, at the end, is on every page.
func (r *run) paged(s sheet, question []string, b body, clock []string) []string {
	t := r.env.Theme
	lines, keep := b.lines[:len(b.lines)-b.keep], b.lines[len(b.lines)-b.keep:]
	head := question
	if gap(question, b.lines) > 0 {
		head = append(head, "")
	}
	room := s.rows - len(clock) - 1 // and a line that says how much more there is
	if len(head)*2 > room {
		lines, head = append(head, lines...), nil
	}
	room = max(0, room-len(head)-len(keep))
	parts := split(lines, max(1, room))
	r.pages = len(parts)
	switch {
	case b.keep > 0: // the newest is what matters while somebody types
		r.page = r.pages - 1
		parts[r.page] = span{max(0, len(lines)-room), len(lines)}
	case b.see > 0:
		for r.page = 0; r.page < r.pages-1 && parts[r.page].to < b.see; r.page++ {
		}
	}
	r.page = min(r.page, r.pages-1)
	part := parts[r.page]
	out := slices.Concat(head, lines[part.from:part.to], keep)
	indent := max(0, (s.inner-s.column())/2)
	for i, line := range out {
		out[i] = strings.Repeat(" ", indent) + line
	}
	if r.drawn.cursor = nil; b.cursor != nil {
		below := len(out) - len(keep) - len(lines)
		r.setCursor(s, &tea.Cursor{Position: tea.Position{X: b.cursor.X, Y: b.cursor.Y + below}}, indent, 0)
	}
	for len(out) < s.rows-len(clock)-1 {
		out = append(out, "")
	}
	more := ""
	switch {
	case b.keep > 0 && part.from > 0:
		more = t.Marks.Up + " more"
	case b.keep == 0 && r.page == r.pages-1:
		more = fmt.Sprintf("page %d of %d", r.page+1, r.pages)
	case b.keep == 0:
		more = fmt.Sprintf("%s page %d of %d", t.Marks.Down, r.page+1, r.pages)
	}
	if len(out)+1+len(clock) <= s.rows {
		out = append(out, t.Faint.Render(more))
	}
	return append(out, clock...)
}

// span is lines from one to before another.
type span struct{ from, to int }

// split cuts lines into parts of so many at most, where a blank one is in the
// second half of a part, there.
func split(lines []string, rows int) []span {
	var parts []span
	from := 0
	for len(lines)-from > rows {
		to := from + rows
		for at := to; at > from+rows/2; at-- {
			if strings.TrimSpace(ansi.Strip(lines[at])) == "" {
				to = at
				break
			}
		}
		parts = append(parts, span{from, to})
		for from = to; from < len(lines)-1 && strings.TrimSpace(ansi.Strip(lines[from])) == ""; from++ {
		}
	}
	return append(parts, span{from, len(lines)})
}
