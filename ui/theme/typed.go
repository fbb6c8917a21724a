package theme

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/content/safetext"
)

// Whatever is drawn of what a person typed goes through one of these: Wrap, Typed, or
// Line for one row. They let nothing through that steers a terminal, and draw a tab as
// blanks, since a row has no tabs.

// Wrap sets a text that holds words of a person into lines no wider than width.
// It reads no Markdown, which would take their signs away.
func (t *Theme) Wrap(text string, width int, style Style) []string {
	var lines []string
	text = strings.ReplaceAll(safetext.Screen(text), "\t", " ")
	for _, line := range strings.Split(ansi.Wrap(text, max(min(width, MaxProse), 1), ""), "\n") {
		lines = append(lines, style.Render(line))
	}
	return lines
}

// Line returns a text as one row: line breaks and tabs, such as those of a paste,
// become blanks. The caller cuts it to its width, and puts style around it.
func Line(text string) string { return strings.Join(strings.Fields(safetext.Screen(text)), " ") }

// Typed wraps what a person typed into lines no wider than width, behind a bar,
// so that it is seen to be their words. It keeps their line breaks and reads no
// Markdown.
func (t *Theme) Typed(text string, width int) []string {
	bar := t.Faint.Render(t.Marks.Rest) + " "
	var lines []string
	text = strings.TrimRight(safetext.Screen(text), "\n")
	for _, paragraph := range strings.Split(text, "\n") {
		paragraph = strings.ReplaceAll(paragraph, "\t", "    ")
		for _, row := range strings.Split(ansi.Wrap(paragraph, max(width-2, 1), ""), "\n") {
			lines = append(lines, bar+row)
		}
	}
	return lines
}
