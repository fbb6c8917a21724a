package editor

import (
	"reflect"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Each line is a key and what it makes of a text; | is the cursor and [ the fixed end of a selection. At 20 columns
// a row holds 19 cells.
func TestKeys(t *testing.T) {
	ctrlLeft, ctrlRight := ctrl(tea.KeyLeft), ctrl(tea.KeyRight)
	for _, c := range []struct {
		name          string
		key           tea.KeyPressMsg
		before, after string
	}{
		{"left", keyLeft, "ab|c", "a|bc"},
		{"left over a newline", keyLeft, "a\n|b", "a|\nb"},
		{"left at the start", keyLeft, "|a", "|a"},
		{"left out of a selection", keyLeft, "a[bc|d", "a|bcd"},
		{"right out of a selection", keyRight, "a|bc[d", "abc|d"},
		{"right at the end", keyRight, "a|", "a|"},
		{"select right", shift(keyRight), "a|bc", "a[b|c"},
		{"select back to nothing", shift(keyLeft), "a[b|c", "a|bc"},
		{"word left", ctrlLeft, "one two|", "one |two"},
		{"word left, alt+b", alt('b'), "one two |", "one |two "},
		{"word right", ctrlRight, "|one two", "one| two"},
		{"word right, alt+f", alt('f'), "one| two", "one two|"},
		{"word right over an empty line", ctrlRight, "one|\n\ntwo", "one\n\ntwo|"},
		{"select word", shift(ctrlLeft), "one two|", "one |two["},

		{"down keeps the column", keyDown, "abc|d\nef\nghij", "abcd\nef|\nghij"},
		{"down by visual row", keyDown, "on|e two three four five six seven", "one two three four fi|ve six seven"},
		{"down on the last row", keyDown, "a|bc", "abc|"},
		{"up on the first row", keyUp, "ab|c", "|abc"},
		{"up into a wrapped row", keyUp, "one two three four five si|x", "one two| three four five six"},
		{"home by visual row", keyHome, "one two three four five| six", "one two three four |five six"},
		{"end by visual row", keyEnd, "one| two three four five six", "one two three four| five six"},
		{"end of a row without spaces", keyEnd, "|abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrs|tuvwxyz"},
		{"end of the last row", keyEnd, "one |two", "one two|"},
		{"ctrl+a", ctrl('a'), "one\ntwo|", "one\n|two"},
		{"ctrl+a at the start selects all", ctrl('a'), "one\n|two", "[one\ntwo|"},
		{"select all", alt('a'), "one\nt|wo", "[one\ntwo|"},
		{"start of text", ctrl(tea.KeyHome), "one\ntwo|", "|one\ntwo"},
		{"end of text", ctrl(tea.KeyEnd), "|one\ntwo", "one\ntwo|"},
		{"select to the end", shift(ctrl(tea.KeyEnd)), "o|ne\ntwo", "o[ne\ntwo|"},
		{"paragraph up", ctrl(tea.KeyUp), "one\ntwo|", "one\n|two"},
		{"paragraph up again", ctrl(tea.KeyUp), "one\n|two", "|one\ntwo"},
		{"paragraph down", ctrl(tea.KeyDown), "o|ne\ntwo", "one|\ntwo"},
		{"paragraph down again", ctrl(tea.KeyDown), "one|\ntwo", "one\ntwo|"},

		{"enter", keyEnter, "one|two", "one\n|two"},
		{"shift+enter", shift(keyEnter), "one|two", "one\n|two"},
		{"line feed", ctrl('j'), "one|two", "one\n|two"},
		{"enter over a selection", keyEnter, "a[bc|d", "a\n|d"},
		{"type over a selection", tea.KeyPressMsg{Code: 'x', Text: "x"}, "a|bc[d", "ax|d"},
		{"space", tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}, "a|b", "a |b"},
		{"several characters in one key", tea.KeyPressMsg{Code: tea.KeyExtended, Text: "你好"}, "|", "你好|"},
		{"backspace", keyBackspace, "ab|c", "a|c"},
		{"backspace, as some terminals send it", ctrl('h'), "ab|c", "a|c"},
		{"backspace joins lines", keyBackspace, "a\n|b", "a|b"},
		{"backspace at the start", keyBackspace, "|ab", "|ab"},
		{"backspace a selection", keyBackspace, "a[b\nc|d", "a|d"},
		{"delete", keyDelete, "a|bc", "a|c"},
		{"delete joins lines", keyDelete, "a|\nb", "a|b"},
		{"delete at the end", keyDelete, "ab|", "ab|"},
		{"delete word left", ctrl('w'), "one two|", "one |"},
		{"delete word left stays in its line", ctrl('w'), "one\n  |two", "one\n|two"},
		{"delete word left at the start of a line", ctrl('w'), "one\n|two", "one|two"},
		{"delete word left, alt+backspace", alt(tea.KeyBackspace), "one two|", "one |"},
		{"delete word left, ctrl+backspace", ctrl(tea.KeyBackspace), "one two|", "one |"},
		{"delete word right", alt('d'), "one| two three", "one| three"},
		{"delete word right stays in its line", alt('d'), "one|  \ntwo", "one|\ntwo"},
		{"delete word right at the end of a line", ctrl(tea.KeyDelete), "one|\ntwo", "one|two"},
		{"delete to the end of the row", ctrl('k'), "one| two three four five six", "one| five six"},
		{"and from there the next", ctrl('k'), "one| five six\nseven", "one|\nseven"},
		{"and then the newline", ctrl('k'), "one|\nseven", "one|seven"},
		{"delete at a wrapped row's end", ctrl('k'), "one two three four| five six", "one two three four|"},
		{"delete to the start of the row", ctrl('u'), "one two three four five |six", "one two three four |six"},
		{"delete to the start from the start", ctrl('u'), "one\n|two", "one\n|two"},
	} {
		m := field(c.before)
		press(m, c.key)
		if got := shown(m); got != c.after {
			t.Errorf("%s: %q, want %q", c.name, got, c.after)
		}
	}
}

// The column is remembered over shorter rows, until something else is done.
func TestColumn(t *testing.T) {
	m := field("abcde|f\nab\n\nabcdef")
	press(m, keyDown, keyDown, keyDown)
	if got := shown(m); got != "abcdef\nab\n\nabcde|f" {
		t.Errorf("down: %q", got)
	}
	press(m, keyUp, keyUp, keyLeft, keyUp)
	if got := shown(m); got != "a|bcdef\nab\n\nabcdef" {
		t.Errorf("up after left: %q", got)
	}
}

// At the end of a row that was wrapped within a word the cursor stays at that row's end.
func TestRowEnd(t *testing.T) {
	m := field("|abcdefghijklmnopqrstuvwxyz")
	press(m, keyEnd)
	if x, y, _ := m.CursorXY(); x != 19 || y != 0 {
		t.Errorf("end: cursor at %d,%d", x, y)
	}
	press(m, keyHome)
	if m.Cursor() != 0 {
		t.Errorf("home goes to %d", m.Cursor())
	}
	press(m, keyEnd, keyRight)
	if got := shown(m); got != "abcdefghijklmnopqrst|uvwxyz" {
		t.Errorf("right of the end: %q", got)
	}
}

// A full row leaves the cursor in the last column, and so do the spaces that hang over it.
func TestHangingSpaces(t *testing.T) {
	m := field("")
	types(m, "one two three fours")
	for range 3 {
		if x, y, _ := m.CursorXY(); x != 19 || y != 0 {
			t.Errorf("cursor at %d,%d after %q", x, y, m.Text())
		}
		types(m, " ")
	}
	types(m, "x")
	if x, y, _ := m.CursorXY(); x != 1 || y != 1 {
		t.Errorf("cursor at %d,%d after %q", x, y, m.Text())
	}
}

// What belongs to the host is left alone.
func TestUnhandled(t *testing.T) {
	host := []tea.KeyPressMsg{
		{Code: tea.KeyTab}, {Code: tea.KeyTab, Mod: tea.ModShift}, {Code: tea.KeyEscape}, {Code: tea.KeyF1},
		{Code: tea.KeyPgUp}, {Code: tea.KeyPgDown}, ctrl('c'), ctrl('o'), ctrl('s'), ctrl('r'), ctrl('g'), ctrl('f'), alt('x'),
	}
	for _, k := range host {
		m := field("one t|wo")
		if changed, cmd := m.Update(k); changed || cmd != nil || shown(m) != "one t|wo" {
			t.Errorf("%s made %q", k, shown(m))
		}
	}
	m := field("one t|wo")
	m.Blur()
	types(m, "x")
	if m.Update(tea.PasteMsg{Content: "x"}); m.Text() != "one two" {
		t.Errorf("without the focus: %q", m.Text())
	}
	if _, _, visible := m.CursorXY(); visible {
		t.Error("a cursor without the focus")
	}
}

// No key does two things, every binding has its help, and the help shows each once.
func TestKeyMap(t *testing.T) {
	seen, shown := map[string]string{}, 0
	for _, group := range DefaultKeyMap().FullHelp() {
		for _, b := range group {
			shown++
			h := b.Help()
			if h.Key == "" || h.Desc == "" || len(b.Keys()) == 0 {
				t.Errorf("%v has no help or no keys", b)
			}
			for _, k := range b.Keys() {
				if other, taken := seen[k]; taken {
					t.Errorf("%s is both %s and %s", k, other, h.Desc)
				}
				seen[k] = h.Desc
			}
		}
	}
	if want := reflect.TypeFor[KeyMap]().NumField(); shown != want {
		t.Errorf("help shows %d bindings, want %d", shown, want)
	}
	for _, k := range []string{"ctrl+c", "ctrl+o", "ctrl+s", "ctrl+r", "ctrl+g", "ctrl+f", "tab", "shift+tab", "esc", "f1", "pgup", "pgdown"} {
		if does, taken := seen[k]; taken {
			t.Errorf("%s belongs to the host, here it is %s", k, does)
		}
	}
}

func TestDisabledBinding(t *testing.T) {
	m := field("one|")
	m.KeyMap.Newline.SetEnabled(false)
	m.KeyMap.Undo = key.NewBinding()
	press(m, keyEnter, ctrl('z'))
	if got := shown(m); got != "one|" {
		t.Errorf("disabled keys made %q", got)
	}
}
