package phrase

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Pad fills a text with blanks to a width in cells. A longer text stays as it is.
func Pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
}

// Wrap breaks a text at blanks alone into lines of at most width cells. A word that
// is wider, such as a path or a flag, stays whole, so that it can be copied.
func Wrap(text string, width int) []string {
	var lines []string
	for word := range strings.FieldsSeq(text) {
		if n := len(lines); n > 0 && ansi.StringWidth(lines[n-1])+1+ansi.StringWidth(word) <= width {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
