// Package secret is a field for a passphrase or a key. What is typed into it lies
// in one piece of memory that is overwritten when it is not wanted any more, and
// it is drawn as dots. It knows nothing of what the secret opens.
package secret

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content/safetext"
)

// most is the number of bytes that the field takes: more than anybody types.
const most = 1024

// KeyMap holds the keys that the field takes beside characters.
type KeyMap struct{ Backspace, Clear key.Binding }

// DefaultKeyMap returns the keys of every other field.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Backspace: key.NewBinding(key.WithKeys("backspace", "shift+backspace", "ctrl+h"), key.WithHelp("backspace", "delete left")),
		Clear:     key.NewBinding(key.WithKeys("ctrl+u", "ctrl+w"), key.WithHelp("ctrl+u", "empty the field")),
	}
}

// Field holds what was typed. The zero value is empty.
type Field struct{ text []byte }

// Update takes a key or a paste, and reports whether there is another text now.
// Line breaks and other control characters, which come with a paste, are left out.
func (f *Field) Update(msg tea.Msg) (changed bool) {
	keys := DefaultKeyMap()
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return f.add(msg.Content)
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, keys.Clear):
			changed = len(f.text) > 0
			f.Clear()
		case key.Matches(msg, keys.Backspace):
			changed = len(f.text) > 0
			_, size := utf8.DecodeLastRune(f.text)
			end := len(f.text) - size
			clear(f.text[end:])
			f.text = f.text[:end]
		default:
			return f.add(msg.Text)
		}
	}
	return changed
}

func (f *Field) add(text string) (changed bool) {
	if f.text == nil {
		f.text = make([]byte, 0, most) // never moved, so that nothing is left behind
	}
	for _, r := range text {
		if safetext.Secret(r) && len(f.text)+utf8.RuneLen(r) <= most {
			f.text = utf8.AppendRune(f.text, r)
			changed = true
		}
	}
	return changed
}

// Len returns the number of characters.
func (f *Field) Len() int { return utf8.RuneCount(f.text) }

// Dots draws a mark for every character, the last ones where there is no room for
// all.
func (f *Field) Dots(mark string, width int) string {
	return strings.Repeat(mark, max(0, min(f.Len(), width)))
}

// Groups returns the letters and digits in capitals, in groups of size. A group
// ends where it is full, or where something else was typed. It is for a key that
// is read off paper.
func (f *Field) Groups(size int) []string {
	var groups []string
	ended := true
	for _, r := range string(bytes.ToUpper(f.text)) {
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

// Copy returns a copy of the text typed so far, to be judged. The caller overwrites it.
func (f *Field) Copy() []byte { return bytes.Clone(f.text) }

// Take hands over what was typed, and the field is empty. Who takes it overwrites
// it.
func (f *Field) Take() []byte {
	text := f.text
	f.text = nil
	return text
}

// Clear overwrites what was typed.
func (f *Field) Clear() {
	clear(f.text)
	f.text = nil
}
