package editor

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content/safetext"
)

// FuzzPaste pastes any bytes at any place of any text, takes it back and makes it again.
func FuzzPaste(f *testing.F) {
	f.Add("one two", "\r\n\x1b[31m\u202e\xff", 3, 20)
	f.Add("👩‍👩‍👧‍👦🇬🇧", "🇬\u200d\u0301", 4, 3)
	f.Add("學校\tя", "a\x00b\u009b", 1, 1)
	f.Fuzz(func(t *testing.T, before, pasted string, at, width int) {
		m := New()
		m.Focus()
		m.SetText(before)
		m.SetSize(width%100, 4)
		m.SetCursor(at)
		was, cursor := m.Text(), m.Cursor()
		want := was[:cursor] + safetext.Typed(pasted) + was[cursor:]
		m.Update(tea.PasteMsg{Content: pasted})
		for range 2 {
			if m.Text() != want {
				t.Fatalf("%q pasted into %q at %d made %q", pasted, was, cursor, m.Text())
			}
			if _, found := slices.BinarySearch(boundaries(want), m.Cursor()); !found {
				t.Fatalf("the cursor, %d, is within a cluster of %q", m.Cursor(), want)
			}
			checkPicture(t, &m)
			if m.Undo() && (m.Text() != was || m.Cursor() != cursor) {
				t.Fatalf("undone to %q at %d, was %q at %d", m.Text(), m.Cursor(), was, cursor)
			}
			checkPicture(t, &m)
			m.Redo()
		}
	})
}
