package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/nav"
	"goldenthread/ui/screen"
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
	if !a.wanted.NoMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

func (a *App) content() tea.View {
	f := a.frame
	switch {
	case a.Unknown():
		return tea.NewView("")
	case a.masked:
		return tea.NewView(a.mask())
	case a.TooSmall():
		return tea.NewView(a.AskForRoom())
	}
	top := a.top().View()
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
	if s, ok := a.top().(nav.Status); ok {
		corner, alarm = s.Status()
	}
	if corner == "" {
		corner = screen.PrivateSign(t)
	}
	if since, err := a.unsaved(); err != nil {
		why, where, short := screen.NotSaved(since, err)
		corner, alarm = why, true
		if under = cornerLine(t, where, f.column); f.under() == 0 {
			corner, under = short, ""
		}
	}
	return headerLine(t, a.top().Title(), corner, alarm, f.column), under
}

// footer is the screen's keys and those that work everywhere, or what could
// not be done.
func (a *App) footer() (string, []hint) {
	t := a.env.Theme
	if len(a.trouble) > 0 {
		return t.Alarm.Render(fitting(a.trouble, a.frame.column, t.Marks.Ellipsis)), nil
	}
	if a.notice != "" {
		return a.noticeLines(), nil
	}
	keys := a.keys
	if a.typing() {
		keys = keys.forTyping()
	}
	fixed := []key.Binding{keys.back, keys.help}
	if len(a.stack) == 1 {
		fixed = []key.Binding{keys.help, keys.quit}
	}
	if a.locked() && len(a.stack) == 1 {
		fixed = []key.Binding{keys.help, key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "leave"))}
	}
	if a.mayMove() {
		fixed = append([]key.Binding{keys.elsewhere}, fixed...)
	}
	return footerLine(t, a.top().ShortHelp(), fixed, a.frame.column)
}

// noticeLines is the notice, whole, on as many lines as it takes; below a line
// that is left free where it takes more than one.
func (a *App) noticeLines() string {
	lines := strings.Split(ansi.Wrap(a.notice, a.frame.column, ""), "\n")
	for i, line := range lines {
		lines[i] = a.env.Theme.Bold.Render(line)
	}
	if len(lines) > 1 {
		lines = append([]string{""}, lines...)
	}
	return strings.Join(lines[max(0, len(lines)-a.frame.rows):], "\n")
}

// fitting returns the first of several ways to say something for which there is
// room.
func fitting(says []string, width int, ellipsis string) string {
	for _, say := range says {
		if ansi.StringWidth(say) <= width {
			return say
		}
	}
	return ansi.Truncate(says[len(says)-1], width, ellipsis)
}

// mask is a calm page that shows nothing of what is under it.
func (a *App) mask() string {
	t := a.env.Theme
	const how = "ctrl+g to come back"
	hidden := "hidden " + t.Marks.Dot + " " + how
	say := fitting([]string{"Golden Thread " + t.Marks.Dot + " " + hidden, hidden, how}, a.frame.width, "")
	left := strings.Repeat(" ", max(0, (a.frame.width-ansi.StringWidth(say))/2))
	lines := make([]string, a.frame.height)
	lines[a.frame.height/2] = left + t.Faint.Render(say)
	return strings.Join(lines, "\n")
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
