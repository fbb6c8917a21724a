package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/page"
)

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
