package facilitate

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store/problem"
	"goldenthread/store/session"
)

const senior = content.AgendaID("senior-team")

func TestChoosingAndStarting(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.want("What shall the group do?", "Where do we learn", "ROOM")
	d.write("vision")
	d.want("Find: vision_", "Shared vision")
	d.wantNot("Personal mastery")
	d.press("esc")
	d.want("Four drivers, at every level")
	d.write("where do we learn")
	d.press("enter")
	d.want("Name of the group", "18 steps, until 15:30.")
	d.press("enter", "enter", "enter", "enter", "enter")
	d.want("What is the group called?")
	d.write("Senior team")
	d.press("enter")
	for range 3 {
		d.press("backspace")
	}
	d.write("0")
	d.want("How many people? From 2 to 200.")
	d.press("backspace")
	d.write("500")
	d.want("How many people?")
	d.press("enter", "enter", "enter", "enter")
	if d.running() != nil || len(d.sessions()) > 0 {
		t.Fatal("a session of 500 was made")
	}
	d.press("up", "up", "up")
	d.press("backspace", "backspace", "backspace")
	d.write("14")
	d.press("tab", "backspace", "backspace")
	d.write("20")
	d.want("This needs")
	d.press("backspace", "backspace")
	d.write("75")
	d.want("until 15:15", "Shorter:")
	d.press("enter", "enter", "right", "enter")
	r := d.running()
	if r == nil {
		t.Fatalf("it did not start:\n%s", d.screen())
	}
	about := r.session.About()
	if about.Group != "Senior team" || about.People != 14 || about.Minutes != 75 || about.Least != 5 || about.Agenda != "senior-team" {
		t.Errorf("%+v", about)
	}
	sum := 0
	for _, s := range r.place.steps {
		sum += s.Minutes
	}
	if sum != 75 {
		t.Errorf("the steps take %d minutes", sum)
	}
}

func TestSteppingThrough(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.want("1 of 18   ROOM", "Where do we learn, and where do we not?", "space pause", "→ show")
	d.wantNot("Roles, never names")
	for _, next := range []string{"right", "down", "pgdown", "enter", "n"} {
		d.press(next)
	}
	d.want("Four descriptions", "3 of 18", "1  In words only")
	for _, back := range []string{"left", "up", "pgup", "p", "left"} {
		d.press(back)
	}
	d.want("1 of 18")
	d.wantNot("Roles, never names")
	d.press("g")
	d.want("Go to step: _")
	d.write("99")
	d.press("enter")
	d.want(`There is no step "99": they go from 1 to 18.`)
	d.press("g", "9", "backspace", "3", "enter")
	d.want("3 of 18")
	d.press("g", "1", "esc")
	d.want("3 of 18")
	d.wantNot("Go to step")
}

func TestClock(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.env.Theme.ASCII = true // the clock as text
	d.pass(2 * time.Minute)
	d.want("03:00")
	d.press("space")
	d.want("03:00  paused", "space go on")
	d.pass(time.Hour)
	d.want("03:00  paused")
	d.press("space", "+")
	d.want("04:00")
	d.press("-", "-")
	d.want("02:00")
	beats, sent := d.beats, d.sent
	d.pass(2*time.Minute - time.Second)
	d.want("00:01")
	if got := d.beats - beats; got != 119 {
		t.Errorf("the clock moves %d times in 119 seconds", got)
	}
	if d.sent != sent { // they have a clock of their own
		t.Errorf("consoles were told %d times that time passes", d.sent-sent)
	}
	if d.bells != 0 {
		t.Error("it rang early")
	}
	d.pass(time.Second)
	d.want("00:00  time")
	d.pass(3 * time.Minute)
	d.want("+03:00  time")
	if d.bells != 1 {
		t.Errorf("it rang %d times", d.bells)
	}
	d.press("+")
	d.want("01:00")
	d.pass(time.Minute)
	if d.bells != 2 {
		t.Errorf("after a minute more it rang %d times", d.bells)
	}
	d.press("-", "-")
	d.want("00:00  time")
}

// Going on by mistake and back again costs the clock nothing but that time.
func TestClockAfterAMistake(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.env.Theme.ASCII = true
	d.pass(2 * time.Minute)
	d.press("g", "5", "enter")
	d.pass(10 * time.Second)
	d.press("g", "1", "enter")
	d.want("03:00")
}

