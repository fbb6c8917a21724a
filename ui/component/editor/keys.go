package editor

import "charm.land/bubbles/v2/key"

// KeyMap is every key the field takes besides characters. Held with shift, a key that moves also selects.
//
// The host's keys are not here and stay unhandled: tab, esc, F1, page up and down, ctrl+c, o, s, r, g, f.
type KeyMap struct {
	Left, Right, WordLeft, WordRight     key.Binding
	Up, Down, ParagraphUp, ParagraphDown key.Binding
	RowStart, RowEnd, TextStart, TextEnd key.Binding
	StartOrAll, SelectAll, Select        key.Binding

	Newline                          key.Binding
	Backspace, Delete                key.Binding
	DeleteWordLeft, DeleteWordRight  key.Binding
	DeleteToRowStart, DeleteToRowEnd key.Binding
	Undo, Redo, Cut, Copy, Paste     key.Binding
}

// DefaultKeyMap returns keys that people know from Linux, macOS and Windows terminals.
//
// Copy: ctrl+c leaves the program, and terminals keep ctrl+shift+c and ctrl+insert to themselves. alt+c writes a
// ç in Apple's Terminal. ctrl+t reaches a program everywhere and means nothing to terminals, tmux or screen.
// ctrl+h is what many terminals send for backspace, others for ctrl+backspace: to lose one character is the
// smaller surprise.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Left:          bind("←", "left", "left"),
		Right:         bind("→", "right", "right"),
		WordLeft:      bind("ctrl+←", "word left", "ctrl+left", "alt+left", "alt+b"),
		WordRight:     bind("ctrl+→", "word right", "ctrl+right", "alt+right", "alt+f"),
		Up:            bind("↑", "up", "up"),
		Down:          bind("↓", "down", "down"),
		ParagraphUp:   bind("ctrl+↑", "paragraph up", "ctrl+up", "alt+up"),
		ParagraphDown: bind("ctrl+↓", "paragraph down", "ctrl+down", "alt+down"),
		RowStart:      bind("home", "start of line", "home"),
		RowEnd:        bind("end", "end of line", "end", "ctrl+e"),
		TextStart:     bind("ctrl+home", "start of text", "ctrl+home", "alt+<"),
		TextEnd:       bind("ctrl+end", "end of text", "ctrl+end", "alt+>"),
		StartOrAll:    bind("ctrl+a", "start of line, then select all", "ctrl+a"),
		SelectAll:     bind("alt+a", "select all", "alt+a", "ctrl+shift+a"),
		Select:        key.NewBinding(key.WithKeys("shift"), key.WithHelp("shift+↑↓←→", "select")),

		Newline:          bind("↵", "new line", "enter", "shift+enter", "alt+enter", "ctrl+enter", "ctrl+j"),
		Backspace:        bind("backspace", "delete left", "backspace", "shift+backspace", "ctrl+h"),
		Delete:           bind("del", "delete right", "delete", "shift+delete", "ctrl+d"),
		DeleteWordLeft:   bind("ctrl+w", "delete word left", "ctrl+w", "alt+backspace", "ctrl+backspace"),
		DeleteWordRight:  bind("alt+d", "delete word right", "alt+d", "ctrl+delete", "alt+delete"),
		DeleteToRowStart: bind("ctrl+u", "delete to start of line", "ctrl+u"),
		DeleteToRowEnd:   bind("ctrl+k", "delete to end of line", "ctrl+k"),
		Undo:             bind("ctrl+z", "undo", "ctrl+z"),
		Redo:             bind("ctrl+y", "redo", "ctrl+y", "ctrl+shift+z"),
		Cut:              bind("ctrl+x", "cut", "ctrl+x"),
		Copy:             bind("ctrl+t", "copy", "ctrl+t", "alt+c", "ctrl+insert", "ctrl+shift+c"),
		Paste:            bind("ctrl+v", "paste", "ctrl+v"),
	}
}

func bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// ShortHelp returns the bindings that a footer shows.
func (k KeyMap) ShortHelp() []key.Binding {
	return []key.Binding{k.Undo, k.Redo, k.Select, k.Copy, k.Paste}
}

// FullHelp returns every binding, in columns.
func (k KeyMap) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{k.Newline, k.Undo, k.Redo, k.Select, k.StartOrAll, k.SelectAll, k.Cut, k.Copy, k.Paste},
		{k.Left, k.Right, k.Up, k.Down, k.WordLeft, k.WordRight, k.ParagraphUp, k.ParagraphDown},
		{k.RowStart, k.RowEnd, k.TextStart, k.TextEnd},
		{k.Backspace, k.Delete, k.DeleteWordLeft, k.DeleteWordRight, k.DeleteToRowStart, k.DeleteToRowEnd},
	}
}
