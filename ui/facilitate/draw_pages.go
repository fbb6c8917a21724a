package facilitate

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// pager holds the page that is seen of a step that needs more than one, from 0,
// and how many it needs.
type pager struct{ page, pages int }

// last reports whether no page comes after this one.
func (p pager) last() bool { return p.page >= p.pages-1 }

// paged shows a part of what does not fit, under the question where there is
// room for both. What a person types into, at the end, is on every page.
func (p *pager) paged(l layout, question []string, s slide, clock []string) ([]string, *tea.Cursor) {
	lines, keep := s.lines[:len(s.lines)-s.keep], s.lines[len(s.lines)-s.keep:]
	head := question
	if gap(question, s.lines) > 0 {
		head = append(head, "")
	}
	room := l.rows - len(clock) - 1 // and a line that says how much more there is
	if len(head)*2 > room {
		lines, head = append(head, lines...), nil
	}
	part := p.choose(lines, room-len(head)-len(keep), s)
	indent := max(0, (l.inner-l.column())/2)
	out := indented(slices.Concat(head, lines[part.from:part.to], keep), indent)
	var cursor *tea.Cursor
	if s.cursor != nil {
		cursor = l.cursor(s.cursor, indent, len(out)-len(keep)-len(lines))
	}
	for len(out) < l.rows-len(clock)-1 {
		out = append(out, "")
	}
	if len(out)+1+len(clock) <= l.rows {
		out = append(out, l.theme.Faint.Render(p.more(l.theme, s.keep > 0, part.from)))
	}
	return append(out, clock...), cursor
}

// choose cuts lines into pages, and returns the part that is on the page that is
// seen: the one with what must be seen, if there is such a thing.
func (p *pager) choose(lines []string, room int, s slide) span {
	room = max(0, room)
	parts := split(lines, max(1, room))
	p.pages = len(parts)
	switch {
	case s.keep > 0: // the newest is what matters while somebody types
		p.page = p.pages - 1
		return span{max(0, len(lines)-room), len(lines)}
	case s.see > 0:
		for p.page = 0; p.page < p.pages-1 && parts[p.page].to < s.see; p.page++ {
		}
	}
	p.page = min(p.page, p.pages-1)
	return parts[p.page]
}

// more says how much more there is.
func (p *pager) more(t *theme.Theme, typed bool, from int) string {
	switch {
	case typed && from > 0:
		return t.Marks.Up + " more"
	case typed:
		return ""
	case p.last():
		return fmt.Sprintf("page %d of %d", p.page+1, p.pages)
	}
	return fmt.Sprintf("%s page %d of %d", t.Marks.Down, p.page+1, p.pages)
}

// span holds the lines from one to before another.
type span struct{ from, to int }

// split cuts lines into parts of so many rows at most. It cuts at a blank line if
// one is in the second half of a part.
func split(lines []string, rows int) []span {
	blank := func(line string) bool { return strings.TrimSpace(ansi.Strip(line)) == "" }
	var parts []span
	from := 0
	for len(lines)-from > rows {
		to := from + rows
		for at := to; at > from+rows/2; at-- {
			if blank(lines[at]) {
				to = at
				break
			}
		}
		parts = append(parts, span{from, to})
		for from = to; from < len(lines)-1 && blank(lines[from]); from++ {
		}
	}
	return append(parts, span{from, len(lines)})
}