// All keys can be seen at every size, and a panel says its own.
func TestKeys(t *testing.T) {
	d := newDriver(t, 40, 12)
	d.start(senior, "Senior team", 40, 12)
	seen := ""
	d.press("?")
	for d.running().help != nil {
		seen += d.screen()
		d.press("?")
	}
	for _, want := range []string{"space", "capture", "what we will do", "make groups", "then enter", "carry on later", "more keys"} {
		if !strings.Contains(seen, want) {
			t.Errorf("%q is never seen in\n%s", want, seen)
		}
	}
	d.press("w", "f1")
	d.want("shift+tab", "ctrl+g")
	d.press("esc")
	d.want("Again on")
	d.write("?b.")
	d.want("?b.")
}

func TestBlank(t *testing.T) {
	for _, again := range []string{"b", ".", "esc", "ctrl+g"} {
		d := newDriver(t, 60, 17)
		d.start(senior, "Senior team", 60, 17)
		before := d.screen()
		d.press("b")
		d.want("BLANK", "b to come back")
		d.wantNot("ROOM", "learn", "1 of 18", "█")
		d.press("n", "q", "space")
		d.want("BLANK")
		if again == "ctrl+g" {
			again = "."
		}
		d.press(again)
		if after := d.screen(); after != before {
			t.Errorf("after %s it is\n%s\nand was\n%s", again, after, before)
		}
	}
}

// Killed, and started again later: the same step, the same end of the clock.
func TestCarryOn(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("g", "5", "enter")
	d.pass(time.Minute)
	place, screen := d.running().session.Place(), d.screen()
	d.killed(60, 17)
	d.want("Carry on", "Senior team: Where do we learn")
	d.press("enter")
	if got := d.running().session.Place(); !got.Ends.Equal(place.Ends) || got.Step != place.Step {
		t.Errorf("%+v, was %+v", got, place)
	}
	if got := d.screen(); got != screen {
		t.Errorf("it is\n%s\nand was\n%s", got, screen)
	}
	d.killed(60, 17)
	d.pass(time.Hour)
	bells := d.bells
	d.press("enter")
	if d.bells != bells {
		t.Error("it rings for a time that was up long ago")
	}
	d.env.Theme.ASCII = true
	d.press("b", "b")
	d.want("time")
}

func TestASecondFacilitate(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	second := &driver{t: t, at: d.at, env: d.env, looks: 1}
	second.open("", 60, 17)
	second.want("Carry on", "open in another window")
	second.press("enter")
	second.want("That session is open in another window")
	if second.running() != nil {
		t.Error("two run the same session")
	}
}

func TestBallot(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunVote)
	d.want("1  In words only", "v vote")
	d.press("v")
	d.want("14 vote.", "h hands or cards", "l laptop round")
	d.press("l")
	d.want("0 of 14 in", "Pass the laptop round.")
	poll := d.running().step().Poll
	var before string
	for n := range 14 {
		d.press("enter")
		d.want("Press the number of your choice. It is not shown.")
		d.press(string(rune('0' + poll.First + n%3)))
		if after := d.screen(); before != "" && after != before {
			t.Fatalf("the screen says which option was chosen:\n%s\n%s", before, after)
		} else {
			before = after
		}
		d.press("4", string(rune('0'+poll.First+n%3)), "enter")
		if n < 13 {
			d.want("Thank you. Pass it on.")
		}
	}
	d.want("All votes are in.")
	d.press("enter")
	d.goTo(content.RunSpread)
	d.wantNot("█ 5", "first")
	d.press("n")
	d.want("5", "4")
	v := d.running().session.Votes()[0]
	if got := v.Rounds[0].Counts; len(got) != len(poll.Options) || got[0] != 5 || got[1] != 5 || got[2] != 4 {
		t.Errorf("counts %v", got)
	}
}

// Nothing of a round is kept before all are in: who leaves in the middle of one is
// told so first, and the round is asked again.
func TestLeavingInTheMiddleOfARound(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunVote)
	d.press("v", "l", "enter", "2", "enter", "ctrl+c")
	d.want("ctrl+c again leaves", "this round is asked again.")
	if d.press("enter", "3", "enter", "ctrl+c"); d.quit {
		t.Fatal("it left without a word of the second vote")
	}
	d.want("ctrl+c again leaves")
	if d.press("ctrl+c"); !d.quit {
		t.Fatal("it did not leave")
	}
	d.killed(60, 17)
	d.press("enter")
	d.want("This round was not counted; ask again.", "0 of 14 in")
	if d.press("ctrl+c"); !d.quit {
		t.Error("it does not leave, and no vote is lost by it")
	}
}

