//go:build !windows

package e2e

import "testing"

// Everything on the screen can be reached with the mouse.
func TestMouse(t *testing.T) {
	m := newMachine(t)
	x := m.start(80, 24)
	x.want("Welcome.", "q quit")
	x.click("Five disciplines")
	x.want("Five disciplines in schools and trusts")

	x.click("Team learning")
	x.want("Five disciplines › Team learning", "3  Rate")
	s := x.screen()
	below, ok := s.find("↓")
	if !ok {
		t.Fatalf("there is nothing more to scroll to\n%v", s)
	}
	x.mouse(wheelDown, point{10, 10}, true)
	x.until("other rows", func(s screen) bool { return s.row(below.y-3) != "" && !s.has("1  Read") })
	x.mouse(wheelUp, point{10, 10}, true)
	x.want("1  Read")

	x.click("3  Rate")
	x.want("   Rate", "0-4 choose")
	x.click("2  In pockets")
	x.want("▌ 2  In pockets", "Saved ")
	bead, _ := x.screen().find("◆")
	x.clickAt(point{bead.x - 3, bead.y})
	x.want("   Notice", "tab next")
	x.keys("by mouse")
	x.want("by mouse")
	x.click("mouse")
	x.keys("the ")
	x.saved("by the mouse")
	x.click("F1 keys")
	x.want("Keys › Five disciplines › Team learning")
	x.click("esc back")
	x.want("by the mouse")
	x.click("esc back")
	x.want("1  Read", "l look back")
	x.click("esc back")
	x.want("Five disciplines in schools and trusts")
	x.click("esc back")
	x.want("q quit")
	x.click("q quit")
	x.ends(0)
	m.kept(team, "notice", "answer", "by the mouse")
}

// With --no-mouse the mouse is left to the terminal.
func TestNoMouse(t *testing.T) {
	m := newMachine(t)
	x := m.start(80, 24, "--no-mouse")
	x.want("Welcome.", "q quit")
	x.keys("q")
	x.ends(0)
	for _, mode := range []string{"\x1b[?1000h", "\x1b[?1002h", "\x1b[?1003h", "\x1b[?1006h"} {
		x.never(0, mode)
	}
}
