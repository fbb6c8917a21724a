package reflection

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"goldenthread/ui/component/list"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// helpScreen lists the keys of the screen below it, from the bindings that handle
// them, and the way to the pages about the workbook.
type helpScreen struct {
	list.List
	env    *env.Env
	of     string
	groups [][]key.Binding
}

// NewHelp makes the page of keys for a screen.
func NewHelp(e *env.Env, title string, groups [][]key.Binding) nav.Screen {
	h := &helpScreen{List: list.New(e.Theme), env: e, of: title, groups: groups}
	h.Build = h.print
	return h
}

func (h *helpScreen) print() {
	t, width := h.env.Theme, h.Page.Width()
	for _, p := range h.env.Book.Pages {
		h.link(p.Title, route.Page{ID: p.ID})
	}
	if h.env.Store != nil && !h.env.Store.Locked() {
		h.link("Privacy: what is stored where", route.Privacy{})
	}
	for _, group := range h.groups {
		h.Page.Gap()
		for _, b := range group {
			if b.Enabled() && b.Help().Key != "" {
				h.Page.Print(keyLines(t, b, width)...)
			}
		}
	}
	h.Page.Gap()
	h.Page.Print(t.Prose("The mouse works on beads, rows, levels and the keys below. Hold shift (in some terminals option) to select with the terminal itself.", width, theme.Quiet)...)
}

func (h *helpScreen) link(title string, to nav.Route) {
	if h.Current() {
		title = h.env.Theme.Bold.Render(title)
	}
	h.Add(list.Open(to), title)
}

const keyColumn = 24

// keyLines sets one key with what it does, wrapped under itself.
func keyLines(t *theme.Theme, b key.Binding, width int) []string {
	var lines []string
	for i, line := range t.Prose(b.Help().Desc, max(width-keyColumn, 12), theme.Body) {
		left := strings.Repeat(" ", keyColumn)
		if i == 0 {
			left = phrase.Pad(t.Key.Render(t.Sign(b.Help().Key)), keyColumn)
		}
		lines = append(lines, left+line)
	}
	return lines
}

// Title says whose keys they are.
func (h *helpScreen) Title() string { return "Keys " + h.env.Theme.Marks.Crumb + " " + h.of }

// ShortHelp lists the keys of the footer.
func (h *helpScreen) ShortHelp() []key.Binding {
	return []key.Binding{h.Keys.Choose, h.Keys.Open, h.Keys.PageDown}
}
