//go:build !windows

package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// What is typed before a screen is there reaches that screen and no other: the
// q in it quits nothing, the 2 in it opens nothing.
func TestTypedAhead(t *testing.T) {
	m := newMachine(t)
	x := m.start(80, 24)
	x.want("Welcome.", "q quit")
	const thought = "half a thought, quite 2 quick?"
	x.keys("11<enter><enter>" + thought)
	x.saved(thought)
	x.want("   Notice")
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", thought)
}

// Even before the program has drawn anything, no key is lost or taken for
// another.
func TestTypedBeforeTheStart(t *testing.T) {
	m := newMachine(t)
	x := m.start(80, 24, "open", mastery+"/notice")
	x.want("   Notice")
	x.keys("quick<enter>.?")
	x.saved("quick")
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "quick\n.?")
}

// The window is made smaller and larger while somebody writes. Text, cursor and
// place stay, and at every size the screen is what a fresh start shows there.
func TestResize(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 100, 30)
	x.keys("The caretaker showed a new colleague the boiler log, and she asked two questions of him.<left><left><left><left>X")
	x.saved("of Xhim.")
	x.kill()
	copied := m.path("copy.db")
	bytes, err := os.ReadFile(m.workbook())
	if err == nil {
		err = os.WriteFile(copied, bytes, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}

	x = m.openAt(mastery+"/notice", "Notice", 100, 30)
	for _, size := range []point{{40, 12}, {30, 8}, {100, 30}, {200, 60}, {61, 17}, {10, 40}, {80, 24}} {
		fresh := m.freshAt(size, copied)
		x.resize(size.x, size.y)
		x.until(fmt.Sprintf("what a fresh start shows at %v:\n%v", size, fresh), func(s screen) bool {
			return s.text() == fresh.text() && s.visible == fresh.visible && (!s.visible || s.cursor == fresh.cursor)
		})
	}
	x.keys("Y")
	x.saved("of XYhim.")
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "The caretaker showed a new colleague the boiler log, and she asked two questions of XYhim.")
}

// freshAt returns the first whole screen of a start at a size.
func (m *machine) freshAt(size point, workbook string) screen {
	m.t.Helper()
	x := m.start(size.x, size.y, "open", mastery+"/notice", "--data", workbook)
	s := x.until("a first screen", func(s screen) bool {
		if size.x < 40 || size.y < 12 {
			return s.has("12") && s.has("rows.")
		}
		return s.visible && s.has("Notice")
	})
	x.kill()
	return s
}

// replies holds the answers of terminals to the queries of programs.
var replies = [...]string{
	lightBackground, "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]10;rgb:ffff/ffff/ffff\x07",
	"\x1b[?2026;2$y", "\x1b[?2027;2$y", "\x1b[?2027;0$y", "\x1b[?62;1;6;22c", "\x1b[>1;10;0c", "\x1b[?1u",
	"\x1b[I", "\x1b[O", "\x1b[12;40R", "\x1bP>|XTerm(379)\x1b\\",
}

// What a terminal answers late, or in pieces, is never taken for text.
func TestLateReplies(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("so")
	x.want("┃ so")
	for i, reply := range replies {
		x.send(reply)
		x.keys(string(rune('a' + i)))
		x.want("┃ so" + letters(i+1))
	}
	for i, reply := range []string{lightBackground, "\x1b[?2027;2$y"} {
		half := len(reply) / 2
		x.send(reply[:half])
		x.send(reply[half:])
		x.keys(string(rune('A' + i)))
		x.want(strings.ToUpper(letters(i + 1)))
	}
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "so"+letters(len(replies))+"AB")
}

func letters(n int) string { return "abcdefghijklmnopqrstuvwxyz"[:n] }
