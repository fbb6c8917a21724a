package console

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/clock"
	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// twoColumns is the width from which the room and the plan are beside the script.
const twoColumns = 90

func (m *Model) draw() []string {
	width := max(1, m.Width-2)
	lines := []string{m.header(width)}
	switch {
	case !m.seen:
		return m.window(append(lines, "", "Waiting for the session."), width, nil)
	case m.frame.Ended:
		return m.window(append(lines, "", "The session is over."), width, nil)
	}
	lines = append(lines, m.times(width)...)
	return m.window(lines, width, m.body(width, max(1, m.Height-len(lines)-2)))
}

// body draws the part that was chosen; of the first, the others are beside it
// where there is room.
func (m *Model) body(width, rows int) []string {
	switch {
	case m.view == 1:
		return m.part(m.plan(width), rows)
	case m.view == 2:
		return m.part(m.room(width), rows)
	case width < twoColumns:
		return m.part(m.script(width), rows)
	}
	left := width * 3 / 5
	script := m.part(m.script(left-2), rows)
	side := append(m.room(width-left), "")
	side = fitSide(m.theme, append(side, m.planNear(width-left, rows-len(side))...), rows)
	body := make([]string, rows)
	copy(body, script)
	for i, line := range side {
		body[i] = phrase.Pad(body[i], left) + line
	}
	return body
}

// window sets the parts into exactly the height, with a margin.
func (m *Model) window(head []string, width int, body []string) []string {
	lines := append(append([]string{}, head...), body...)
	for len(lines) < m.Height-1 {
		lines = append(lines, "")
	}
	lines = append(lines[:max(0, m.Height-1)], m.footer(width))
	for i, line := range lines {
		if line != "" {
			lines[i] = " " + ansi.Truncate(line, width, m.theme.Marks.Ellipsis)
		}
	}
	return lines
}

func (m *Model) header(width int) string {
	t := m.theme
	corner := t.AccentBold.Render("CONSOLE")
	switch {
	case m.frame.Ended:
		corner = t.AccentBold.Render("ENDED")
	case m.conn == nil:
		corner = t.Alarm.Render("LOST, LOOKING AGAIN")
	}
	title := m.frame.Group
	if m.frame.Title != "" {
		title += " " + t.Marks.Dot + " " + m.frame.Title
	}
	if title == "" {
		title = "Console"
	}
	title = ansi.Truncate(title, max(0, width-ansi.StringWidth(corner)-2), t.Marks.Ellipsis)
	return t.Bold.Render(title) + strings.Repeat(" ", max(0, width-ansi.StringWidth(title)-ansi.StringWidth(corner))) + corner
}

// times draws the step that is on, the clock, and when the session will end.
func (m *Model) times(width int) []string {
	t, f, now := m.theme, m.frame, m.now()
	here := f.Steps[f.Here]
	left := f.Clock.LeftAt(now)
	where := fmt.Sprintf("%d of %d  %s, %s", f.Here+1, len(f.Steps), here.Title, here.Form)
	out := []string{"", t.Bold.Render(where), clock.Line(t, left, f.Clock.Allotted, f.Clock.Ends.IsZero(), min(width, 60))}
	next := "Then the end."
	if f.Here+1 < len(f.Steps) {
		n := f.Steps[f.Here+1]
		next = fmt.Sprintf("Next: %s, %s, %d min.", n.Title, n.Form, n.Minutes)
	}
	finish := fmt.Sprintf("Ends %s", f.Finish(now).Format("15:04"))
	switch late := f.Finish(now).Sub(f.Due).Round(time.Minute); {
	case late >= time.Minute:
		finish += fmt.Sprintf(", %d min later than planned.", late/time.Minute)
	case late <= -time.Minute:
		finish += fmt.Sprintf(", %d min sooner than planned.", -late/time.Minute)
	default:
		finish += ", as planned."
	}
	out = append(out, t.Faint.Render(finish))
	if width >= twoColumns {
		out[len(out)-1] = t.Faint.Render(next + "  " + finish)
		return append(out, "")
	}
	return append(out, t.Faint.Render(next), "")
}

// script draws what the facilitator alone sees.
func (m *Model) script(width int) []string {
	t, s := m.theme, m.frame.Script
	var lines []string
	for _, part := range []struct{ head, text string }{
		{"Say", s.Say}, {"They do", s.Do}, {"Watch for", s.Watch}, {"If it is silent", s.Silence}, {"If one voice is loud", s.Dominance},
	} {
		if part.text == "" {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, t.AccentBold.Render(part.head))
		lines = append(lines, t.Prose(part.text, width, theme.Body)...)
	}
	return lines
}