// A question of one's own is asked again, too, though its step shows no vote.
func TestAQuestionIsAskedAgain(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	if err := d.running().do(askRoom{"Shall we go on?", []string{"yes", "no"}, session.Hands}); err != nil {
		t.Fatal(err)
	}
	if err := d.running().do(castVotes{{Vote: d.running().asked().ID}}); err != nil {
		t.Fatal(err)
	}
	d.crash()
	d.press("enter")
	d.want("This round was not counted; ask again.")
	d.press("v")
	d.want("Shall we go on?", "0 of 14 in", "This round was not counted; ask again.")
}

// A ballot that was begun is not there when the keyboard is taken away.
func TestBallotIsPrivate(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunVote)
	d.press("v", "l", "enter")
	if !d.frame.Private {
		t.Error("consoles may send keys into a ballot")
	}
	d.press("2")
	shown := strings.Join(d.frame.Shown, "\n")
	d.press("3")
	if strings.Join(d.frame.Shown, "\n") != shown {
		t.Error("consoles see what was chosen")
	}
	d.press("esc", "v")
	d.want("0 of 14 in")
}

func TestHandsAndASecondRound(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunVote)
	d.press("v", "h")
	for range 13 {
		d.press("2")
	}
	d.press("3", "u", "3")
	d.want("All votes are in.")
	d.press("esc")
	d.goTo(content.RunSpread)
	d.press("n")
	d.want("13")
	var second int
	for i, s := range d.running().place.steps {
		if s.Run == content.RunVote && s.Poll.Round == 2 {
			second = i
		}
	}
	if second == 0 {
		t.Fatal("the agenda votes once")
	}
	d.press("g")
	for _, digit := range []byte(strings.TrimSpace(itoa(second + 1))) {
		d.press(string(digit))
	}
	d.press("enter", "v", "h")
	for range 7 {
		d.press("3")
	}
	d.press("n") // no key of a vote
	d.want("7 of 14 in")
	d.press("esc", "n", "n")
	if !strings.Contains(d.screen(), "Not all votes are in") {
		d.press("n")
	}
	d.want("Not all votes are in")
	d.killed(60, 17)
	d.press("enter", "p")
	d.want("This round was not counted; ask again.")
	d.press("v")
	d.want("This round was not counted; ask again.", "0 of 14 in")
	for range 14 {
		d.press("3")
		d.wantNot("This round was not counted")
	}
	d.press("esc")
	for range 4 {
		if !strings.Contains(d.screen(), "after talk") {
			d.press("n")
		}
	}
	d.want("first", "after talk", "13", "14")
}

// A vote that has no step for its spread is shown where it is taken; and nobody
// is held up by one that was not taken.
func TestTheSpreadOfTheLastVote(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	last := itoa(len(d.running().place.steps))
	d.press("g")
	d.write(last)
	d.press("enter")
	for range 2 {
		if !strings.Contains(d.screen(), "Not all votes are in") {
			d.press("n")
		}
	}
	d.want("Not all votes are in: v takes them", "without.")
	d.press("n", "enter", "pgdown") // a key once too often ends nothing
	d.want("That was the last step: q ends the session.")
	d.press("esc")
	d.want("space pause  q end")
	d.wantNot("→")
	d.hands(0, 3, 8, 3)
	d.want("→ show")
	d.press("n")
	d.want("8", "3")
	if v := d.running().session.Votes(); len(v) != 1 || !v[0].Rounds[0].Shown() {
		t.Errorf("%+v", v)
	}
}

