package editor

import (
	"strings"
	"testing"
)

const eight = "row 1\nrow 2\nrow 3\nrow 4\nrow 5\nrow 6\nrow 7\nrow 8"

func TestMouse(t *testing.T) {
	for _, c := range []struct {
		name  string
		start string
		do    func(*Model)
		want  string
	}{
		{"click", "one two|\nthree", func(m *Model) { m.Click(2, 1, 1, false) }, "one two\nth|ree"},
		{"click past a row's end", "one|\nthree", func(m *Model) { m.Click(12, 1, 1, false) }, "one\nthree|"},
		{"click below the text", "|one\nthree", func(m *Model) { m.Click(1, 4, 1, false) }, "one\nthree|"},
		{"click the second half of a wide character", "|学校", func(m *Model) { m.Click(3, 0, 1, false) }, "学|校"},
		{"click a tab", "|\tx", func(m *Model) { m.Click(2, 0, 1, false) }, "|\tx"},
		{"click past a wrapped row", "|one two three four five", func(m *Model) { m.Click(19, 0, 1, false) }, "one two three four| five"},
		{"shift and click", "on|e two", func(m *Model) { m.Click(5, 0, 1, true) }, "on[e t|wo"},
		{"shift and click back", "one t[wo|", func(m *Model) { m.Click(1, 0, 1, true) }, "o|ne t[wo"},
		{"word", "|one two three", func(m *Model) { m.Click(5, 0, 2, false) }, "one [two| three"},
		{"spaces", "|one   two", func(m *Model) { m.Click(4, 0, 2, false) }, "one[   |two"},
		{"last word, behind it", "|one two", func(m *Model) { m.Click(12, 0, 2, false) }, "one [two|"},
		{"empty row", "|one\n\ntwo", func(m *Model) { m.Click(0, 1, 2, false) }, "one\n|\ntwo"},
		{"paragraph", "|one\ntwo three four five six seven\neight", func(m *Model) { m.Click(1, 2, 3, false) }, "one\n[two three four five six seven|\neight"},
		{"drag", "|one two", func(m *Model) { m.Click(1, 0, 1, false); m.Drag(5, 0) }, "o[ne t|wo"},
		{"drag back", "|one two", func(m *Model) { m.Click(5, 0, 1, false); m.Drag(1, 0) }, "o|ne t[wo"},
		{"drag by words", "|one two three", func(m *Model) { m.Click(1, 0, 2, false); m.Drag(9, 0) }, "[one two three|"},
		{"drag back by words", "|one two three", func(m *Model) { m.Click(9, 0, 2, false); m.Drag(5, 0) }, "one |two three["},
		{"drag by paragraphs", "|one\ntwo\nthree", func(m *Model) { m.Click(1, 0, 3, false); m.Drag(1, 1) }, "[one\ntwo|\nthree"},
		{"released", "|one two", func(m *Model) { m.Click(1, 0, 1, false); m.Release(); m.Drag(5, 0) }, "o|ne two"},
		{"never pressed", "|one two", func(m *Model) { m.Drag(5, 0) }, "|one two"},
		{"the text changed under the button", "|one two", func(m *Model) { m.Click(6, 0, 1, false); m.SetText("x"); m.Drag(5, 0) }, "x|"},
		{"drag below scrolls", "|" + eight, func(m *Model) { m.Click(0, 4, 1, false); m.Drag(2, 5); m.Drag(2, 6) }, strings.Replace(strings.Replace(eight, "row 5", "[row 5", 1), "row 7", "ro|w 7", 1)},
		{"drag above scrolls", eight + "|", func(m *Model) { m.Click(0, 0, 1, false); m.Drag(2, -1) }, strings.Replace(strings.Replace(eight, "row 4", "[row 4", 1), "row 3", "ro|w 3", 1)},
	} {
		m := field(c.start)
		c.do(m)
		if got := shown(m); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The wheel leaves the cursor where it is; the next key shows it again.
func TestWheel(t *testing.T) {
	m := field("|" + eight)
	m.Wheel(2)
	if _, _, visible := m.CursorXY(); visible || m.Top() != 2 || m.Cursor() != 0 {
		t.Errorf("top %d, cursor %d visible %t", m.Top(), m.Cursor(), visible)
	}
	if above, below := m.More(); !above || !below {
		t.Errorf("more above %t, below %t", above, below)
	}
	m.Wheel(99)
	if above, below := m.More(); m.Top() != 3 || !above || below {
		t.Errorf("at the end: top %d, more above %t, below %t", m.Top(), above, below)
	}
	types(m, "x")
	if x, y, visible := m.CursorXY(); x != 1 || y != 0 || !visible {
		t.Errorf("after a key the cursor is at %d,%d %t", x, y, visible)
	}
}
