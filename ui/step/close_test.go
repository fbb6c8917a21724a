package step

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
)

// What is already working is written first; then the links are chosen with the keys, and
// one is followed.
func TestCloseLeadsOn(t *testing.T) {
	d := newDesk(t)
	d.height = 30
	d.open(Close)
	d.want("Where this leads", d.unit("threads/everyone").Title, "whose learning is still left out")
	d.wantNot("▌")
	d.write("coffee")
	d.press("shift+tab")
	d.wantMove(Previous)
	links := d.unit(mastery).Links
	lead := func() content.UnitID { return d.step.(Leading).Lead() }
	d.press("tab")
	d.wantMove(Stay)
	for i, l := range links {
		same(t, "chosen", lead(), l.Unit)
		d.want("▌ " + d.unit(l.Unit).Title)
		if d.cursor() != nil {
			t.Error("the text has the focus, too")
		}
		d.press("enter")
		d.wantMove(Follow)
		if i < len(links)-1 {
			d.press("down")
		}
	}
	d.press("x", "down")
	d.wantMove(Next)
	for range links {
		d.press("up")
	}
	d.wantCursor("coffee")
	d.leave()
	same(t, "kept", d.latest(Close, store.FieldWorking).Text, "coffee")
}

// A click on a link follows it, and one on the text is back to writing.
func TestCloseWithTheMouse(t *testing.T) {
	d := newDesk(t)
	d.height = 30
	d.open(Close)
	d.write("coffee")
	for _, l := range d.unit(mastery).Links {
		d.click(d.unit(l.Unit).Title)
		d.wantMove(Follow)
		same(t, "followed", d.step.(Leading).Lead(), l.Unit)
	}
	d.click("whose learning") // its reason
	d.wantMove(Follow)
	same(t, "followed", d.step.(Leading).Lead(), content.UnitID("threads/everyone"))
	d.click("Where this leads")
	d.wantMove(Stay)
	d.click("ffee")
	d.wantMove(Stay)
	d.wantCursor("co")
}

// The chosen link is seen in a low window, with its reason.
func TestCloseScrolls(t *testing.T) {
	d := newDesk(t)
	d.width, d.height = 38, 9
	d.open(Close)
	d.press("tab")
	for range d.unit(mastery).Links {
		d.want(d.unit(d.step.(Leading).Lead()).Title)
		d.press("down")
	}
	d.wantMove(Next)
}

// Links to units that this book does not have are not shown, and without any the step
// is like another.
func TestCloseWithoutLinks(t *testing.T) {
	alone := *newDesk(t).unit(mastery)
	alone.Links = []content.Link{{Unit: "disciplines/none", Because: "It is not here."}}
	d := newDesk(t)
	d.show(Open(d.env, Place{Unit: &alone, Stage: Close, Visit: 1}))
	d.wantNot("Where this leads", "It is not here.")
	d.send(tea.MouseClickMsg{X: 3, Y: 16, Button: tea.MouseLeft})
	d.press("tab")
	d.wantMove(Next)
}
