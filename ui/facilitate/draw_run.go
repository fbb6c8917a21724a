package facilitate

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// compose makes the frame of a session, and counts the pages that it needs.
func (r *run) compose(width, height int) frame {
	l := newLayout(r.env.Theme, width, height)
	s := r.slide(l.column())
	f := r.draw(l, s)
	f.told = r.told(s)
	return f
}

// slide returns the slide of the panel, or else of the step.
func (r *run) slide(width int) slide {
	if r.panel == nil {
		return r.stepSlide(width)
	}
	s := r.panel.slide(width)
	s.read = true
	return s
}

func (r *run) draw(l layout, s slide) frame {
	if r.blank {
		return frame{lines: cover(l)}
	}
	t, step := l.theme, r.step()
	place := fmt.Sprintf("%d of %d", r.place.Step+1, len(r.place.steps))
	header := l.header(step.Title, "ROOM", step.Form.Words()+" "+t.Marks.Dot+" "+place, place)
	footer := ""
	if r.note != "" && r.help == nil {
		footer = l.note(r.note)
		l.rows -= strings.Count(footer, "\n")
	}
	var room []string
	var cursor *tea.Cursor
	if r.help != nil {
		room = r.help.lines(l, r.ownKeys())
	} else {
		room, cursor = r.pager.arrange(l, s, newTimer(t, r.place, r.env.Now(), l.inner))
	}
	switch { // the keys know how many pages there are
	case footer != "":
	case r.jump != nil && r.help == nil:
		footer = r.jump.line(l)
	default:
		footer = l.hints(r.keys())
	}
	return frame{lines: l.frame(header, footer, room), cursor: cursor}
}

// cover returns a calm page that shows nothing of what is under it.
func cover(l layout) []string {
	const title, said = "BLANK", "b to come back"
	lines := make([]string, l.height)
	lines[0] = strings.Repeat(" ", max(0, l.width-l.left-len(title))) + l.theme.AccentBold.Render(title)
	lines[l.height/2] = strings.Repeat(" ", max(0, (l.width-len(said))/2)) + l.theme.Faint.Render(said)
	return lines
}
