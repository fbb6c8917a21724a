package step

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
)

// leaning returns what is kept of the tension, nil if nothing is.
func (d *desk) leaning() *store.Tension {
	d.Helper()
	t := d.env.Book.Tensions[0]
	r, _, err := d.env.Store.Latest(store.Slot{Step: t.Key(), Field: store.FieldTension})
	d.check(err)
	return r.Tension
}

// One of five places is chosen with keys.
func TestTensionPlaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		keys string
		want *store.Tension
	}{
		{"", nil},
		{"x up", nil},
		{"1", &store.Tension{Leaning: -2}},
		{"3", &store.Tension{Leaning: 0}},
		{"right", &store.Tension{Leaning: 1}},
		{"h h h h", &store.Tension{Leaning: -2}},
		{"l l l left", &store.Tension{Leaning: 1}},
		{"4 tab 1 shift+tab 5", &store.Tension{Leaning: 2, Note: "1"}}, // in the note a digit is text
		{"enter 4", &store.Tension{Note: "4"}},
		{"down x backspace", nil},
	} {
		d := newDesk(t)
		d.show(openTension(d))
		d.press(strings.Fields(c.keys)...)
		d.wantMove(Stay)
		d.leave()
		same(t, c.keys, d.leaning(), c.want)
		if c.want != nil {
			d.show(openTension(d))
			d.want(fmt.Sprintf("◆ %d", c.want.Leaning+3), c.want.Note)
		}
	}
}

// A place is chosen with the mouse, and a click beside the places chooses none.
func TestTensionWithTheMouse(t *testing.T) {
	d := newDesk(t)
	d.show(openTension(d))
	d.click("Change lasts")
	d.wantNot("◆")
	d.click("○ 4")
	d.want("◆ 4")
	y := strings.Count(strings.Split(d.text(), "◆")[0], "\n")
	d.send(tea.MouseClickMsg{X: 5 * placeWidth, Y: y, Button: tea.MouseLeft})
	d.want("◆ 4")
	d.click("│")
	same(t, "the focus", d.focus(), "note")
	d.write("both")
	d.leave()
	same(t, "kept", *d.leaning(), store.Tension{Leaning: 1, Note: "both"})
}

// tab leads into the note and on from there, shift+tab back to the places.
func TestTensionMoves(t *testing.T) {
	d := newDesk(t)
	d.show(openTension(d))
	d.press("tab")
	d.wantCursor("┃ ")
	d.press("shift+tab")
	d.wantMove(Stay)
	same(t, "the focus", d.focus(), "")
	d.press("tab", "tab")
	d.wantMove(Next)
	d.press("shift+tab", "2", "ctrl+s")
	d.wantSaved(sunday)
}
