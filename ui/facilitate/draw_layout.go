package facilitate

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// layout measures the window: its margins, and the room between header and footer.
type layout struct {
	theme         *theme.Theme
	width, height int
	left, inner   int
	top, rows     int // of the room
}

func newLayout(t *theme.Theme, width, height int) layout {
	l := layout{theme: t, width: width, height: height, left: 1, top: 1}
	if width >= 60 {
		l.left = 2
	}
	if width >= 120 {
		l.left = 4
	}
	l.inner = width - 2*l.left
	if height >= 16 {
		l.top = 2
	}
	if height >= 40 {
		l.top = 3
	}
	l.rows = height - l.top - 1
	if height >= 24 {
		l.rows--
	}
	return l
}

// column returns the width of text that is read line by line.
func (l layout) column() int { return min(l.inner, theme.MaxProse) }

// leastTitle is the width of the title that is left beside the right side.
const leastTitle = 8

// header sets the title at the left and the corner at the right. Beside the corner
// comes the first of the sides that leaves room, or else the last.
func (l layout) header(title, corner string, sides ...string) string {
	t := l.theme
	right := t.AccentBold.Render(corner)
	for i, side := range sides {
		least := min(leastTitle, ansi.StringWidth(title)) + 2
		if beside := t.Text.Render(side) + "   "; i == len(sides)-1 || ansi.StringWidth(beside)+ansi.StringWidth(corner)+least <= l.inner {
			right = beside + right
			break
		}
	}
	title = ansi.Truncate(title, max(0, l.inner-ansi.StringWidth(right)-2), t.Marks.Ellipsis)
	gap := max(0, l.inner-ansi.StringWidth(title)-ansi.StringWidth(right))
	return t.Bold.Render(title) + strings.Repeat(" ", gap) + right
}

// frame puts the parts into the window: exactly as many lines as it has.
func (l layout) frame(header, footer string, room []string) []string {
	lines := make([]string, l.height)
	put := func(row int, line string) {
		if row >= 0 && row < l.height && line != "" {
			lines[row] = strings.Repeat(" ", l.left) + line
		}
	}
	first := 0
	if l.height >= 24 {
		first = 1
	}
	put(min(first, l.top-1), header)
	for i, line := range room {
		if i < l.rows {
			put(l.top+i, line)
		}
	}
	below := strings.Split(footer, "\n")
	for i, line := range below {
		lines[l.height-len(below)+i] = ""
		put(l.height-len(below)+i, line)
	}
	return lines
}

// hints sets keys beside each other, as many as there is room for.
func (l layout) hints(keys []key.Binding) string { return hints(l.theme, keys, l.inner) }

// note draws what could not be done, whole: on as many lines as it takes.
func (l layout) note(text string) string {
	return strings.Join(l.theme.Wrap(text, l.inner, l.theme.Alarm), "\n")
}
