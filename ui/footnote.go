package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// footnote is said in the footer in place of the keys, until the next key.
type footnote struct {
	warning []string // what could not be done, the longest way to say it first
	notice  string   // something to know
}

// fail says that something could not be done.
func (a *App) fail(err error) {
	said := "That did not work: " + trouble.Why(err) + "."
	a.footnote.warning = []string{said + " What you see is still here.", said}
}

// warningLine returns the first of several ways to say a warning for which there
// is room.
func warningLine(t *theme.Theme, warning []string, width int) string {
	return t.Alarm.Render(fitting(warning, width, t.Marks.Ellipsis))
}

// noticeLines returns a notice, whole, on as many lines as it takes but at most
// rows; below a line that is left free where it takes more than one.
func noticeLines(t *theme.Theme, notice string, width, rows int) string {
	lines := strings.Split(ansi.Wrap(notice, width, ""), "\n")
	for i, line := range lines {
		lines[i] = t.Bold.Render(line)
	}
	if len(lines) > 1 {
		lines = append([]string{""}, lines...)
	}
	return strings.Join(lines[max(0, len(lines)-rows):], "\n")
}

// fitting returns the first of several ways to say something for which there is
// room.
func fitting(says []string, width int, ellipsis string) string {
	for _, say := range says {
		if ansi.StringWidth(say) <= width {
			return say
		}
	}
	return ansi.Truncate(says[len(says)-1], width, ellipsis)
}
