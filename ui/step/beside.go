package step

import (
	"strings"

	"goldenthread/ui/theme"
)

// beside sets a remark under a field's text, indent cells in. It may quote what was
// typed there.
func beside(th *theme.Theme, indent, width int, said string) []string {
	var lines []string
	for _, line := range th.Wrap(said, width-indent, th.Faint) {
		lines = append(lines, strings.Repeat(" ", indent)+line)
	}
	return lines
}
