//go:build !windows

package e2e

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// tour shows the screens of every kind and leaves.
func (x *terminal) tour(each func(screen)) {
	x.t.Helper()
	see := func(keys string, texts ...string) {
		x.t.Helper()
		x.keys(keys)
		each(x.want(texts...))
	}
	see("", "Welcome.", "quit")
	see("1", "Five disciplines in schools and trusts")
	see("1", "1  Read", "Five disciplines", "Personal mastery")
	see("1", "What good looks like")
	see("<enter>", "   Notice", "tab next")
	see("boiler log", "boiler log", "Saving")
	see("", "boiler log", "Saved ")
	see("<f1>", "Keys ")
	see("<esc>", "boiler log")
	see("<tab>", "   Rate")
	see("3", "3  Established", "Saved ")
	see("<ctrl+g>", "hidden")
	see("<ctrl+g>", "3  Established")
	x.keys("<ctrl+c>")
	x.ends(0)
}

var sgr = regexp.MustCompile("\x1b\\[([0-9;:]*)m")

// colours returns the codes for colours among those that set how text looks.
func colours(raw string) []string {
	var found []string
	for _, m := range sgr.FindAllStringSubmatch(raw, -1) {
		for _, param := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ';' || r == ':' }) {
			n, _ := strconv.Atoi(param)
			if n >= 30 && n <= 38 || n >= 40 && n <= 48 || n >= 90 && n <= 107 || n == 58 {
				found = append(found, m[0])
				break
			}
		}
	}
	return found
}

// NO_COLOR takes the colours away and leaves what is bold.
func TestNoColour(t *testing.T) {
	x := newMachine(t, "NO_COLOR=1").start(80, 24)
	x.tour(func(screen) {})
	raw := x.since(0)
	if found := colours(raw); len(found) > 0 {
		t.Errorf("it has colours: %q", found)
	}
	if !strings.Contains(raw, "\x1b[1m") {
		t.Error("nothing is bold")
	}
}

// Without NO_COLOR there are some, else the test above could not fail.
func TestColour(t *testing.T) {
	x := newMachine(t).start(80, 24)
	x.tour(func(screen) {})
	if len(colours(x.since(0))) == 0 {
		t.Error("there are no colours")
	}
}

// With --ascii the program's own marks are ASCII on every screen, and what the
// book says is too, as long as it needs nothing else.
func TestASCII(t *testing.T) {
	x := newMachine(t).start(80, 24, "--ascii")
	seen := map[string]bool{}
	x.tour(func(s screen) {
		for y := range s.cells {
			for _, r := range s.row(y) {
				if r > 0x7e && !seen[string(r)] {
					seen[string(r)] = true
					t.Errorf("%q in %q", r, s.row(y))
				}
			}
		}
	})
}

// Where there is no terminal that can show it, the program says so on standard
// error, and writes nothing to the terminal.
func TestNoTerminal(t *testing.T) {
	m := newMachine(t)
	code, out, said := m.run()
	if code != 2 || out != "" || !strings.Contains(said, "no terminal") || strings.Contains(said, "\x1b") {
		t.Errorf("%d, %q, %q", code, out, said)
	}
	m.env = append(m.env, "TERM=dumb")
	var stderr bytes.Buffer
	x := m.open(window{width: 80, height: 24, stderr: &stderr})
	x.ends(2)
	if raw := x.since(0); raw != "" || !strings.Contains(stderr.String(), "no terminal") {
		t.Errorf("%q, %q", raw, stderr.String())
	}
}
