package step

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
)

// The page is read with the keys and the wheel, to its end and back.
func TestReadingScrolls(t *testing.T) {
	d := newDesk(t)
	d.width, d.height = 38, 9
	d.open(content.Read)
	const first, last = "An organisation learns only", "survives a busy week"
	wheel := func(b tea.MouseButton) func() {
		return func() {
			for range 20 {
				d.send(tea.MouseWheelMsg{Button: b})
			}
		}
	}
	keys := func(times int, name string) func() {
		return func() {
			for range times {
				d.press(name)
			}
		}
	}
	for _, c := range []struct{ toEnd, toTop func() }{
		{keys(1, "end"), keys(1, "home")},
		{keys(40, "down"), keys(40, "up")},
		{keys(40, "j"), keys(40, "k")},
		{keys(6, "pgdown"), keys(6, "pgup")},
		{wheel(tea.MouseWheelDown), wheel(tea.MouseWheelUp)},
	} {
		c.toEnd()
		d.want(last)
		d.wantNot(first)
		c.toTop()
		d.want(first)
		d.wantNot(last)
		d.wantMove(Stay)
	}
	d.press("down")
	if strings.Contains(d.text(), first) {
		t.Error("down scrolls by more or less than a line")
	}
}

// space reads page by page, and goes on from the end.
func TestReadingPageByPage(t *testing.T) {
	d := newDesk(t)
	d.width, d.height = 56, 13
	d.open(content.Read)
	pages := 1
	for d.press("space"); d.moved == Stay && pages < 20; d.press("space") {
		pages++
	}
	d.want("survives a busy week")
	if d.wantMove(Next); pages < 2 {
		t.Errorf("%d pages", pages)
	}
}

// Going on marks the step as read, once in each visit, with the words that were read.
func TestReadingIsNoted(t *testing.T) {
	for _, key := range []string{"tab", "enter"} {
		d := newDesk(t)
		for _, visit := range []int{1, 1, 2} {
			d.visit(content.Read, visit)
			d.press("shift+tab")
			d.wantMove(Previous)
			d.press(key, key)
			d.wantMove(Next)
		}
		history := d.history(content.Read, store.FieldRead)
		if len(history) != 2 || history[0].Visit != 1 || history[1].Visit != 2 {
			t.Errorf("%s: %+v", key, history)
			continue
		}
		asked, found, err := d.env.Store.Wording(history[0].Wording)
		if err != nil || !found || !strings.Contains(asked, "Mastery in this") || !strings.Contains(asked, "- Every adult can name") {
			t.Errorf("%q %t %v", asked, found, err)
		}
	}
}
