package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// curtain hides the screens from who looks over a shoulder.
type curtain struct {
	drawn   bool
	warning []string // said when it opens
}

// hide draws the curtain, or opens it.
func (a *App) hide(tea.KeyPressMsg) tea.Cmd {
	a.curtain.drawn = !a.curtain.drawn
	a.footnote.warning, a.curtain.warning = a.curtain.warning, nil
	return nil
}

// mask returns a calm page that shows nothing of what is under it.
func mask(t *theme.Theme, width, height int) string {
	const how = "ctrl+g to come back"
	hidden := "hidden " + t.Marks.Dot + " " + how
	say := fitting([]string{"Golden Thread " + t.Marks.Dot + " " + hidden, hidden, how}, width, "")
	left := strings.Repeat(" ", max(0, (width-ansi.StringWidth(say))/2))
	lines := make([]string, height)
	lines[height/2] = left + t.Faint.Render(say)
	return strings.Join(lines, "\n")
}
