package form

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func (s *sheet) down(x, y int)   { s.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
func (s *sheet) dragTo(x, y int) { s.send(tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft}) }
func (s *sheet) lift(x, y int)   { s.send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft}) }

func (s *sheet) click(x, y int) {
	s.down(x, y)
	s.lift(x, y)
}

func (s *sheet) wheel(b tea.MouseButton, x, y int) { s.send(tea.MouseWheelMsg{X: x, Y: y, Button: b}) }

// A click gives the focus and puts the cursor where it is; beside the fields it does
// nothing, and so does another button.
func TestClick(t *testing.T) {
	s := newSheet(t, line("one").holding("one two"), text("many").holding("0 a\n1 b"))
	s.click(4, s.row("│ 1 b"))
	s.wantFocus("many")
	s.wantCursor(4, 5)
	for _, beside := range []int{0, 2, s.row("foot 0"), 11} {
		s.click(3, beside)
		s.wantFocus("many")
	}
	s.send(tea.MouseClickMsg{X: 4, Y: 3, Button: tea.MouseRight})
	s.wantFocus("many")
	s.click(30, 3) // behind the text
	s.wantFocus("one")
	s.wantCursor(9, 3)
}

// Clicks soon after each other on one cell select a word and then the line; later, or
// elsewhere, they begin anew.
func TestClicksAreCounted(t *testing.T) {
	for _, c := range []struct {
		name   string
		pauses []time.Duration
		x      int // of the last click
		want   string
	}{
		{"one", []time.Duration{0}, 6, ""},
		{"two", []time.Duration{0, doubleClick}, 6, "two"},
		{"three", []time.Duration{0, doubleClick, doubleClick}, 6, "one two three"},
		{"four", []time.Duration{0, 0, 0, 0}, 6, ""},
		{"late", []time.Duration{0, doubleClick + 1}, 6, ""},
		{"elsewhere", []time.Duration{0, 0}, 7, ""},
	} {
		s := newSheet(t, line("one").holding("one two three"))
		for i, pause := range c.pauses {
			s.at = s.at.Add(pause)
			x := 6
			if i == len(c.pauses)-1 {
				x = c.x
			}
			s.click(x, 3)
		}
		if got := s.Focused().Editor.Selected(); got != c.want {
			t.Errorf("%s: selected %q, want %q", c.name, got, c.want)
		}
	}
}

// A drag selects in the field in which it began, wherever it leads, and ends with the
// button; shift and a click select from the cursor.
func TestDrag(t *testing.T) {
	s := newSheet(t, text("many").holding("0 a\n1 b"), line("other").holding("other"))
	selected := func() string { return s.Fields[0].Editor.Selected() }
	s.dragTo(4, 4) // without a button
	s.down(4, 3)
	s.dragTo(4, 4)
	if selected() != "a\n1 " {
		t.Errorf("dragged over %q", selected())
	}
	s.dragTo(6, 5) // into the other field
	s.lift(6, 5)
	s.dragTo(2, 3)
	if s.wantFocus("many"); selected() != "a\n1 b" {
		t.Errorf("dragged out over %q", selected())
	}
	s.lift(2, 3)
	s.at = s.at.Add(time.Hour)
	s.click(2, 4)
	s.send(tea.MouseClickMsg{X: 3, Y: 4, Button: tea.MouseLeft, Mod: tea.ModShift})
	if selected() != "1" {
		t.Errorf("with shift %q", selected())
	}
}

// The wheel scrolls the text under it as far as it goes, and then the form.
func TestWheel(t *testing.T) {
	long := text("long").holding(numbered(30))
	s := newSheet(t, long, line("other"))
	s.room(40, 8)
	top := long.Editor.Top()
	s.wheel(tea.MouseWheelDown, 3, 4)
	if long.Editor.Top() != top+3 {
		t.Errorf("the text is scrolled to %d from %d", long.Editor.Top(), top)
	}
	for range 20 {
		s.wheel(tea.MouseWheelDown, 3, 4)
	}
	if s.row("foot 1") != 7 {
		t.Errorf("not at the end:\n%s", strings.Join(s.lines(), "\n"))
	}
	for range 20 {
		s.wheel(tea.MouseWheelUp, 3, 2)
	}
	if s.row("head 0") != 0 || long.Editor.Top() != 0 {
		t.Errorf("not at the beginning:\n%s", strings.Join(s.lines(), "\n"))
	}
	s.wheel(tea.MouseWheelDown, 3, 0) // over the head
	if s.row("head 0") == 0 {
		t.Error("over the head the wheel does nothing")
	}
}