func itoa(n int) string {
	if n > 9 {
		return string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// Two sides rate ten statements apart; a third that is too small is passed over.
// The widest gap is shown first.
func TestSidesAndItems(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start("accountability", "Both sides", 60, 17)
	d.goTo(content.RunVote)
	poll := d.running().step().Poll
	d.press("v")
	d.want(poll.Items[0], "Those who hold", "s skip this side")
	for range 8 {
		d.press("-")
	}
	d.want("6 vote.")
	d.press("h")
	for n := range len(poll.Items) * 6 {
		if n%6 == 0 {
			d.want(poll.Items[n/6][:20])
		}
		d.press("3")
	}
	d.want("Those held to account", "6 vote.")
	d.press("h")
	for i := range poll.Items {
		for range 6 {
			key := "3"
			if i == 7 {
				key = "0"
			}
			d.press(key)
		}
	}
	d.want("All votes are in.")
	d.press("enter")
	d.goTo(content.RunSpread)
	d.press("n")
	for range 3 {
		if !strings.Contains(d.screen(), "Those held to account") {
			d.press("n")
		}
	}
	charts := d.running().charts(d.running().step())
	if len(charts) != len(poll.Items) || charts[0].item != poll.Items[7] || charts[0].gap != 6 || len(charts[0].Rounds) != 2 {
		t.Errorf("%+v", charts)
	}
}

func TestASideThatIsTooSmall(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start("accountability", "Both sides", 60, 17)
	d.goTo(content.RunVote)
	d.press("v", "s")
	d.want("Those held to account")
	d.press("h")
	for range 10 * 14 {
		d.press("2")
	}
	d.want("All votes are in.")
	d.press("enter")
	d.goTo(content.RunSpread)
	d.press("n", "n", "n")
	if charts := d.running().charts(d.running().step()); len(charts) != 10 || len(charts[0].Rounds) != 1 {
		t.Errorf("%+v", charts)
	}
}

func TestMiddle(t *testing.T) {
	for want, counts := range map[int][]int{0: {}, 2: {1, 3, 1}, 3: {0, 1, 1}, 4: {0, 0, 5}, 1: {1, 1}} {
		if got := middleOf(counts); got != want {
			t.Errorf("%v: %d, want %d", counts, got, want)
		}
	}
}

// A question that comes up in the room is voted on at once, and its spread shown.
func TestAskingOnTheSpot(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("v")
	d.want("A question for everyone", "14 vote.")
	d.press("enter", "enter")
	d.want("What is the question?")
	d.press("tab")
	d.write("Shall we go on with this?")
	d.press("enter")
	d.write("yes")
	d.press("enter")
	d.want("Two to nine options")
	d.write(", not yet,, no")
	d.press("enter")
	d.want("Shall we go on with this?", "1  yes", "2  not yet", "3  no", "0 of 14 in")
	for range 9 {
		d.press("1")
	}
	d.killed(60, 17)
	d.press("enter")
	d.want("This round was not counted; ask again.", "0 of 14 in")
	for n := range 14 {
		d.press([]string{"1", "2"}[n/9])
	}
	d.want("All votes are in.", "enter show the spread")
	d.wantNot("sealed")
	d.press("enter")
	d.want("Shall we go on with this?", "1 yes", " 9", " 5")
	d.press("v")
	d.want("A question for everyone")
	d.press("esc", "n", "n")
	d.wantNot("go on with this")
}

func TestTooFewToVote(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunVote)
	d.press("v")
	for range 10 {
		d.press("-")
	}
	d.want("4 vote.")
	d.press("h")
	d.want("Too few votes to be shown")
	if len(d.running().session.Votes()) > 0 {
		t.Error("the vote began")
	}
}

func TestCapture(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunCapture)
	d.press("c")
	d.want("Roles, never names.", "enter keep", "tab heading")
	d.write("lesson study")
	d.press("enter")
	d.write("b. quick \x1b[2J")
	d.press("enter")
	d.want("• lesson study", "• b. quick [2J")
	d.press("up")
	d.want("▌ b. quick")
	d.press("e")
	d.write(" walks")
	d.press("enter")
	d.want("b. quick [2J walks")
	d.press("x")
	d.want("(struck out) b. quick")
	d.press("up", "t")
	d.write("craft")
	d.press("enter")
	d.want("craft: lesson study")
	d.press("tab")
	cards := d.running().session.Cards()
	if cards[0].Heading == cards[1].Heading || cards[0].Group != "craft" {
		t.Errorf("%+v", cards)
	}
	d.press("u", "u", "u")
	d.press("esc")
	d.press("esc")
	if !strings.Contains(d.screen(), "lesson study") {
		d.press("n") // the task, then the wall
	}
	d.want("lesson study", "b. quick [2J walks")
	d.wantNot("struck", "craft")
	d.killed(60, 17)
	d.press("enter")
	d.want("lesson study")
}

func TestMarksAreCounted(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	wall := -1
	for i, s := range d.running().place.steps {
		if s.Wall != nil && len(s.Wall.Marks) > 0 {
			wall = i
		}
	}
	if wall < 0 {
		t.Skip("no marks in this agenda")
	}
	d.press("g")
	d.write(itoa(wall + 1))
	d.press("enter", "c")
	for _, text := range []string{"a", "b", "c", "d"} {
		d.write(text)
		d.press("enter")
	}
	marks := d.running().step().Wall
	d.press("up")
	for range 4 {
		d.press("1", "up")
	}
	used := 0
	for _, c := range d.running().session.Cards() {
		if c.Mark == marks.Marks[0] {
			used++
		}
	}
	if want := marks.Most[0]; want > 0 && used != min(want, 4) {
		t.Errorf("%d cards are marked, at most %d", used, want)
	}
}

