package facilitate

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/content/safetext"
)

var styles = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// checkSafe fails if what the room sees could steer the terminal. It looks at the
// view itself, before the program's last door.
func (d *driver) checkSafe(where string) {
	d.t.Helper()
	for line := range strings.SplitSeq(d.view().Content, "\n") {
		if bare := styles.ReplaceAllString(line, ""); safetext.Screen(bare) != bare {
			d.t.Errorf("%s: %+q", where, bare)
		}
	}
}

// TestNothingSaidTurnsTheRoom: what a room says is kept with the characters that
// people paste, and is shown without those that would turn or hide what is around it.
func TestNothingSaidTurnsTheRoom(t *testing.T) {
	const said = "one\u2067two\U000E0041\uFEFF\u202Athree"
	d := newDriver(t, 60, 17)
	d.start(senior, said, 60, 17)
	d.checkSafe("opening")
	d.goTo(content.RunCapture)
	d.press("c")
	d.send(tea.PasteMsg{Content: said + "\x1b[8m"})
	d.checkSafe("typing")
	d.press("enter")
	d.checkSafe("card")
	d.press("esc", "n")
	d.checkSafe("wall")
	d.goTo(content.RunCommit)
	d.press("w")
	for _, text := range []string{said, said, said, "in 2 weeks"} {
		d.send(tea.PasteMsg{Content: text})
		d.checkSafe("commitment")
		d.press("enter")
	}
	d.press("esc", "n")
	d.checkSafe("commitments")
	s := d.running().session
	if s.About().Group != said || s.Cards()[0].Text != said+"[8m" || s.Commitments()[0].Action != said {
		t.Errorf("kept %+q, %+q, %+q", s.About().Group, s.Cards()[0].Text, s.Commitments()[0].Action)
	}
	d.press("q", "enter")
	d.checkSafe("over")
	d.killed(60, 17)
	d.checkSafe("choose")
}
