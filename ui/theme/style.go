package theme

import (
	"strings"

	"charm.land/lipgloss/v2"

	"goldenthread/content/safetext"
)

// Style draws a piece of one line. Lip Gloss works out anew for every piece
// what a style amounts to; this one knows, because it is drawn with on every
// key.
type Style struct {
	lipgloss.Style
	before, after string
}

func newStyle(s lipgloss.Style) Style {
	const sample = "x"
	before, after, _ := strings.Cut(s.Render(sample), sample)
	return Style{s, before, after}
}

// Render returns a text on one line in the style, as a terminal may have it. It
// takes no text that has a style already.
func (s Style) Render(text string) string {
	if text == "" {
		return ""
	}
	return s.before + strings.ReplaceAll(safetext.Screen(text), "\n", " ") + s.after
}
