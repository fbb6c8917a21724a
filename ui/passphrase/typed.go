// Package passphrase says once what a passphrase may be, and holds it while it is
// typed: on the screen, at a prompt of the command line, and in a file the same
// characters are taken, and as many. It knows neither a key nor a terminal, nor what
// a passphrase opens.
package passphrase

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"goldenthread/content/safetext"
)

// Most is the number of bytes of a passphrase that are taken: more than anybody types.
const Most = 1024

// Why something cannot be a new passphrase, in words that end a sentence.
var (
	ErrNothing = errors.New("there is nothing in it")
	ErrLong    = errors.New("it is longer than 1,024 bytes")
	ErrKey     = errors.New("something came with it that is no character, such as a tab, an arrow or a line break")
	ErrBytes   = errors.New("some of it is no text (it is not UTF-8)")
)

// Typed holds what was typed, in one piece of memory that is never moved and is
// overwritten when it is not wanted any more. The zero value is empty.
type Typed struct {
	text  []byte
	wrong error
}

// Put takes a character, and reports whether there is another text now. What no
// passphrase can have, and what is too much, is left out; Wrong says so from then on.
func (t *Typed) Put(r rune) (changed bool) {
	if r == utf8.RuneError {
		t.Refuse(ErrBytes) // and is taken all the same, as it always was
	}
	switch {
	case !safetext.Secret(r):
		t.Refuse(ErrKey)
	case len(t.text)+utf8.RuneLen(r) > Most:
		t.Refuse(ErrLong)
	default:
		if t.text == nil {
			t.text = make([]byte, 0, Most)
		}
		t.text = utf8.AppendRune(t.text, r)
		return true
	}
	return false
}

// Refuse notes that something came that was left out.
func (t *Typed) Refuse(why error) {
	if t.wrong == nil {
		t.wrong = why
	}
}

// Wrong returns why what was typed cannot be a new passphrase; nil if it can. One
// that unlocks something is what was taken, whatever was left out.
func (t *Typed) Wrong() error {
	if t.wrong == nil && len(t.text) == 0 {
		return ErrNothing
	}
	return t.wrong
}

// Backspace takes the last character away, and reports whether there was one.
func (t *Typed) Backspace() (changed bool) {
	if len(t.text) == 0 {
		t.wrong = nil
		return false
	}
	_, size := utf8.DecodeLastRune(t.text)
	end := len(t.text) - size
	clear(t.text[end:])
	t.text = t.text[:end]
	return true
}

// Len returns how many characters there are.
func (t *Typed) Len() int { return utf8.RuneCount(t.text) }

// Bytes returns what was typed so far, to be looked at and not kept.
func (t *Typed) Bytes() []byte { return t.text }

// Copy returns what was typed so far. The caller overwrites it.
func (t *Typed) Copy() []byte { return bytes.Clone(t.text) }

// Take hands over what was typed, and nothing is left. The caller overwrites it.
func (t *Typed) Take() []byte {
	text := t.text
	t.text, t.wrong = nil, nil
	return text
}

// Clear overwrites what was typed.
func (t *Typed) Clear() {
	clear(t.text)
	t.text, t.wrong = nil, nil
}
