// Package clock draws the time that is left, large and with a bar. It counts
// nothing and asks no clock: it is told how much is left, and says when that
// picture changes.
package clock

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/bigtype"
	"goldenthread/ui/theme"
)

// seconds rounds the time that is left up to whole seconds, so that 00:00 is shown
// from the moment at which nothing is left.
func seconds(left time.Duration) int {
	if left > 0 {
		return int((left + time.Second - 1) / time.Second)
	}
	return int(left / time.Second)
}

// Over reports whether the time is up.
func Over(left time.Duration) bool { return left <= 0 }

// Text returns "03:12", and "+00:40" once the time is up: then it counts up.
func Text(left time.Duration) string {
	s := seconds(left)
	if s < 0 {
		return fmt.Sprintf("+%02d:%02d", -s/60, -s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// Next returns the time until another second is shown.
func Next(left time.Duration) time.Duration {
	if left > 0 {
		return left - time.Duration(seconds(left)-1)*time.Second
	}
	return time.Second + left%time.Second
}

// Bar returns the time as a bar of so many cells; what has passed is thin.
func Bar(t *theme.Theme, left, allotted time.Duration, width int) string {
	if width < 1 {
		return ""
	}
	full := 0
	if allotted > 0 && left > 0 {
		full = min(width, int((int64(width)*int64(left)+int64(allotted)-1)/int64(allotted)))
	}
	return t.Accent.Render(strings.Repeat(t.Marks.Full, full)) + t.Faint.Render(strings.Repeat(t.Marks.Empty, width-full))
}

// Large returns the clock in large figures, or nothing if they do not fit.
func Large(t *theme.Theme, left time.Duration, width, height int) []string {
	if t.ASCII {
		return nil
	}
	rows, ok := bigtype.Set(Text(left), width, height)
	if !ok {
		return nil
	}
	for i := range rows {
		rows[i] = style(t, left).Render(rows[i])
	}
	return rows
}

// Line returns the clock in one line: a bar, the time that is left, and a word for
// a clock that is paused or out of time.
func Line(t *theme.Theme, left, allotted time.Duration, paused bool, width int) string {
	text := Text(left)
	if said := Said(left, paused); said != "" {
		text += "  " + said
	}
	bar := max(0, width-ansi.StringWidth(text)-3)
	return Bar(t, left, allotted, bar) + strings.Repeat(" ", min(3, bar)) + style(t, left).Render(text)
}

// Said returns the word that the figures need: "paused", "time", or none.
func Said(left time.Duration, paused bool) string {
	switch {
	case paused:
		return "paused"
	case Over(left):
		return "time"
	}
	return ""
}

func style(t *theme.Theme, left time.Duration) theme.Style {
	if Over(left) {
		return t.AccentBold
	}
	return t.Bold
}
