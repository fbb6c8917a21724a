package facilitate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
)

// sizes are a projector's, a small window's, a large one's, and the least.
var sizes = [][2]int{{60, 17}, {80, 24}, large, {40, 12}}

var large = [2]int{160, 50}

// inLarge lists the scenes that are drawn in the large size, too: one of each way to
// fill it. The others say the same words there as in the size before.
const inLarge = "break capture choose groups keys levels opening over spread wall"

// hands counts so many hands for each option, and goes back to the step.
func (d *driver) hands(counts ...int) {
	d.press("v", "h")
	for i, n := range counts {
		for range n {
			d.press(fmt.Sprint(i + d.running().step().Poll.First))
		}
	}
	d.press("esc")
}

// said puts cards under the headings of the step.
func (d *driver) saidCards() {
	d.press("c")
	for _, text := range []string{"lesson study in year 9", "the Tuesday walk round", "reading groups of three", "a question at every meeting"} {
		d.write(text)
		d.press("enter", "tab")
	}
	d.press("esc")
}

// scenes lead from the first step of a session, or from choosing one, to a screen.
var scenes = map[string]func(d *driver){
	"choose":  func(d *driver) { d.open("", 60, 17) },
	"find":    func(d *driver) { d.open("", 60, 17); d.write("trust") },
	"start":   func(d *driver) { d.open(senior, 60, 17); d.write("Senior team"); d.press("tab") },
	"opening": func(d *driver) { d.press("n") },
	"round":   func(d *driver) { d.press("n", "n", "n") },
	"levels":  func(d *driver) { d.goTo(content.RunLevels); d.press("n", "n") },
	"vote":    func(d *driver) { d.goTo(content.RunVote) },
	"how":     func(d *driver) { d.goTo(content.RunVote); d.press("v") },
	"hands":   func(d *driver) { d.goTo(content.RunVote); d.press("v", "h", "2", "2", "1") },
	"ballot":  func(d *driver) { d.goTo(content.RunVote); d.press("v", "l", "enter", "2") },
	"again": func(d *driver) {
		d.goTo(content.RunVote)
		d.press("v", "l", "enter", "2", "enter")
		d.crash()
		d.press("enter")
	},
	"leaving": func(d *driver) { d.goTo(content.RunVote); d.press("v", "l", "enter", "2", "enter", "ctrl+c") },
	"pass":    func(d *driver) { d.goTo(content.RunVote); d.press("v", "l", "enter", "2", "enter") },
	"sealed": func(d *driver) {
		d.goTo(content.RunVote)
		d.press("v", "h", "2", "esc")
		d.goTo(content.RunSpread)
		d.press("n")
	},
	"spread": func(d *driver) {
		d.goTo(content.RunVote)
		d.hands(0, 2, 7, 5)
		d.goTo(content.RunSpread)
		d.press("n")
	},
	"capture": func(d *driver) {
		d.goTo(content.RunCapture)
		d.press("c")
		d.write("lesson study")
		d.press("enter")
		d.write("the Tues")
	},
	"card":   func(d *driver) { d.goTo(content.RunCapture); d.saidCards(); d.press("c", "up") },
	"wall":   func(d *driver) { d.goTo(content.RunCapture); d.saidCards(); d.press("n") },
	"break":  func(d *driver) { d.goTo(content.RunBreak) },
	"groups": func(d *driver) { d.press("m", "4") },
	"commit": func(d *driver) {
		d.goTo(content.RunCommit)
		d.press("w")
		d.write("the review meets")
		d.press("enter")
		d.write("ask for one pattern over time")
		d.press("enter")
		d.write("deputy")
		d.press("enter")
		d.write("in 2 weeks")
		d.press("enter")
		d.write("the bell goes")
	},
	"end":    func(d *driver) { d.press("q") },
	"over":   func(d *driver) { d.press("q", "enter") },
	"blank":  func(d *driver) { d.press("b") },
	"keys":   func(d *driver) { d.press("?") },
	"jump":   func(d *driver) { d.press("g", "1") },
	"paused": func(d *driver) { d.press("n"); d.pass(100 * time.Second); d.press("space") },
	"time":   func(d *driver) { d.pass(5*time.Minute + 9*time.Second) },
}

// TestScreens plays every scene once, and changes the size of the window. The header
// and the footer of all scenes are in a golden a size; no other has them.
func TestScreens(t *testing.T) {
	frames, played := map[[2]int]string{}, 0
	for _, name := range slices.Sorted(maps.Keys(scenes)) {
		play := scenes[name]
		t.Run(name, func(t *testing.T) {
			d := newDriver(t, 60, 17)
			d.start(senior, "Senior team", 60, 17)
			if _, chosen := map[string]bool{"choose": true, "find": true, "start": true}[name]; chosen {
				if err := d.model.close(); err != nil {
					t.Fatal(err)
				}
				d = newDriver(t, 60, 17)
			}
			play(d)
			for _, size := range sizes {
				d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				frame, room := d.parts()
				frames[size] += name + "\n" + frame + "\n"
				if size != large || slices.Contains(strings.Fields(inLarge), name) {
					golden(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), room)
				}
			}
			played++
		})
	}
	if played < len(scenes) { // there is a -run
		return
	}
	for size, frame := range frames {
		golden(t, fmt.Sprintf("frame-%dx%d", size[0], size[1]), frame)
	}
}

// parts returns the rows of the window in two: the header and the footer, and the
// room between them with the cursor.
func (d *driver) parts() (frame, room string) {
	l := newLayout(d.env.Theme, d.model.Width, d.model.Height)
	rows := strings.SplitAfter(d.screen(), "\n")
	below := l.top + l.rows
	frame = strings.Join(rows[:l.top], "") + strings.Join(rows[below:l.height], "")
	return frame, strings.Join(rows[l.top:below], "") + strings.Join(rows[l.height:], "")
}
