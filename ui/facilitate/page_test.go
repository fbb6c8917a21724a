package facilitate

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// A round says how it goes once: that there are circles, and how long each has.
func TestARoundIsExplainedOnce(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("n", "n", "n")
	d.want("2 of 18", "2 circles of 7, side by side.")
	if n := strings.Count(d.screen(), "A minute each"); n != 1 {
		t.Errorf("the minute is said %d times:\n%s", n, d.screen())
	}
	d.goTo(content.RunCommit)
	d.press("n")
	d.want("seconds each.")
	for _, c := range []struct {
		circles, people, turn int
		task, want            string
	}{
		{1, 9, 120, "", "2 minutes each."},
		{2, 15, 60, "", "2 circles of 7 or 8, side by side. A minute each."},
		{1, 9, 0, "Go round.", ""},
	} {
		s := d.running().step()
		s.Circles, s.Turn, s.Task = c.circles, c.turn, c.task
		if got := turnWords(s, c.people); got != c.want {
			t.Errorf("%+v is said as %q", c, got)
		}
	}
}

// Keys say what they do on the page that is seen, also when they come faster
// than pages are drawn.
func TestKeysKnowThePages(t *testing.T) {
	d := newDriver(t, 40, 12)
	d.start(senior, "Senior team", 40, 12)
	slow := []string{}
	r := d.running()
	for range 60 {
		if more := strings.Contains(d.screen(), "→ more"); more != (!r.pager.last()) {
			t.Fatalf("page %d of %d, and the keys are\n%s", r.pager.page+1, r.pager.pages, d.screen())
		}
		slow = append(slow, fmt.Sprint(r.place.Step, r.place.Reveal, r.pager.page))
		d.press("n")
	}
	for presses := range slow {
		d.press("esc", "g", "1", "enter")
		for range presses { // a remote, pressed at once
			d.model.Update(terminal.KeyPress("n"))
		}
		if d.running().panel != nil {
			break
		}
		d.view()
		if got := fmt.Sprint(r.place.Step, r.place.Reveal, r.pager.page); got != slow[presses] {
			t.Fatalf("%d presses at once lead to %s, one by one to %s", presses, got, slow[presses])
		}
	}
}

// The question is shown over every page of the wall, each card is on one page,
// and the cards come with the task.
func TestTheWallInPages(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunCapture)
	d.press("c")
	for i := range 15 {
		d.write(fmt.Sprintf("card number %02d.", i))
		d.press("enter")
	}
	for i := range 15 {
		d.press("up")
		d.want(fmt.Sprintf("▌ card number %02d.", 14-i), "page")
	}
	d.press("esc", "esc", "n")
	d.want("From which of the things we do")
	seen := d.screen()
	for !d.running().pager.last() {
		d.press("n")
		d.want("From which of the things we do", "page")
		seen += d.screen()
	}
	d.wantNot("↓")
	for i := range 15 {
		if n := strings.Count(seen, fmt.Sprintf("card number %02d.", i)); n != 1 {
			t.Errorf("card %d is seen %d times in\n%s", i, n, seen)
		}
	}
	d.want("Team learning 0   Shared vision 0")
	d.press("n")
	d.want("Place the cards")
	d.wantNot("card number", "Team learning 0")
	d.press("n", "n")
	d.want("card number")
}

// What is said in a step without a wall is that step's.
func TestCardsOfAStepStayThere(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("n", "n", "c")
	d.write("the reading week")
	d.press("enter", "esc")
	d.want("A time we learned", "the reading week")
	d.press("n")
	d.want("A minute each", "the reading week")
	d.press("g", "6", "enter", "n")
	d.want("What have you seen?", "One moment each")
	d.wantNot("the reading week")
	d.press("c")
	d.wantNot("the reading week")
}

// A card can be put under a heading that nobody thought of beforehand.
func TestAHeadingOfItsOwn(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.start(senior, "Senior team", 80, 24)
	d.goTo(content.RunCapture)
	d.press("c")
	d.write("tea")
	d.press("enter", "up", "h")
	d.want("Under which heading?")
	d.write("Between meetings")
	d.press("enter")
	d.want("▌Between meetings", "▌ tea")
	d.press("esc")
	d.write("lunch")
	d.press("enter")
	d.want("• tea", "• lunch")
	for _, c := range d.running().session.Cards() {
		if c.Heading != "Between meetings" {
			t.Errorf("%+v", c)
		}
	}
}

