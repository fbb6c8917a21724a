//go:build !windows

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// facilitate starts the senior team's ninety minutes with fourteen people.
func (m *machine) facilitate(width, height int) *terminal {
	m.t.Helper()
	x := m.start(width, height, "facilitate", "senior-team", "--people", "14")
	x.want("Name of the group")
	x.keys("Senior team<enter><enter><enter><enter><enter>")
	x.want("1 of 18", "ROOM")
	return x
}

// goTo jumps to a step from either terminal.
func (x *terminal) goTo(step int) {
	x.t.Helper()
	x.keys("g")
	x.want("Go to step:")
	x.keys(fmt.Sprintf("%d<enter>", step))
	x.want(fmt.Sprintf("%d of 18", step))
}

// The ninety minutes of a senior team, at speed: projector and console, a ballot
// of fourteen, a kill in the middle of it, a second round, what is said, what will
// be done, and the report.
func TestNinetyMinutes(t *testing.T) {
	m := newMachine(t)
	room := m.facilitate(60, 17)
	console := m.start(100, 30, "console")
	console.want("CONSOLE", "1 of 18", "Where do we learn, and where do we not?", "Say", "Plan and so far", "Next: A time we learned")
	room.keys("n")
	room.want("Roles, never names")
	console.want("Roles, never names")
	console.keys("n") // keys work from both sides
	room.want("2 of 18", "When did we learn")
	console.want("2 of 18", "When did we learn")
	console.keys("b")
	room.want("BLANK")
	console.want("BLANK, over this")
	room.keys(".")
	room.want("2 of 18")
	for step := 3; step < 4; step++ { // the levels are read aloud, one by one
		room.goTo(step)
		room.keys("n")
		room.want("1  In words only")
	}

	room.goTo(4)
	room.keys("v")
	room.want("14 vote.")
	room.keys("l")
	room.want("0 of 14 in")
	ballot := func(n, in int) {
		t.Helper()
		room.keys("<enter>")
		room.want("Press the number of your choice")
		console.want("Somebody is voting: keys are not sent.")
		room.keys(fmt.Sprint(n))
		room.want("Chosen. Enter confirms")
		room.keys("<enter>")
		if in < 14 {
			room.want(fmt.Sprintf("%d of 14 in", in))
		}
	}
	for n := range 7 {
		ballot(1+n%3, n+1)
	}
	room.kill()
	console.want("LOST, LOOKING AGAIN")

	room = m.start(60, 17, "facilitate")
	room.want("Carry on", "Senior team: Where do we learn")
	room.keys("<enter>")
	room.want("4 of 18", "This round was not counted; ask again.", "0 of 14 in") // no ballot was in the file
	console.until("the session again", func(s screen) bool { return s.has("CONSOLE") && s.has("0 of 14 in") && !s.has("LOST") })
	for n := range 14 {
		ballot(1+n%3, n+1)
	}
	room.want("All votes are in.")
	room.keys("<enter>")
	room.keys("n")
	room.keys("n")
	room.want("5 of 18")
	room.keys("n")
	s := room.want("1 In words only", "2 In pockets")
	if !s.has(" 5") || !s.has(" 4") {
		t.Errorf("the spread has no numbers\n%v", s)
	}
	console.want("1 In words only", "█")

	console.goToFrom(room, 8)
	console.keys("v")
	console.want("14 vote.")
	console.keys("h")
	console.want("0 of 14 in")
	console.keys("22222223333333")
	room.want("All votes are in.")
	room.keys("<enter>")
	room.want("space pause")
	room.goTo(9)
	room.keys("n")
	room.want("first", "after talk", "7")
	console.want("first", "after talk")

	room.goTo(11)
	room.keys("c")
	room.want("Roles, never names.")
	room.keys("lesson study<enter>")
	room.want("• lesson study")
	console.keys("reading groups<enter>") // the scribe may be anywhere
	room.want("• reading groups")
	console.want("• reading groups")
	room.keys("<esc>")
	room.want("space pause")

	room.goTo(17)
	room.keys("w")
	room.want("Again on")
	room.keys("the review meets<enter>ask for one pattern<enter>deputy<enter>in 2 weeks<enter>")
	room.want("When the review meets, I will ask for one")
	room.keys("<esc>")
	room.want("space pause")
	room.goTo(18)
	room.keys("q")
	room.want("What shall we keep?")
	room.keys("<enter>")
	room.want("The session is over")
	console.want("The session is over.", "ENDED")
	room.keys("<enter>")
	room.ends(0)
	console.want("ENDED")
	console.keys("<ctrl+c>")
	console.ends(0)

	code, report, said := m.run("session", "show")
	for _, want := range []string{
		"# Where do we learn, and where do we not?", "Senior team", "14 people", "| 1 | In words only | 5 | 0 |", "| 2 | In pockets | 5 | 7 |",
		"2 cards", "When the review meets, I will ask for one pattern (deputy, again on ", "Not kept, as the group decided: cards word for word.",
	} {
		if !strings.Contains(report, want) {
			t.Errorf("%q is not in the report (%d, %s):\n%s", want, code, said, report)
		}
	}
	if strings.Contains(report, "lesson study") {
		t.Error("the words of the cards are in the report")
	}
	sessions, err := filepath.Glob(m.path("share", "goldenthread", "sessions", "*.db"))
	if err != nil || len(sessions) != 1 {
		t.Fatal(sessions, err)
	}
	if file, err := os.ReadFile(sessions[0]); err != nil || strings.Contains(string(file), "lesson study") {
		t.Error("the words of the cards are in the file", err)
	}
	page := m.path("home", "report.html")
	if code, _, said := m.run("session", "export", "-o", page); code != 0 {
		t.Errorf("%d: %s", code, said)
	}
	if text, err := os.ReadFile(page); err != nil || !strings.Contains(string(text), "after talk") {
		t.Error(err)
	}
	if _, err := os.Stat(m.workbook()); err == nil {
		t.Error("a workbook was made")
	}
}

