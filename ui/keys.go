package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// globalKey does the same on every screen.
type globalKey struct {
	binding key.Binding // where printable keys are commands
	typing  key.Binding // where they are text; without keys it works only elsewhere
	exit    string      // what it leaves, if other keys leave the same
	hidden  bool        // it works while the screen is hidden, too
	silent  bool        // the page of keys leaves it out
	works   func(*App) bool
	footer  func(*App) bool // the footer shows it; nil never
	does    func(*App, tea.KeyPressMsg) tea.Cmd
}

// globalKeys returns the table of the keys that work everywhere, in the order of the
// page of keys and of the footer.
func globalKeys() []globalKey {
	always := func(*App) bool { return true }
	elsewhere := key.NewBinding(key.WithKeys("f2"), key.WithHelp("F2", "save elsewhere"))
	// pressed twice in a row, some terminals send it as alt+esc
	back := key.NewBinding(key.WithKeys("esc", "alt+esc"), key.WithHelp("esc", "back"))
	leave := key.NewBinding(key.WithKeys("ctrl+c"), key.WithHelp("ctrl+c", "quit, saved"))
	outOfLock := key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "leave"))
	return []globalKey{
		{binding: elsewhere, typing: elsewhere, works: (*App).maySaveAs, footer: (*App).maySaveAs, does: (*App).saveAs},
		{binding: back, typing: back, works: always, footer: func(a *App) bool { return !a.stack.alone() }, does: (*App).back},
		{
			binding: key.NewBinding(key.WithKeys("ctrl+g", "."), key.WithHelp(".", "hide the screen, or show it again")),
			typing:  key.NewBinding(key.WithKeys("ctrl+g"), key.WithHelp("ctrl+g", "hide the screen, or show it again")),
			hidden:  true, works: always, does: (*App).hide,
		},
		{
			binding: key.NewBinding(key.WithKeys("ctrl+l", "L"), key.WithHelp("L", "lock the workbook")),
			typing:  key.NewBinding(key.WithKeys("ctrl+l"), key.WithHelp("ctrl+l", "lock the workbook")),
			works:   (*App).mayLock, does: (*App).lock,
		},
		{
			binding: key.NewBinding(key.WithKeys("f1", "?"), key.WithHelp("?", "keys")),
			typing:  key.NewBinding(key.WithKeys("f1"), key.WithHelp("F1", "keys")),
			works:   always, footer: always, does: (*App).toggleHelp,
		},
		{
			binding: key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "quit")), exit: "quit",
			works: always, footer: func(a *App) bool { return a.stack.alone() && !a.atLock() }, does: (*App).quit,
		},
		{binding: leave, typing: leave, exit: "quit", hidden: true, works: always, does: (*App).quit},
		// back leads out of a locked workbook, too: this row lets the footer say so
		{binding: outOfLock, typing: outOfLock, silent: true, works: (*App).atLock, footer: (*App).atLock, does: (*App).quit},
	}
}

// on returns the binding of the screen that is seen.
func (k globalKey) on(a *App) key.Binding {
	if a.stack.typing() {
		return k.typing
	}
	return k.binding
}

// globalKey returns the row of a key, if it is one that works now.
func (a *App) globalKey(msg tea.KeyPressMsg) (globalKey, bool) {
	for _, k := range a.keys {
		if (k.hidden || !a.curtain.drawn) && key.Matches(msg, k.on(a)) && k.works(a) {
			return k, true
		}
	}
	return globalKey{}, false
}

// exitOf names what a key leaves, if anything: keys that leave the same have one
// name.
func (a *App) exitOf(msg tea.KeyPressMsg) string {
	for _, k := range a.keys {
		if k.exit != "" && key.Matches(msg, k.binding) {
			return k.exit
		}
	}
	return msg.String()
}

// globalHelp returns the keys for the page of keys.
func (a *App) globalHelp() (bindings []key.Binding) {
	for _, k := range a.keys {
		if b := k.on(a); !k.silent {
			b.SetEnabled(k.works(a))
			bindings = append(bindings, b)
		}
	}
	return bindings
}

// globalFooter returns the keys that the footer always shows.
func (a *App) globalFooter() (bindings []key.Binding) {
	for _, k := range a.keys {
		if b := k.on(a); b.Enabled() && k.footer != nil && k.footer(a) {
			bindings = append(bindings, b)
		}
	}
	return bindings
}
