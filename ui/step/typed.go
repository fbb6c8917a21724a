package step

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// wrapTyped wraps what a person typed, faint and behind a bar, so that it is
// seen to be their words. It keeps their line breaks and reads no Markdown.
func wrapTyped(th *theme.Theme, text string, width int) []string {
	bar := th.Faint.Render(th.Marks.Rest) + " "
	var lines []string
	for _, paragraph := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		paragraph = strings.ReplaceAll(paragraph, "\t", "    ")
		for _, row := range strings.Split(ansi.Wrap(paragraph, max(width-2, 1), ""), "\n") {
			lines = append(lines, bar+row)
		}
	}
	return lines
}

// beside sets a remark under a field's text, indent cells in.
func beside(th *theme.Theme, indent, width int, said string) []string {
	var lines []string
	for _, line := range th.Prose(said, width-indent, theme.Quiet) {
		lines = append(lines, strings.Repeat(" ", indent)+line)
	}
	return lines
}
