package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/trouble"
)

// windowTitle is always the same: a title stands in task bars and in lists of
// windows, where others see it.
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

// header is the first line, and what goes under its corner where there is room.
// A screen that has nothing to say in the corner is private all the same, and
// says so: on a projector the corner tells who may see what is on it.
func (a *App) header() (line, under string) {
	t, f := a.env.Theme, a.frame
	corner, alarm := "", false
	if s, ok := a.stack.top().(nav.Status); ok {
		corner, alarm = s.Status()
	}
	if corner == "" {
		corner = t.Marks.Private + " " + string(store.Private)
	}
	if since, err := a.unsaved(); err != nil {
		why, where, short := trouble.NotSaved(since, err)
		corner, alarm = why, true
		if under = cornerLine(t, where, f.column); f.under() == 0 {
			corner, under = short, ""
		}
	}
	return headerLine(t, a.stack.top().Title(), corner, alarm, f.column), under
}

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

// keyPress is the key that a footer hint stands for.
func keyPress(name string) tea.KeyPressMsg {
	k := tea.Key{}
	for {
		mod, rest, ok := strings.Cut(name, "+")
		if !ok || rest == "" {
			break
		}
		switch mod {
		case "ctrl":
			k.Mod |= tea.ModCtrl
		case "shift":
			k.Mod |= tea.ModShift
		case "alt":
			k.Mod |= tea.ModAlt
		}
		name = rest
	}
	if code, ok := namedKeys[name]; ok {
		k.Code = code
		return tea.KeyPressMsg(k)
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return tea.KeyPressMsg(k)
}

var namedKeys = map[string]rune{
	"tab": tea.KeyTab, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
}
