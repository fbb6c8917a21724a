//go:build !windows

package e2e

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// pasted is a megabyte as a clipboard may hold it, and what of it is text.
func pasted() (clipboard, text string) {
	var c, k strings.Builder
	for _, piece := range []struct{ clipboard, text string }{
		{"Windows ends lines so.\r\n", "Windows ends lines so.\n"},
		{"Terminals send this.\r", "Terminals send this.\n"},
		{"\ta\ttab\n", "\ta\ttab\n"},
		{"a bell \x07, a null \x00, a backspace \x08, a delete \x7f, ctrl+c \x03\n", "a bell , a null , a backspace , a delete , ctrl+c \n"},
		{"\u0085next line and \u009b31mC1\u202eright to left\n", "\nnext line and 31mC1right to left\n"},
		{"the family 👨‍👩‍👧‍👦, a flag 🇬🇧, cafe\u0301 and 学校\n", "the family 👨‍👩‍👧‍👦, a flag 🇬🇧, cafe\u0301 and 学校\n"},
		{strings.Repeat("a paragraph that goes on ", 30) + "\n\n", strings.Repeat("a paragraph that goes on ", 30) + "\n\n"},
	} {
		c.WriteString(piece.clipboard)
		k.WriteString(piece.text)
	}
	times := 1<<20/c.Len() + 1
	return strings.Repeat(c.String(), times) + "The end.", strings.Repeat(k.String(), times) + "The end."
}

// A megabyte that is pasted is kept to the last byte: all of it but the control
// characters, and every line, whatever ends it there, ends as lines end here. The next key is answered, and
// a closed window loses none of it.
func TestPaste(t *testing.T) {
	clipboard, text := pasted()
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.paste(clipboard)
	x.keys("!")
	x.want("The end.!")
	x.hangup()
	x.ends(129)
	x = m.start(80, 24)
	x.want("   Notice", "The end.!")
	m.keptAfter(x, text+"!")
}

// keptAfter ends the program and checks the answer.
func (m *machine) keptAfter(x *terminal, text string) {
	m.t.Helper()
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", text)
}

// Escape sequences in a pasted text do nothing. Most terminals take the escape
// character out before the program sees it.
func TestPasteEscapes(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.paste("one \x1b[31mred\x1b[0m two \x1b]0;title\x07 three \x1b[A\x1bOP\x1b[2J\x1b four \x1b")
	x.keys(" five")
	x.want("one ", " five")
	s := x.taken()
	for _, word := range []string{"one ", "red", " two ", " three ", " four ", " five"} {
		if !s.has(word) {
			t.Errorf("%q is lost\n%v", word, s)
		}
	}
	x.keys("<ctrl+c>")
	x.ends(0)
	if got := m.export().answer(mastery, "notice", "answer"); strings.ContainsRune(got, '\x1b') {
		t.Errorf("kept %q", got)
	}
}

// A paste is shown whatever it holds, with its end or without, and what is typed
// after it is no part of it: letters are text, and keys are keys.
func TestPasteThatDoesNotEnd(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	kept := ""
	for i, cut := range []string{"\x1b]0;t", "\x1bP", "\x1bX", "\x1b^", "\x1b_", "\x1b[", "\x1b"} {
		name := string(rune('a' + i))
		x.paste(name + cut + " y")
		x.keys(name + " ")
		kept += name + strings.TrimPrefix(cut, "\x1b") + " y" + name + " "
	}
	x.want("a]0;t ya bP yb cX yc d^ yd e_ ye f[ yf g yg")
	x.send(ansi.BracketedPasteStart + "no end")
	x.want("no end")       // after a second
	x.keys(" q <ctrl+g>L") // text, and no commands
	x.want("no end q L")
	x.keys("<ctrl+c>")
	x.keys("<left>!")
	x.want("no end q !L")
	x.send(ansi.BracketedPasteStart + "é\xe9")
	x.want("é")
	x.keys("<esc>")
	x.want("no end q !ééL", "Some letters were guessed")
	x.keys("<left>!")
	x.want("no end q !é!éL")
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", kept+"no end q !é!éL")
}

// Nor does a sequence without an end that a terminal sends outside a paste swallow
// what is typed.
func TestSequenceThatDoesNotEnd(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.send("one \x1b]0;t two \x1bP three \x1b_ four \x1b^ five caf\xe9")
	x.want("one 0;t two  three  four  five café", "Some letters")
	x.keys(" !<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "one 0;t two  three  four  five café !")
}