func TestGroups(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("m")
	d.want("Count off from 1 to 14. 7 pairs.", "A  ")
	d.press("3")
	d.want("threes")
	d.press("4")
	d.press("+")
	d.want("Count off from 1 to 15.")
	before := d.screen()
	d.env.Draw = func() uint64 { return 99 }
	d.press("s")
	if d.screen() == before {
		t.Error("it was not shuffled")
	}
	shuffled := d.screen()
	d.killed(60, 17)
	d.press("enter", "4")
	if d.screen() != shuffled {
		t.Errorf("after a restart the groups are others:\n%s\n%s", d.screen(), shuffled)
	}
}

func TestDrawLeavesNobodyOver(t *testing.T) {
	for people := content.FewestPeople; people <= content.MostPeople; people++ {
		for _, form := range []content.Form{content.Pairs, content.Threes, content.Fours} {
			seen := map[int]bool{}
			for _, group := range drawGroups(content.Groups(people, form), uint64(people)) {
				for _, n := range group {
					if n < 1 || n > people || seen[n] {
						t.Fatalf("%d people in %s: number %d", people, form, n)
					}
					seen[n] = true
				}
			}
			if len(seen) != people {
				t.Fatalf("%d people in %s: %d have a group", people, form, len(seen))
			}
		}
	}
}

