package editor

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

var (
	keyLeft      = tea.KeyPressMsg{Code: tea.KeyLeft}
	keyRight     = tea.KeyPressMsg{Code: tea.KeyRight}
	keyUp        = tea.KeyPressMsg{Code: tea.KeyUp}
	keyDown      = tea.KeyPressMsg{Code: tea.KeyDown}
	keyHome      = tea.KeyPressMsg{Code: tea.KeyHome}
	keyEnd       = tea.KeyPressMsg{Code: tea.KeyEnd}
	keyEnter     = tea.KeyPressMsg{Code: tea.KeyEnter}
	keyBackspace = tea.KeyPressMsg{Code: tea.KeyBackspace}
	keyDelete    = tea.KeyPressMsg{Code: tea.KeyDelete}
)

func ctrl(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl} }
func alt(r rune) tea.KeyPressMsg  { return tea.KeyPressMsg{Code: r, Mod: tea.ModAlt} }

func shift(k tea.KeyPressMsg) tea.KeyPressMsg {
	k.Mod |= tea.ModShift
	return k
}

// field returns a focused field of 20 by 5 that holds s, with the cursor where s has a | and the selection's fixed end
// at a [ if it has one.
func field(s string) *Model {
	m := New()
	m.SetMethod(ansi.GraphemeWidth)
	m.SetSize(20, 5)
	m.Focus()
	anchor := strings.Index(strings.Replace(s, "|", "", 1), "[")
	s = strings.Replace(s, "[", "", 1)
	cursor := strings.Index(s, "|")
	m.SetText(strings.Replace(s, "|", "", 1))
	if cursor >= 0 {
		m.SetCursor(cursor)
	}
	if anchor >= 0 {
		m.anchor = anchor
	}
	return &m
}

// shown returns the field's text with | at the cursor, and [ at the fixed end of a selection.
func shown(m *Model) string {
	s := m.Text()
	cursor, anchor := m.cursor, m.anchor
	if cursor == anchor {
		return s[:cursor] + "|" + s[cursor:]
	}
	if anchor < cursor {
		return s[:anchor] + "[" + s[anchor:cursor] + "|" + s[cursor:]
	}
	return s[:cursor] + "|" + s[cursor:anchor] + "[" + s[anchor:]
}

func press(m *Model, keys ...tea.KeyPressMsg) {
	for _, k := range keys {
		m.Update(k)
	}
}

func types(m *Model, s string) {
	for _, r := range s {
		m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// What a reader takes for one character is one step and one deletion, whatever it is made of.
func TestOneCharacter(t *testing.T) {
	for _, c := range []struct {
		name, is string
		cells    int
	}{
		{"letter", "a", 1},
		{"accent in one", "é", 1},
		{"accent in two", "e\u0301", 1},
		{"three accents", "a\u0300\u0301\u0302", 1},
		{"family", "👩‍👩‍👧‍👦", 2},
		{"flag", "🇬🇧", 2},
		{"skin tone", "👍🏽", 2},
		{"keycap", "1️⃣", 2},
		{"heart", "❤️", 2},
		{"Hindi conjunct", "स्ते", 1},
		{"Thai with vowel and tone", "ที่", 1},
		{"Chinese", "学", 2},
		{"Korean in three", "\u1112\u1161\u11ab", 2},
		{"Arabic with a vowel", "ب\u064e", 1},
		{"Hebrew with a point", "ש\u05c1", 1},
		{"letter and zero width space", "a\u200b", 1},
		{"letter and byte order mark", "a\ufeff", 1},
		{"no-break space", "\u00a0", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := field("x" + c.is + "y|")
			press(m, keyLeft)
			if x, _, _ := m.CursorXY(); x != 1+c.cells {
				t.Errorf("takes %d cells, want %d", x-1, c.cells)
			}
			press(m, keyLeft)
			if got, want := shown(m), "x|"+c.is+"y"; got != want {
				t.Errorf("left: %q, want %q", got, want)
			}
			press(m, keyRight)
			if got, want := shown(m), "x"+c.is+"|y"; got != want {
				t.Errorf("right: %q, want %q", got, want)
			}
			press(m, keyBackspace)
			if got := shown(m); got != "x|y" {
				t.Errorf("backspace: %q", got)
			}
			press(m, ctrl('z'), keyLeft, keyDelete)
			if got := shown(m); got != "x|y" {
				t.Errorf("delete: %q", got)
			}
		})
	}
}

// A character that joins its neighbour takes the cursor along.
func TestJoining(t *testing.T) {
	for _, c := range []struct{ name, before, typed, after string }{
		{"accent after its letter", "e|x", "\u0301", "e\u0301|x"},
		{"letter before an accent", "|\u0301x", "e", "e\u0301|x"},
		{"second half of a flag", "🇬|x", "🇧", "🇬🇧|x"},
		{"joiner between two people", "👩|👩", "\u200d", "👩\u200d👩|"},
		{"half a flag before a whole one", "|🇬🇧", "🇫", "🇫🇬|🇧"},
	} {
		m := field(c.before)
		types(m, c.typed)
		if got := shown(m); got != c.after {
			t.Errorf("%s: %q, want %q", c.name, got, c.after)
		}
		press(m, ctrl('z'))
		if got := shown(m); got != c.before {
			t.Errorf("%s, undone: %q, want %q", c.name, got, c.before)
		}
	}
}
