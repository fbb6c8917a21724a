package editor

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

func TestFind(t *testing.T) {
	const s = "Learning, learned, LEARNED; cafe\u0301 Straße\nlearn"
	for _, c := range []struct {
		name    string
		query   string
		forward bool
		want    []string // the text before each match in turn
	}{
		{"forward, round the end", "learn", true, []string{"", "Learning, ", "Learning, learned, ", s[:len(s)-5], ""}},
		{"backward", "learn", false, []string{s[:len(s)-5], "Learning, learned, ", "Learning, "}},
		{"never half a character", "cafe", true, nil},
		{"over a newline", "e\nL", true, []string{strings.TrimSuffix(s, "e\nlearn")}},
		{"absent", "school", true, nil},
		{"nothing", "", true, nil},
	} {
		m := field("|" + s)
		for _, before := range c.want {
			if !m.Find(c.query, c.forward) {
				t.Errorf("%s: no match", c.name)
			} else if from, _ := m.Selection(); from != len(before) || !strings.EqualFold(m.Selected(), c.query) {
				t.Errorf("%s: %q at %d, want it after %q", c.name, m.Selected(), from, before)
			}
		}
		if c.want == nil && m.Find(c.query, c.forward) {
			t.Errorf("%s: found %q", c.name, m.Selected())
		}
	}
}

func TestFindShowsTheMatch(t *testing.T) {
	m := field("|" + eight)
	m.Find("row 8", true)
	if !m.cursorSeen() || m.Top() != 3 {
		t.Errorf("top is %d", m.Top())
	}
}

func TestClip(t *testing.T) {
	shared := new(Clip)
	a, b := field("one [two| three"), field("|")
	a.SetClip(shared)
	b.SetClip(shared)
	changed, cmd := a.Update(ctrl('t'))
	if changed || cmd == nil || shown(a) != "one [two| three" {
		t.Errorf("copy: changed %t, command %t, %q", changed, cmd != nil, shown(a))
	}
	if got, want := cmd(), tea.SetClipboard("two")(); got != want {
		t.Errorf("copy sends %v, want %v", got, want)
	}
	if changed, cmd = a.Update(ctrl('x')); !changed || cmd == nil || shown(a) != "one | three" {
		t.Errorf("cut: changed %t, command %t, %q", changed, cmd != nil, shown(a))
	}
	if changed, cmd = b.Update(ctrl('v')); !changed || cmd != nil || shown(b) != "two|" {
		t.Errorf("paste into another field: changed %t, command %t, %q", changed, cmd != nil, shown(b))
	}
	if changed, cmd = b.Update(ctrl('x')); changed || cmd != nil {
		t.Error("cut without a selection does something")
	}
	if b.Update(ctrl('v')); shown(b) != "twotwo|" {
		t.Errorf("cut without a selection emptied the clip: %q", shown(b))
	}
}

// Whatever size the field is given, it stays drawable and keeps text, cursor and place.
func TestSizes(t *testing.T) {
	long := strings.Repeat("The quick brown 学校 fox\tjumps. ", 40)
	m := field(long[:500] + "|" + long[500:])
	at := m.Cursor()
	for _, size := range [][2]int{{80, 24}, {1, 1}, {0, 0}, {-3, -3}, {2, 2}, {3, 1}, {500, 120}, {4, 3}, {20, 5}} {
		m.SetSize(size[0], size[1])
		checkPicture(t, m)
		if m.Text() != long || m.Cursor() != at || !m.cursorSeen() {
			t.Errorf("at %v: cursor %d, in sight %t", size, m.Cursor(), m.cursorSeen())
		}
	}
}

// The text at the top stays at the top when the width changes.
func TestResizeKeepsThePlace(t *testing.T) {
	m := field(strings.Repeat("some words to fill it\n", 50))
	m.SetTop(40)
	first := m.text.Row(m.Top()).Start
	m.SetSize(10, 5)
	if got := m.text.Row(m.Top()).Start; got != first {
		t.Errorf("the first byte in sight was %d, now %d", first, got)
	}
}

func TestMargin(t *testing.T) {
	m := field("|" + eight)
	press(m, keyDown, keyDown, keyDown)
	if m.Top() != 0 {
		t.Errorf("three down: top %d", m.Top())
	}
	press(m, keyDown)
	if m.Top() != 1 {
		t.Errorf("four down: top %d, want a row beyond the cursor", m.Top())
	}
	m.PageDown()
	if m.cursorRow() != 7 || m.Top() != 3 {
		t.Errorf("page down: row %d, top %d", m.cursorRow(), m.Top())
	}
	m.PageUp()
	if m.cursorRow() != 3 || m.Top() != 2 {
		t.Errorf("page up: row %d, top %d", m.cursorRow(), m.Top())
	}
}

func TestEdgeRows(t *testing.T) {
	m := field("one two three |four five six\nseven")
	if m.AtLastRow() || !m.AtFirstRow() {
		t.Error("the first of three rows")
	}
	press(m, keyDown)
	if m.AtLastRow() || m.AtFirstRow() {
		t.Error("the second of three rows")
	}
	press(m, keyDown)
	if !m.AtLastRow() || m.AtFirstRow() {
		t.Error("the last of three rows")
	}
}

func TestSetCursor(t *testing.T) {
	m := field("a👩‍👩‍👧‍👦b")
	for _, c := range []struct{ to, want int }{{-1, 0}, {1, 1}, {2, 26}, {25, 26}, {26, 26}, {27, 27}, {99, 27}} {
		if m.SetCursor(c.to); m.Cursor() != c.want {
			t.Errorf("SetCursor(%d) goes to %d, want %d", c.to, m.Cursor(), c.want)
		}
	}
}

// Styles come from outside; without any a selection is reversed, a text plain.
func TestStyles(t *testing.T) {
	m := field("a[b|c")
	m.SetSize(5, 1)
	if got, want := m.View(), "a\x1b[7mb\x1b[mc"; got != want {
		t.Errorf("without styles %q, want %q", got, want)
	}
	bold := lipgloss.NewStyle().Bold(true)
	m.SetStyles(Styles{Text: bold, Selection: lipgloss.NewStyle().Italic(true), Placeholder: lipgloss.NewStyle().Faint(true)})
	if got := m.View(); got != "\x1b[1ma\x1b[m\x1b[3mb\x1b[m\x1b[1mc\x1b[m" {
		t.Errorf("with styles %q", got)
	}
	m.SetText("")
	m.SetPlaceholder("here")
	if got := m.View(); got != "\x1b[2mhere\x1b[m" {
		t.Errorf("placeholder %q", got)
	}
	types(m, "x")
	if got := m.View(); got != "\x1b[1mx\x1b[m" {
		t.Errorf("after typing %q", got)
	}
}

// A chosen newline is seen, also on a row that is full.
func TestChosenNewline(t *testing.T) {
	m := field("[1234\n\n5|")
	m.SetSize(5, 3)
	if got, want := ansi.Strip(strings.ReplaceAll(m.View(), "\x1b[7m", "^")), "^1234 \n^ \n^5"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestVersionAndWords(t *testing.T) {
	m := field("one two|")
	version := m.Version()
	press(m, keyLeft, shift(keyLeft), ctrl('t'))
	if m.Version() != version {
		t.Error("a move or a copy changed the version")
	}
	types(m, " x")
	if m.Version() == version || m.Words() != 3 {
		t.Errorf("version %d, %d words", m.Version(), m.Words())
	}
}
