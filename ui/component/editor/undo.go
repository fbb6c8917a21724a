package editor

import (
	"time"
	"unicode"
	"unicode/utf8"
)

// pause is the length of a rest in typing that begins a new undo step.
const pause = time.Second

// manner is the kind of a change. Changes of one kind, one after the other, are one undo step.
type manner int

const (
	whole   manner = iota // a step of its own
	typed                 // characters, one after the other
	erased                // backspace after backspace
	deleted               // delete after delete
)

// selection holds the cursor and the other end of the selection, as offsets.
type selection struct{ cursor, anchor int }

// change is one step: at offset at, was gave way to is.
type change struct {
	at      int
	was, is string
	before  selection
	after   selection
	manner  manner
	when    time.Time
}

type history struct {
	done, undone []change
	open         bool // the last step may still grow
}

// rest ends the step that is growing, because the cursor was moved.
func (h *history) rest() { h.open = false }

// add records a change, as part of the last step where it continues it.
func (h *history) add(c change) {
	h.undone = nil
	if n := len(h.done); n > 0 && h.open && h.done[n-1].grow(c) {
		return
	}
	h.done = append(h.done, c)
	h.open = c.manner != whole
}

// grow takes c into the step, if it was made in the same manner, at once, and not where a new word begins. It
// reports whether it did.
func (last *change) grow(c change) bool {
	if c.manner != last.manner || c.when.Sub(last.when) >= pause || len(last.is)+len(last.was) >= stepLimit {
		return false
	}
	switch {
	case c.manner == typed && c.was == "" && c.at == last.at+len(last.is) && !newWord(last.is, c.is):
		last.is += c.is
	case c.manner == erased && c.is == "" && c.at+len(c.was) == last.at && !newWord(first(last.was), c.was):
		last.was, last.at = c.was+last.was, c.at
	case c.manner == deleted && c.is == "" && c.at == last.at && !newWord(last.was, c.was):
		last.was += c.was
	default:
		return false
	}
	last.after, last.when = c.after, c.when
	return true
}

// stepLimit is the length in bytes after which a step ends even in a script that has no spaces.
const stepLimit = 48

// newWord reports whether next, which comes after done, begins another word.
func newWord(done, next string) bool {
	r, _ := utf8.DecodeLastRuneInString(done)
	s, _ := utf8.DecodeRuneInString(next)
	return unicode.IsSpace(r) && !unicode.IsSpace(s)
}

// first returns the first character of s: the one erased last.
func first(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// Undo takes the last step back, with the cursor and the selection as they were, and reports whether there was one.
func (m *Model) Undo() bool {
	n := len(m.history.done)
	if n == 0 {
		return false
	}
	c := m.history.done[n-1]
	m.history.done = m.history.done[:n-1]
	m.history.undone = append(m.history.undone, c)
	m.replay(c.at, c.is, c.was, c.before)
	return true
}

// Redo makes the step that was taken back last again, and reports whether there was one.
func (m *Model) Redo() bool {
	n := len(m.history.undone)
	if n == 0 {
		return false
	}
	c := m.history.undone[n-1]
	m.history.undone = m.history.undone[:n-1]
	m.history.done = append(m.history.done, c)
	m.replay(c.at, c.was, c.is, c.after)
	return true
}

func (m *Model) replay(at int, from, to string, then selection) {
	m.history.rest()
	m.hold = hold{}
	m.text.Replace(at, at+len(from), to)
	m.version++
	m.cursor, m.anchor, m.tail, m.goal = then.cursor, then.anchor, false, -1
	m.follow()
}