// goToFrom jumps from a console, and waits for the room.
func (x *terminal) goToFrom(room *terminal, step int) {
	x.t.Helper()
	x.keys("g")
	room.want("Go to step:")
	x.keys(fmt.Sprintf("%d<enter>", step))
	room.want(fmt.Sprintf("%d of 18", step))
	x.want(fmt.Sprintf("%d of 18", step))
}

// From the workbook into a room: the words that were on the screen are saved, the
// workbook is closed, and not a byte of them is drawn from then on.
func TestFromTheWorkbookIntoARoom(t *testing.T) {
	m := newMachine(t)
	const private = "what nobody else may read"
	x := m.openAt(mastery+"/notice", "Notice", 60, 17)
	x.writeAll(private)
	x.keys("<esc>")
	x.want("Personal mastery", "Notice")
	x.keys("<esc>")
	x.want("begun")
	x.keys("<esc>")
	x.want("Five disciplines in schools and trusts")
	x.keys("<esc>")
	x.want("q quit")
	written := x.written()
	x.keys("f")
	x.want("What shall the group do?", "ROOM")
	for _, keys := range []string{"<down>", "<enter>", "Senior team", "<enter><enter><enter><enter><enter>"} {
		x.keys(keys)
	}
	x.want("1 of ")
	second := m.start(80, 24, "list") // nobody has the workbook open
	second.ends(0)
	for _, keys := range []string{"n", "n", "?", "?", "m", "<enter>", "b", "b", "g2<enter>"} {
		x.keys(keys)
	}
	x.want("2 of ")
	if s := x.screen(); strings.Contains(x.since(written), "nobody else") || s.has("nobody else") {
		t.Errorf("a private word is on the screen\n%v", s)
	}
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", private)
}

// A session is one window's at a time; a console without a session says so.
func TestOneRoomAtATime(t *testing.T) {
	m := newMachine(t)
	alone := m.start(80, 24, "console")
	alone.ends(1)
	if s := alone.screen(); !s.has("No session is running") || s.alt {
		t.Errorf("%v", s)
	}
	room := m.facilitate(60, 17)
	for _, verb := range [][]string{{"session", "show"}, {"session", "forget", "20", "--yes"}} {
		if code, _, said := m.run(verb...); code != 3 || !strings.Contains(said, "runs in another window.") {
			t.Errorf("%v: %d, %s", verb, code, said)
		}
	}
	second := m.start(60, 17, "facilitate")
	second.want("Carry on", "open in another window")
	second.keys("<enter>")
	second.want("That session is open in another window")
	second.keys("<ctrl+c>")
	second.ends(0)
	room.kill() // and what it leaves holds nobody up
	after := m.start(80, 24, "console")
	after.ends(1)
	room = m.start(60, 17, "facilitate")
	room.want("Carry on")
	room.keys("<enter>")
	room.want("1 of 18")
	console := m.start(100, 30, "console")
	console.want("1 of 18")
	another := m.start(60, 17, "console") // several at once
	another.want("1 of 18")
	room.keys("n")
	console.want("Roles, never names")
	another.keys("n")
	room.want("2 of 18")
	another.keys("<ctrl+c>")
	another.ends(0)
	room.resize(40, 12)
	room.until("the narrow window", func(s screen) bool { return s.has("A time we learned") && !s.has("2 of 18") })
	room.resize(20, 5)
	room.want("A little more room")
	room.resize(160, 50)
	room.want("2 of 18")
	room.hangup()
	room.exit()
	console.want("LOST")
}