// However long the words of a commitment are, the clock and the cursor stay.
func TestALongCommitment(t *testing.T) {
	d := newDriver(t, 40, 12)
	d.start(senior, "Senior team", 40, 12)
	d.goTo(content.RunCommit)
	d.press("w")
	for range 3 {
		d.write(strings.Repeat("long words of somebody ", 6) + "end")
		d.want("06:00", "end\n", "cursor ")
		d.press("enter")
	}
}

func TestSplit(t *testing.T) {
	th := theme.New(theme.Options{})
	lines := []string{"a", "b", "", "c", th.Text.Render(""), "d", "e", "f", "g"}
	if got := fmt.Sprint(split(lines, 4)); got != "[{0 4} {5 9}]" {
		t.Errorf("parts %s", got)
	}
	if got := fmt.Sprint(split(lines[:3], 4)); got != "[{0 3}]" {
		t.Errorf("parts %s", got)
	}
	if got := fmt.Sprint(split(nil, 4)); got != "[{0 0}]" {
		t.Errorf("parts %s", got)
	}
}

// What is typed and not kept is there again: after esc, after the program was
// left or killed; and it goes with the end.
func TestAnUnsentCard(t *testing.T) {
	for name, again := range map[string]func(d *driver){
		"esc":    func(d *driver) { d.press("esc", "c") },
		"left":   func(d *driver) { d.killed(60, 17); d.press("enter") },
		"killed": func(d *driver) { d.pass(time.Second); d.crash(); d.press("enter") },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDriver(t, 60, 17)
			d.start(senior, "Senior team", 60, 17)
			d.goTo(content.RunCapture)
			d.press("c")
			d.write("half a thou")
			again(d)
			d.want("┃ half a thou")
			d.write("ght")
			d.press("enter")
			d.want("• half a thought")
			d.press("esc", "c")
			if n := strings.Count(d.screen(), "half"); n != 1 {
				t.Errorf("it is there %d times:\n%s", n, d.screen())
			}
		})
	}
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("w")
	d.write("the bell")
	d.press("tab")
	d.write("listen")
	d.press("esc", "w")
	d.want("┃ the bell", "│ listen")
	d.press("esc", "q", "enter")
	s := d.model.screen.(*endScreen).session
	if file, err := os.ReadFile(s.Path()); err != nil || bytes.Contains(file, []byte("the bell")) || len(s.Place().Unsent) > 0 {
		t.Errorf("half a commitment is in the file: %+v %v", s.Place(), err)
	}
}

// A question that was begun is there again, and gone once people vote on it.
func TestAnUnsentQuestion(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("v")
	d.write("Shall we go on")
	d.pass(time.Second)
	d.crash()
	d.press("enter")
	d.want("┃ Shall we go on")
	d.press("esc", "v")
	d.want("┃ Shall we go on")
	d.press("tab")
	d.write("yes, no")
	d.press("enter")
	d.want("0 of 14 in")
	if half := d.running().session.Place().Unsent[panelVote]; half != nil {
		t.Errorf("%q is kept", half)
	}
}

// A card that was begun waits while another is changed.
func TestAnUnsentCardWaits(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("c")
	d.write("tea")
	d.press("enter")
	d.write("half")
	d.press("up", "e")
	d.write(" at ten")
	d.pass(time.Second)
	d.press("enter", "esc")
	d.want("• tea at ten", "┃ half")
	if got := d.running().session.Place().Unsent[panelCards]; len(got) != 1 || got[0] != "half" {
		t.Errorf("%q is kept", got)
	}
}

// How people sit is read from the back of the room: it is not faint.
func TestTheFormIsNotFaint(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	if v := d.view(); !strings.Contains(v.Content, d.env.Theme.Text.Render("all together · 1 of 18")) {
		t.Errorf("%q", v.Content[:200])
	}
}