// room draws what the projector shows, in words.
func (m *Model) room(width int) []string {
	t := m.theme
	head := "On the projector"
	if m.frame.Blank {
		head += ": BLANK, over this"
	}
	lines := []string{t.AccentBold.Render(head)}
	for _, line := range m.frame.Shown {
		lines = append(lines, t.Wrap(line, width, t.Text)...)
	}
	return lines
}

// plan draws the agenda, as it was planned and as it went.
func (m *Model) plan(width int) []string {
	t, f := m.theme, m.frame
	lines := []string{t.AccentBold.Render("Plan and so far")}
	for i, s := range f.Steps {
		spent := s.Spent
		if i == f.Here {
			spent += max(0, m.now().Sub(f.Clock.Entered))
		}
		side := fmt.Sprintf("%3d min", s.Minutes)
		if spent > 0 {
			side += fmt.Sprintf("  %s", clock.Text(max(spent, time.Second)))
		} else {
			side += "       "
		}
		name := fmt.Sprintf("%2d %s", i+1, s.Title)
		name = ansi.Truncate(name, max(1, width-2-ansi.StringWidth(side)-1), t.Marks.Ellipsis)
		line := phrase.Pad(name, width-2-ansi.StringWidth(side)) + side
		mark, style := "  ", t.Text
		switch {
		case i == f.Here:
			mark, style = t.Accent.Render(t.Marks.Row)+" ", t.Bold
		case i < f.Here:
			style = t.Faint
		}
		lines = append(lines, mark+style.Render(line))
	}
	return lines
}

// planNear draws as much of the plan as there is room for, with the step that is on.
func (m *Model) planNear(width, rows int) []string {
	all := m.plan(width)
	const head, least = 1, 4
	room := max(least, rows) - head
	if len(all)-head <= room {
		return all
	}
	from := max(0, min(m.frame.Here-room/2, len(all)-head-room))
	return append(all[:head:head], all[head+from:head+from+room]...)
}

// part returns as many rows of a text as there is room for, from the one that it
// was scrolled to.
func (m *Model) part(lines []string, rows int) []string {
	m.top = max(0, min(m.top, len(lines)-rows))
	part := append([]string{}, lines[m.top:min(len(lines), m.top+rows)]...)
	if m.top+rows < len(lines) && rows > 1 {
		part[len(part)-1] = m.theme.Faint.Render(m.theme.Marks.Down + " more: " + m.theme.Sign("ctrl+↓"))
	}
	return part
}

// fitSide keeps what fits, and says where the rest is.
func fitSide(t *theme.Theme, lines []string, rows int) []string {
	if len(lines) <= rows {
		return lines
	}
	return append(lines[:rows-1:rows-1], t.Faint.Render(t.Marks.Down+" more: F2"))
}

func (m *Model) footer(width int) string {
	t := m.theme
	switch {
	case m.frame.Private && m.conn != nil:
		return t.Bold.Render("Somebody is voting: keys are not sent.")
	case m.frame.Note != "" && m.conn != nil:
		return t.Alarm.Render(m.frame.Note)
	case m.note != "":
		return t.Alarm.Render(m.note)
	}
	return m.hints(m.footerKeys(), width)
}

// footerKeys returns the console's own keys, and those of the projecting program.
func (m *Model) footerKeys() []Key {
	own := newOwnKeys()
	said := func(b key.Binding) Key { return Key{b.Help().Key, b.Help().Desc} }
	if m.conn == nil {
		return []Key{said(own.leave)}
	}
	return append([]Key{said(own.up), said(own.part)}, m.frame.Keys...)
}

// hints sets keys beside each other, as many as there is room for.
func (m *Model) hints(keys []Key, width int) string {
	t := m.theme
	line, cols := "", 0
	for _, k := range keys {
		text := t.Key.Render(t.Sign(k.Name)) + " " + t.Faint.Render(t.Sign(k.Does))
		n := ansi.StringWidth(text)
		if cols > 0 {
			text, n = "   "+text, n+3
		}
		if cols+n > width {
			break
		}
		line, cols = line+text, cols+n
	}
	return line
}
