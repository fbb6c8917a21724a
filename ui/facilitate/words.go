package facilitate

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

func join(lines []string) string { return strings.Join(lines, "\n") }

// bulleted returns a text as an item of a list.
func bulleted(t *theme.Theme, text string, style theme.Style, width int) []string {
	var lines []string
	for i, line := range t.Wrap(text, width-2, style) {
		mark := "  "
		if i == 0 {
			mark = t.Faint.Render(t.Marks.Bullet) + " "
		}
		lines = append(lines, mark+line)
	}
	return lines
}

func visible(s string) int { return ansi.StringWidth(s) }
