// Package secret is a field for a passphrase or a key, which is drawn as dots. What is
// typed into it is held, and bounded, by ui/passphrase. It knows nothing of what the
// secret opens.
package secret

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/passphrase"
)

// KeyMap holds the keys that the field takes beside characters.
type KeyMap struct{ Backspace, Clear key.Binding }

// DefaultKeyMap returns the keys of every other field.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Backspace: key.NewBinding(key.WithKeys("backspace", "shift+backspace", "ctrl+h"), key.WithHelp("backspace", "delete left")),
		Clear:     key.NewBinding(key.WithKeys("ctrl+u", "ctrl+w"), key.WithHelp("ctrl+u", "empty the field")),
	}
}

// Field holds the typed text. The zero value is empty.
type Field struct{ passphrase.Typed }

// Update takes a key or a paste, and reports whether there is another text now.
// Control characters, which come with a paste, are left out, and Wrong says so; the
// end of the line that a paste ends with is no part of it.
func (f *Field) Update(msg tea.Msg) (changed bool) {
	keys := DefaultKeyMap()
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return f.add(strings.TrimSuffix(strings.TrimSuffix(msg.Content, "\n"), "\r"))
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, keys.Clear):
			changed = f.Len() > 0
			f.Clear()
		case key.Matches(msg, keys.Backspace):
			return f.Backspace()
		default:
			return f.add(msg.Text)
		}
	}
	return changed
}

func (f *Field) add(text string) (changed bool) {
	for _, r := range text {
		changed = f.Put(r) || changed
	}
	return changed
}

// Dots draws a mark for every character, the last ones where there is no room for
// all.
func (f *Field) Dots(mark string, width int) string {
	return strings.Repeat(mark, max(0, min(f.Len(), width)))
}

// Groups returns the letters and digits in capitals, in groups of size. A group
// ends where it is full, or where something else was typed. It is for a key that
// is read off paper, to be drawn.
func (f *Field) Groups(size int) []string {
	var groups []string
	ended := true
	for _, r := range string(bytes.ToUpper(f.Bytes())) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			ended = true
			continue
		}
		if ended {
			groups = append(groups, "")
		}
		group := &groups[len(groups)-1]
		*group += string(r)
		ended = utf8.RuneCountInString(*group) == size
	}
	return groups
}
