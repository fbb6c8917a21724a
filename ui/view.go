package ui

import tea "charm.land/bubbletea/v2"

// windowTitle is always the same: others see it in task bars and in lists of windows.
const windowTitle = "Golden Thread"

// View draws the window. It only joins what was laid out before.
func (a *App) View() tea.View {
	v := a.content()
	v.AltScreen = true
	v.WindowTitle = windowTitle
	v.ReportFocus = a.env.HideOnBlur
	if !a.options.NoMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

func (a *App) content() tea.View {
	f := a.frame
	switch {
	case a.Unknown():
		return tea.NewView("")
	case a.curtain.drawn:
		return tea.NewView(mask(a.env.Theme, f.width, f.height))
	case a.TooSmall():
		return tea.NewView(a.AskForRoom())
	}
	top := a.stack.top().View()
	footer, _ := a.footer()
	header, under := a.header()
	v := tea.NewView(f.draw(header, under, top.Content, footer))
	if c := top.Cursor; c != nil {
		v.Cursor = tea.NewCursor(c.X+f.left, c.Y+f.body)
		v.Cursor.Blink = false
	}
	return v
}
