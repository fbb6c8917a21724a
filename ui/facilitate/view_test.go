package facilitate

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/ui/console"
)

// wholeSession plays something of everything that can happen in a session.
func wholeSession(d *driver) {
	d.start(senior, "Senior team", 60, 17)
	d.press("n", "n", "p", "space", "+", "-", "space", "?", "?", "esc", "b", "b", "g", "5", "enter")
	d.pass(3 * time.Second)
	d.goTo(content.RunVote)
	d.press("v", "l", "enter", "2", "enter", "enter", "3", "enter", "esc")
	d.send(tea.WindowSizeMsg{Width: 40, Height: 12})
	d.press("v", "-", "esc", "n", "n", "n")
	d.goTo(content.RunCapture)
	d.saidCards()
	d.press("c", "up", "x", "t")
	d.write("craft")
	d.press("enter", "esc", "esc", "n", "n")
	d.send(tea.WindowSizeMsg{Width: 20, Height: 5})
	d.press("n")
	d.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	d.press("m", "3", "s", "esc", "w")
	d.write("the bell goes")
	d.pass(time.Minute)
	d.press("tab")
	d.write("listen")
	d.press("enter", "enter", "enter", "esc", "q", "4", "enter")
}

// Drawing changes nothing and sends nothing: a session of which View is never
// called is the same as one of which it is called again and again.
func TestDrawingChangesNothing(t *testing.T) {
	play := func(looks int) (told []string, last string) {
		d := newDriver(t, 60, 17)
		d.looks = looks
		show := d.env.Show
		d.env.Show = func(f console.Frame) {
			show(f)
			line, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			told = append(told, string(line))
		}
		wholeSession(d)
		return told, d.screen()
	}
	told, last := play(0)
	for _, looks := range []int{1, 3} {
		if also, end := play(looks); !slices.Equal(also, told) || end != last {
			t.Errorf("with View called %d times consoles are told %d things, without it %d; the last screens are\n%s\n%s", looks, len(also), len(told), end, last)
		}
	}
	for i := range told[1:] {
		if told[i] == told[i+1] {
			t.Errorf("consoles are told the same thing twice: %s", told[i])
		}
	}
	if len(told) < 80 {
		t.Errorf("consoles are told %d things", len(told))
	}
}
