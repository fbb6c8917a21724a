package facilitate

import (
	"time"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/clock"
	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// timer holds the clock drawn in two ways: in large figures, nil where they do not
// fit, and in one line.
type timer struct{ large, line []string }

// newTimer draws the clock of a step.
func newTimer(t *theme.Theme, p place, now time.Time, width int) timer {
	left, allotted, paused := p.left(now), p.allotted(), p.paused()
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
			row = phrase.Pad(row, wide+between) + clock.Bar(t, left, allotted, width-wide-between)
		case len(figures)/2 + 1:
			if said := clock.Said(left, paused); said != "" {
				row = phrase.Pad(row, wide+between) + t.AccentBold.Render(said)
			}
		}
		out.large = append(out.large, row)
	}
	return out
}
