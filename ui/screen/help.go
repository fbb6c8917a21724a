package screen

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/page"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// helpScreen is the keys of the screen below it, from the bindings that handle
// them.
type helpScreen struct {
	env    *env.Env
	page   page.Page
	of     string
	groups [][]key.Binding
	keys   listKeys
}

// NewHelp makes the page of keys for a screen.
func NewHelp(e *env.Env, title string, groups [][]key.Binding) nav.Screen {
	return &helpScreen{env: e, of: title, groups: groups, keys: newListKeys()}
}

func (h *helpScreen) SetSize(width, height int) {
	t := h.env.Theme
	h.page.Mark, h.page.Up, h.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	h.page.SetSize(width, height)
	h.page.Clear()
	for _, group := range h.groups {
		h.page.Gap()
		for _, b := range group {
			if b.Enabled() && b.Help().Key != "" {
				h.page.Print(keyLines(t, b, width)...)
			}
		}
	}
	h.page.Gap()
	h.page.Print(t.Prose("The mouse works on beads, rows, levels and the keys below. Hold shift (in some terminals option) to select with the terminal itself.", width, theme.Quiet)...)
	h.page.Scroll(0)
}

const keyColumn = 24

// keyLines sets one key with what it does, wrapped under itself.
func keyLines(t *theme.Theme, b key.Binding, width int) []string {
	var lines []string
	for i, line := range t.Prose(b.Help().Desc, max(width-keyColumn, 12), theme.Body) {
		left := strings.Repeat(" ", keyColumn)
		if i == 0 {
			left = padTo(t.Key.Render(b.Help().Key), keyColumn)
		}
		lines = append(lines, left+line)
	}
	return lines
}

// Update scrolls.
func (h *helpScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	scroll(&h.page, h.keys, msg)
	return nil, nil
}

// scroll moves a page that is only read.
func scroll(p *page.Page, keys listKeys, msg tea.Msg) {
	window := max(p.Height()-1, 1)
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			p.Scroll(-3)
		} else {
			p.Scroll(3)
		}
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, keys.up):
			p.Scroll(-1)
		case key.Matches(msg, keys.down):
			p.Scroll(1)
		case key.Matches(msg, keys.pageUp):
			p.Scroll(-window)
		case key.Matches(msg, keys.pageDown):
			p.Scroll(window)
		case key.Matches(msg, keys.first):
			p.SetTop(0)
		case key.Matches(msg, keys.last):
			p.SetTop(p.Rows())
		}
	}
}

// View draws the window.
func (h *helpScreen) View() tea.View { return tea.NewView(h.page.View()) }

// Title says whose keys they are.
func (h *helpScreen) Title() string { return "Keys " + h.env.Theme.Marks.Crumb + " " + h.of }

// ShortHelp lists the keys of the footer.
func (h *helpScreen) ShortHelp() []key.Binding { return []key.Binding{h.keys.up, h.keys.down} }

// FullHelp lists all keys.
func (h *helpScreen) FullHelp() [][]key.Binding {
	return [][]key.Binding{{h.keys.up, h.keys.down, h.keys.pageUp, h.keys.pageDown}}
}
