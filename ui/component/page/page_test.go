package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func numbered(width, height, lines int) *Page {
	p := &Page{Up: "^", Down: "v"}
	p.SetSize(width, height)
	for i := range lines {
		p.Print(fmt.Sprint("line ", i))
	}
	return p
}

func seen(p *Page) string {
	return strings.ReplaceAll(ansi.Strip(p.View()), "\n", "|")
}

func TestViewIsAWindow(t *testing.T) {
	p := numbered(8, 3, 5)
	if got := seen(p); got != "line 0|line 1|line 2  v" {
		t.Errorf("top: %q", got)
	}
	p.Scroll(1)
	if got := seen(p); got != "line 1  ^|line 2|line 3  v" {
		t.Errorf("middle: %q", got)
	}
	p.Scroll(100)
	if got := seen(p); got != "line 2  ^|line 3|line 4" {
		t.Errorf("end: %q", got)
	}
	if p.Scroll(1) {
		t.Error("scrolled past the end")
	}
}

func TestRevealScrollsAsLittleAsItTakes(t *testing.T) {
	for name, c := range map[string]struct{ top, from, to, want int }{
		"seen already":       {2, 2, 4, 2},
		"below":              {0, 4, 6, 3},
		"above":              {5, 2, 3, 2},
		"more than there is": {4, 1, 9, 1},
	} {
		p := numbered(8, 3, 10)
		p.SetTop(c.top)
		p.Reveal(c.from, c.to)
		if p.Top() != c.want {
			t.Errorf("%s: top %d, want %d", name, p.Top(), c.want)
		}
	}
}

func TestAtKnowsScrolledPlaces(t *testing.T) {
	p := numbered(20, 4, 6)
	p.Target(1, 4)            // rows 4 and 5
	p.TargetCells(2, 3, 5, 4) // four cells of row 3
	p.SetTop(2)
	for _, c := range []struct {
		x, y, id, row, col int
		ok                 bool
	}{
		{0, 0, 0, 0, 0, false},
		{4, 1, 0, 0, 0, false},
		{5, 1, 2, 0, 0, true},
		{8, 1, 2, 0, 3, true},
		{9, 1, 0, 0, 0, false},
		{7, 3, 1, 1, 7, true},
	} {
		id, row, col, ok := p.At(c.x, c.y)
		if ok != c.ok || ok && (id != c.id || row != c.row || col != c.col) {
			t.Errorf("at %d,%d: %d row %d col %d %v", c.x, c.y, id, row, col, ok)
		}
	}
}

func TestGapIsNeverDoubled(t *testing.T) {
	p := &Page{}
	p.SetSize(10, 5)
	p.Gap()
	p.Print("a")
	p.Gap()
	p.Gap()
	p.Print("b")
	if got := seen(p); got != "a||b||" {
		t.Errorf("%q", got)
	}
}
