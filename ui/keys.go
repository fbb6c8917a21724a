package ui

import "charm.land/bubbles/v2/key"

// keyMap is the keys that mean the same on every screen.
type keyMap struct {
	back, quit, leave, help, hide, lock, elsewhere key.Binding
}

func newKeys() keyMap {
	return keyMap{
		// pressed twice in a row, some terminals send it as alt+esc
		back:  key.NewBinding(key.WithKeys("esc", "alt+esc"), key.WithHelp("esc", "back")),
		quit:  key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "quit")),
		leave: key.NewBinding(key.WithKeys("ctrl+c"), key.WithHelp("ctrl+c", "quit, saved")),
		help:  key.NewBinding(key.WithKeys("f1", "?"), key.WithHelp("?", "keys")),
		hide:  key.NewBinding(key.WithKeys("ctrl+g", "."), key.WithHelp(".", "hide the screen, or show it again")),
		lock:  key.NewBinding(key.WithKeys("ctrl+l", "L"), key.WithHelp("L", "lock the workbook")),

		elsewhere: key.NewBinding(key.WithKeys("f2"), key.WithHelp("F2", "save elsewhere")),
	}
}

// forTyping returns the keys as they are while printable keys are text.
func (k keyMap) forTyping() keyMap {
	k.quit.SetEnabled(false)
	k.help = key.NewBinding(key.WithKeys("f1"), key.WithHelp("F1", "keys"))
	k.hide = key.NewBinding(key.WithKeys("ctrl+g"), key.WithHelp("ctrl+g", "hide the screen, or show it again"))
	k.lock = key.NewBinding(key.WithKeys("ctrl+l"), key.WithHelp("ctrl+l", "lock the workbook"))
	return k
}
