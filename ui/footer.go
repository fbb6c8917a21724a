package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// footer returns the screen's keys and those that work everywhere, or what there
// is to say in their place.
func (a *App) footer() (string, []hint) {
	t := a.env.Theme
	switch {
	case len(a.footnote.warning) > 0:
		return warningLine(t, a.footnote.warning, a.frame.column), nil
	case a.footnote.notice != "":
		return noticeLines(t, a.footnote.notice, a.frame.column, a.frame.rows), nil
	}
	return footerLine(t, a.stack.top().ShortHelp(), a.globalFooter(), a.frame.column)
}

// clickFooter presses the key that the footer shows there.
func (a *App) clickFooter(click tea.MouseClickMsg) tea.Cmd {
	_, hints := a.footer()
	for _, h := range hints {
		if x := click.X - a.frame.left; x >= h.col && x < h.col+h.cols {
			return a.press(terminal.KeyPress(h.binding.Keys()[0]))
		}
	}
	return nil
}

// hint is one key of the footer and its place, in cells from the left of the column.
type hint struct {
	col, cols int
	binding   key.Binding
}

// footerLine sets keys beside each other, as many as fit; the fixed ones are
// always among them.
func footerLine(t *theme.Theme, own, fixed []key.Binding, width int) (string, []hint) {
	var line strings.Builder
	var hints []hint
	col := 0
	place := func(b key.Binding, room int) bool {
		text := t.Key.Render(t.Sign(b.Help().Key)) + " " + t.Faint.Render(b.Help().Desc)
		cols := ansi.StringWidth(text)
		if col > 0 {
			cols += 3
		}
		if col+cols > room {
			return false
		}
		if col > 0 {
			line.WriteString("   ")
			hints = append(hints, hint{col + 3, cols - 3, b})
		} else {
			hints = append(hints, hint{col, cols, b})
		}
		line.WriteString(text)
		col += cols
		return true
	}
	reserve := 0
	for _, b := range fixed {
		reserve += ansi.StringWidth(t.Sign(b.Help().Key)) + ansi.StringWidth(b.Help().Desc) + 4
	}
	for _, b := range own {
		if b.Enabled() && b.Help().Key != "" && !place(b, width-reserve) {
			break
		}
	}
	for _, b := range fixed {
		if !place(b, width) {
			break
		}
	}
	return line.String(), hints
}