func TestCommitmentsAndTheNextSession(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.press("w")
	d.write("the review meets")
	d.press("tab", "enter", "enter", "enter")
	d.want("What will be done?")
	say := func(cue, action, role, day string) {
		t.Helper()
		d.write(cue)
		d.press("enter")
		d.write(action)
		d.press("enter")
		d.write(role)
		d.press("enter")
		d.write(day)
		d.press("enter")
	}
	d.press("esc", "w")
	d.want("┃ the review meets")
	for range "the review meets" {
		d.press("backspace")
	}
	say("the review meets", "ask for one pattern", "deputy", "in 2 weeks")
	d.want("When the review meets, I will ask for one pattern")
	say("", "listen first", "head of year", "next blue moon")
	if n := len(d.running().session.Commitments()); n != 1 {
		t.Fatalf("%d commitments", n)
	}
	for range len("next blue moon") {
		d.press("backspace")
	}
	d.press("enter")
	d.press("esc", "q")
	d.want("What shall we keep?", "keep    How the votes", "forget  The cards")
	d.press("esc", "q", "4", "4", "enter")
	d.want("The session is over")
	d.press("enter")
	if !d.quit {
		t.Error("it did not close")
	}
	if err := d.model.close(); err != nil {
		t.Fatal(err)
	}
	d.at = d.at.Add(28 * 24 * time.Hour)
	d.start(senior, "senior TEAM", 60, 17)
	d.press("n", "n")
	d.want("What became of it", "Kept, tried, changed or dropped?")
	d.press("n")
	d.want("When the review meets", "1 of 2, said on 22 Nov 2026", "1 kept")
	d.press("1")
	d.want("Kept.")
	d.press("n", "2", "n")
	d.want("kept", "tried")
	d.press("q", "enter", "enter")
	if err := d.model.close(); err != nil {
		t.Fatal(err)
	}
	all := d.sessions()
	s, err := session.Open(all[0].Path, session.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	states := map[session.State]int{}
	for _, c := range s.Commitments() {
		states[c.State]++
		if c.Said.String() != "2026-11-22" {
			t.Errorf("said on %s", c.Said)
		}
	}
	if states[session.StateKept] != 1 || states[session.StateTried] != 1 {
		t.Errorf("%v", states)
	}
}

func TestTheSameSpreadThenAndNow(t *testing.T) {
	d := newDriver(t, 60, 17)
	vote := func(key string) {
		t.Helper()
		d.goTo(content.RunVote)
		d.press("v", "h")
		for range 14 {
			d.press(key)
		}
		d.press("esc")
		d.goTo(content.RunSpread)
		d.press("n")
	}
	d.start(senior, "Senior team", 60, 17)
	vote("1")
	d.wantNot("Nov 2026")
	d.press("q", "enter", "enter")
	if err := d.model.close(); err != nil {
		t.Fatal(err)
	}
	d.at = d.at.Add(28 * 24 * time.Hour)
	d.start(senior, "Senior team", 60, 17)
	vote("2")
	d.want("22 Nov 2026", "now")
	d.wantNot("first")
}

func TestEndForgetsTheCards(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	d.goTo(content.RunCapture)
	d.press("c")
	d.write("a word to forget")
	d.press("enter", "esc", "q", "enter")
	s := d.model.screen.(*endScreen).session
	if len(s.Cards()) > 0 || len(s.About().Themes) != 1 || s.About().Ended.IsZero() {
		t.Errorf("%+v %+v", s.Cards(), s.About())
	}
	if spent := s.Place().Spent; len(spent) == 0 {
		t.Error("what it took is not kept")
	}
}

// What cannot be saved is said, and nothing changes.
func TestWhatCannotBeSaved(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	path := d.running().session.Path()
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("g", "5", "enter")
	d.want("Not saved: the session's file was replaced", "1 of 18")
	if step := d.running().place.Step; step != 0 {
		t.Errorf("it went to step %d", step+1)
	}
}

func TestWords(t *testing.T) {
	for err, want := range map[error]string{
		session.ErrSealed: "Not all votes", session.ErrFew: "Too few", session.ErrFull: "All votes",
		&problem.Problem{Kind: problem.DiskFull}: "disk is full", &problem.Problem{Kind: "other"}: "other",
		errors.New("x"): "did not work",
	} {
		if got := why(err); !strings.Contains(got, want) {
			t.Errorf("%v is said as %q", err, got)
		}
	}
}

// At no size is anything lost: every word of the step is on one of its pages.
func TestNothingIsCut(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	r := d.running()
	for _, size := range [][2]int{{40, 12}, {60, 17}, {80, 24}, {100, 30}, {160, 50}, {200, 60}} {
		d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for i, s := range r.place.steps {
			d.press("g")
			d.write(itoa(i + 1))
			d.press("enter")
			seen := d.screen()
			for range 12 {
				if r.place.Step != i || d.screen() == "" || r.panel != nil {
					break
				}
				seen += d.screen()
				if r.pager.last() && r.place.Reveal == r.reveals() {
					break
				}
				d.press("n")
			}
			d.press("esc")
			words := strings.Fields(content.Plain(content.Markdown(s.Task)))
			if s.Run == content.RunBreak || s.Run == content.RunLevels || s.Run == content.RunSpread || s.Run == content.RunReview {
				words = nil
			}
			for _, word := range words {
				if !strings.Contains(seen, word) {
					t.Fatalf("%v, step %d: %q is never seen:\n%s", size, i+1, word, seen)
				}
			}
		}
	}
}

// The first that is offered is a good first session, with as many people as come
// to most; a group that met before is as many as it was.
func TestWhatIsOfferedFirst(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.want("▌ Where do we learn, and where do we not?")
	d.press("enter")
	d.want("How many people     │ 12", "Minutes             │ 90")
	d.press("tab")
	d.write("19")                                                   // in the place of what was offered
	d.want("How many people     ┃ 19", "Minutes             │ 124") // two minutes more for each step but the break
	d.press("tab")
	d.write("110")
	d.press("up", "backspace", "backspace")
	d.write("12")
	d.want("Minutes             │ 110")
	d.press("esc", "enter")
	d.write("Heads")
	d.press("tab", "backspace", "backspace")
	d.write("9")
	d.press("enter", "enter", "enter", "enter")
	d.want("1 of 18")
	d.press("q", "enter", "enter")
	if err := d.model.close(); err != nil {
		t.Fatal(err)
	}
	d.open(senior, 60, 17)
	d.write("heads")
	d.want("How many people     │ 9")
	d.write("hip")
	d.want("How many people     │ 12")
	d.press("tab", "backspace", "backspace")
	d.write("10")
	d.press("up")
	for range "hip" {
		d.press("backspace")
	}
	d.want("How many people     │ 10")
}

// A format does not begin without a question: the group's own, or a unit's.
func TestAQuestionOfOnesOwn(t *testing.T) {
	d := newDriver(t, 60, 17)
	d.open("G3", 60, 17)
	d.write("Heads")
	d.press("enter", "enter", "enter", "enter", "enter", "enter")
	d.want("What is the question?")
	if d.running() != nil || len(d.sessions()) > 0 {
		t.Fatal("it began without a question")
	}
	d.write("What shall we stop?")
	d.press("enter")
	d.want("1 of 6", "What shall we stop?")
}
