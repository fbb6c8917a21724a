package editor

import (
	"time"
	"unicode/utf8"

	"goldenthread/content/safetext"
)

// Insert puts s, cleaned, in the place of the selection, as one undo step.
func (m *Model) Insert(s string) { m.insert(safetext.Typed(s), whole) }

// ReplaceAll replaces the text as SetText does, but as one undo step over the part that differs. The cursor goes to
// the end of that part.
func (m *Model) ReplaceAll(s string) {
	s = safetext.Typed(s)
	old := m.text.String()
	from := commonPrefix(old, s)
	rest := commonSuffix(old[from:], s[from:])
	m.replace(from, len(old)-rest, s[from:len(s)-rest], whole)
}

// insert puts s in the place of the selection.
func (m *Model) insert(s string, how manner) {
	from, to := m.Selection()
	m.replace(from, to, s, how)
}

// remove takes the selection away.
func (m *Model) remove(how manner) { m.insert("", how) }

// erase removes what lies between the cursor and off, or the selection when there is one.
func (m *Model) erase(off int, how manner) {
	if m.anchor != m.cursor {
		m.remove(whole)
		return
	}
	m.replace(min(off, m.cursor), max(off, m.cursor), "", how)
}

// replace makes every change of the text but those of undo and SetText. Even with nothing to do it shows the cursor.
func (m *Model) replace(from, to int, s string, how manner) {
	if from == to && s == "" {
		m.follow()
		return
	}
	c := change{
		at: from, was: m.text.Slice(from, to), is: s, manner: how, when: m.time(),
		before: selection{m.cursor, m.anchor},
	}
	m.text.Replace(from, to, s)
	m.version++
	m.cursor = m.text.Snap(from + len(s))
	m.anchor, m.tail, m.goal, m.hold = m.cursor, false, -1, hold{}
	c.after = selection{m.cursor, m.anchor}
	m.history.add(c)
	m.follow()
}

func (m *Model) time() time.Time {
	if m.now == nil {
		return time.Time{}
	}
	return m.now()
}

// commonPrefix returns the length in bytes of the longest common prefix, in whole runes.
func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// commonSuffix returns the length in bytes of the longest common suffix, in whole runes.
func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return n
}

// newline inserts a newline, in the undo step of the word before it.
func (m *Model) newline() { m.insert("\n", typed) }

// write inserts typed characters.
func (m *Model) write(s string) {
	if s = safetext.Typed(s); s != "" {
		m.insert(s, typed)
	}
}
