package screen

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// helpScreen is the keys of the screen below it, from the bindings that handle
// them, and the way to the pages about the workbook.
type helpScreen struct {
	list
	of     string
	groups [][]key.Binding
}

// NewHelp makes the page of keys for a screen.
func NewHelp(e *env.Env, title string, groups [][]key.Binding) nav.Screen {
	h := &helpScreen{list: list{env: e, keys: newListKeys()}, of: title, groups: groups}
	h.build = h.print
	return h
}

func (h *helpScreen) print() {
	t, width := h.env.Theme, h.page.Width()
	for _, p := range h.env.Book.Pages {
		h.link(p.Title, route.Page{ID: p.ID})
	}
	if h.env.Store != nil && !h.env.Store.Locked() {
		h.link("Privacy: what is stored where", route.Privacy{})
	}
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
}

func (h *helpScreen) link(title string, to nav.Route) {
	if h.current() {
		title = h.env.Theme.Bold.Render(title)
	}
	h.add(row{move: nav.Push{Route: to}}, title)
}

const keyColumn = 24

// keyLines sets one key with what it does, wrapped under itself.
func keyLines(t *theme.Theme, b key.Binding, width int) []string {
	var lines []string
	for i, line := range t.Prose(b.Help().Desc, max(width-keyColumn, 12), theme.Body) {
		left := strings.Repeat(" ", keyColumn)
		if i == 0 {
			left = padTo(t.Key.Render(t.Sign(b.Help().Key)), keyColumn)
		}
		lines = append(lines, left+line)
	}
	return lines
}

// Update takes an event.
func (h *helpScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) { return h.update(msg), nil }

// Title says whose keys they are.
func (h *helpScreen) Title() string { return "Keys " + h.env.Theme.Marks.Crumb + " " + h.of }

// ShortHelp lists the keys of the footer.
func (h *helpScreen) ShortHelp() []key.Binding {
	return []key.Binding{h.keys.choose, h.keys.open, h.keys.pageDown}
}
