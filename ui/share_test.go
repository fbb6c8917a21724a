package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store"
)

const toShare = content.UnitID("disciplines/mastery")

// reopen ends the program in the ordinary way and opens it at a place.
func (d *driver) reopen(route string, width, height int) {
	d.t.Helper()
	d.press("ctrl+c")
	if err := d.store.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.open(route, width, height)
}

// marked returns the share mark of the newest answer of a slot, read from the file.
func (d *driver) marked(stage content.Stage, field string, visit int) store.Sharing {
	d.t.Helper()
	r, found, err := d.store.LatestOf(store.Slot{Step: toShare.Step(stage), Field: field}, visit)
	if err != nil || !found {
		d.t.Fatalf("%s %s: %t, %v", stage, field, found, err)
	}
	shared, err := d.store.SharedAs(r)
	if err != nil {
		d.t.Fatal(err)
	}
	return shared.As
}

// An answer is private until it is marked, and again once its words change; the
// corner says so in a shape and a word.
func TestShareInAStep(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.want("▫ private")
	d.press("ctrl+p")
	d.want("Nothing to mark yet", "There is nothing to mark yet. Write first.")
	d.write("Nadia")
	d.want("▫ private")
	d.press("ctrl+p")
	d.want("□ shareable", "Shareable, in these words", "┃ Nadia")
	if as := d.marked(content.Notice, store.FieldAnswer, 1); as != store.Shareable {
		t.Errorf("in the file it is %s", as)
	}
	d.write("!")
	d.want("▫ private again")
	d.press("backspace")
	d.want("□ shareable")
	d.press("ctrl+p")
	d.want("■ evidence")
	d.press("ctrl+p")
	d.want("▫ private", "Private: nothing takes it")
	d.wantNot("again")
	d.press("ctrl+p")
	d.write("?")
	d.rest()
	d.restart(80, 24) // in the midst of it
	d.want("▫ private again", "┃ Nadia?")
	d.press("esc")
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.want("▫ private again")
	if as := d.marked(content.Notice, store.FieldAnswer, 1); as != store.Private {
		t.Errorf("changed after it was marked, it is %s", as)
	}
	d.press("ctrl+p")
	d.want("□ shareable")
	d.press("ctrl+c")
	if as := d.marked(content.Notice, store.FieldAnswer, 1); as != store.Shareable || !d.quit {
		t.Errorf("it is %s, %t", as, d.quit)
	}
}

// In a narrow window the corner says what is not as usual.
func TestShareInANarrowWindow(t *testing.T) {
	d := newDriver(t, 40, 12)
	d.reopen("disciplines/mastery/notice", 40, 12)
	d.want("▫ private")
	d.write("Nadia")
	d.rest()
	d.want("Saved")
	d.press("ctrl+p")
	d.want("□ shareable")
	for line := range strings.SplitSeq(d.screen(), "\n") {
		if len([]rune(line)) > 40 {
			t.Errorf("too wide: %q", line)
		}
	}
}

// Looking back, each answer says how far it may go, and a key changes that; the
// step below knows it then.
func TestShareLookingBack(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.write("the older answer")
	d.press("tab", "2", "tab", "tab", "tab")
	d.clock.pass(time.Minute)
	d.write("the newer answer")
	d.press("ctrl+p", "ctrl+r")
	d.want("Look back › Personal mastery › Interpret", "▌ Sun 22 Nov 2026, 14:04", "□ shareable")
	d.press("ctrl+p")
	d.want("■ evidence")
	d.press("esc")
	d.want("■ evidence", "┃ the newer answer")
	d.press("esc", "esc", "esc", "l")
	d.want("the newer answer", "▌ Sun 22 Nov 2026, 14:04")
	d.press("down", "down")
	d.want("▌ Sun 22 Nov 2026, 14:03 · Personal mastery › Notice")
	d.press("ctrl+p")
	d.want("□ shareable", "■ evidence")
	if as := d.marked(content.Notice, store.FieldAnswer, 1); as != store.Shareable {
		t.Errorf("the second is %s", as)
	}
	d.press("up")
	d.want("▌ Sun 22 Nov 2026, 14:03 · Personal mastery › Rate")
	d.press("ctrl+p")
	if as := d.marked(content.Rate, store.FieldRating, 1); as != store.Shareable {
		t.Errorf("the rating is %s", as)
	}
	d.click(4, 3)
	d.want("▌ Sun 22 Nov 2026, 14:04")
}

// An answer that is longer than the window is read to its end before the next one
// is chosen, and from its end on the way back.
func TestLookingBackOnLongAnswers(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.write("the older answer")
	d.press("tab", "2", "tab", "tab", "tab")
	d.clock.pass(time.Minute)
	for i := range 40 {
		d.write(fmt.Sprintf("line %d\n", i))
	}
	d.press("esc", "l")
	d.want("▌ Sun 22 Nov 2026, 14:04", "line 0")
	for range 30 {
		d.press("down")
	}
	d.want("line 39")
	d.press("down", "down", "down", "down", "down", "down")
	d.want("▌ Sun 22 Nov 2026, 14:03", "the older answer")
	d.press("home")
	d.want("▌ Sun 22 Nov 2026, 14:04", "line 0")
	d.press("pgdown", "pgdown", "pgdown")
	d.want("▌ Sun 22 Nov 2026, 14:03")
}
