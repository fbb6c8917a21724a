package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// header returns the first line, and what goes under its corner where there is room.
// A screen that has nothing to say in the corner is private all the same, and says
// so: on a projector the corner tells who may see the screen.
func (a *App) header() (line, under string) {
	t, f := a.env.Theme, a.frame
	corner, alarm := "", false
	if s, ok := a.stack.top().(nav.Status); ok {
		corner, alarm = s.Status()
	}
	if corner == "" {
		corner = t.Marks.Private + " " + string(store.Private)
	}
	if since, err := a.unsaved(); err != nil {
		why, where, short := trouble.NotSaved(since, err, a.stack.pending())
		corner, alarm = why, true
		if under = cornerLine(t, where, f.column); f.under() == 0 {
			corner, under = short, ""
		}
	}
	return headerLine(t, a.stack.top().Title(), corner, alarm, f.column), under
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
