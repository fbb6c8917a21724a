package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
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

// Render returns a text without line breaks in the style.
func (s Style) Render(text string) string {
	if text == "" {
		return ""
	}
	return s.before + text + s.after
}
