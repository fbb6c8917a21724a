package facilitate

import (
	"charm.land/bubbles/v2/key"

	"goldenthread/ui/phrase"
)

// helpPages lists the keys that work, in pages where there is no room for all.
type helpPages struct{ page, pages int }

// turn goes to the next page, and reports whether there is one.
func (h *helpPages) turn() bool {
	h.page++
	return h.page < h.pages
}

// keys returns those that work while the pages are seen.
func (h *helpPages) keys(k runKeys) []key.Binding {
	if h.page < h.pages-1 {
		return []key.Binding{named(k.help, "more keys"), named(k.close, "back")}
	}
	return []key.Binding{named(k.help, "back")}
}

// keyColumn is the width of the names of keys.
const keyColumn = 11

// lines draws the page that is seen.
func (h *helpPages) lines(l layout, keys []key.Binding) []string {
	t := l.theme
	var lines []string
	for _, b := range keys {
		if !b.Enabled() || b.Help().Key == "" {
			continue
		}
		for i, line := range t.Wrap(b.Help().Desc, l.inner-keyColumn, t.Text) {
			name := ""
			if i == 0 {
				name = t.Key.Render(t.Sign(b.Help().Key))
			}
			lines = append(lines, phrase.Pad(name, keyColumn)+line)
		}
	}
	h.pages = max(1, (len(lines)+l.rows-1)/l.rows)
	from := min(h.page, h.pages-1) * l.rows
	return lines[from:min(len(lines), from+l.rows)]
}
