package step

import (
	"strings"

	"goldenthread/ui/theme"
)

// beside sets a remark under a field's text, indent cells in.
func beside(th *theme.Theme, indent, width int, said string) []string {
	var lines []string
	for _, line := range th.Prose(said, width-indent, theme.Quiet) {
		lines = append(lines, strings.Repeat(" ", indent)+line)
	}
	return lines
}
