//go:build !windows

package e2e

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// never fails if the program has written a text since then.
func (x *terminal) never(written int, text string) {
	x.t.Helper()
	if raw := x.since(written); strings.Contains(raw, text) {
		x.t.Errorf("%q was written in %q", text, raw)
	}
}

// Hidden, no word is on any cell or in any byte that is written, and nothing
// that arrives changes that or the text.
func TestHide(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("confidential words<left><left>")
	before := x.saved("confidential words")
	hidden := x.written()
	x.keys("<ctrl+g>")
	x.want("hidden")
	x.paste("pasted meanwhile")
	x.keys("typed<enter><tab>?q")
	x.clickAt(point{6, 14})
	x.mouse(wheelDown, point{6, 14}, true)
	x.clickAt(point{10, 23})
	x.taken()
	x.resize(100, 30)
	x.until("the mask in the middle", func(s screen) bool { return strings.Contains(s.row(15), "hidden") })
	x.taken()
	x.resize(80, 24)
	s := x.until("the mask in the middle", func(s screen) bool { return strings.Contains(s.row(12), "hidden") })
	for y := range s.cells {
		if y != 12 && s.row(y) != "" {
			t.Errorf("row %d shows %q", y, s.row(y))
		}
	}
	if s.visible {
		t.Error("the cursor tells where the words are")
	}
	for _, word := range []string{"confidential", "words", "pasted", "typed", "mastery", "colleague"} {
		x.never(hidden, word)
	}

	x.keys("<ctrl+g>")
	x.until("all as before", func(s screen) bool {
		return body(s) == body(before) && s.cursor == before.cursor && s.visible
	})
	x.keys("!")
	x.saved("confidential wor!ds")
	x.keys("<ctrl+g><ctrl+c>") // leaves safely from behind the mask, too
	x.ends(0)
	m.kept(mastery, "notice", "answer", "confidential wor!ds")
}

// Whoever hides the screen in the midst of a sentence may be still typing it:
// what would be text there is no command to show it again.
func TestHideInASentence(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("confidential")
	x.want("confidential")
	hidden := x.written()
	x.keys("<ctrl+g> words. More of them.")
	x.want("hidden")
	x.taken()
	x.never(hidden, "colleague")
	x.want("hidden")
}

// Going to another window hides the screen, if that was chosen; coming back does
// not show it again.
func TestHideWhenAway(t *testing.T) {
	m := newMachine(t)
	if out, err := m.command("privacy", "--hide-on-blur", "on").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	if !x.mode(ansi.ModeFocusEvent) {
		t.Error("the terminal is not asked to say when it loses the focus")
	}
	x.keys("confidential words")
	x.saved("confidential words")
	hidden := x.written()
	x.keys("\x1b[O")
	x.want("hidden")
	x.keys("\x1b[I")
	x.taken()
	x.never(hidden, "confidential")
	x.keys("<ctrl+g>")
	x.want("confidential words")
	x.keys("<ctrl+c>")
	x.ends(0)
	if x.mode(ansi.ModeFocusEvent) {
		t.Error("the terminal goes on reporting it")
	}
}

var titles = regexp.MustCompile("\x1b\\][012];([^\x07\x1b]*)")

// The window's title, which others see in task bars and lists, is always the same.
func TestTitle(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("confidential words<tab>")
	x.want("   Rate")
	x.keys("<ctrl+g>")
	x.want("hidden")
	x.keys("<ctrl+g>")
	x.want("   Rate")
	x.back()
	x.keys("l")
	x.want("Look back")
	x.keys("<ctrl+c>")
	x.ends(0)
	found := titles.FindAllStringSubmatch(x.since(0), -1)
	for _, title := range found {
		if title[1] != "Golden Thread" && title[1] != "" {
			t.Errorf("a title is %q", title[1])
		}
	}
	if len(found) == 0 {
		t.Error("there is no title")
	}
}
