package ui

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/store/related"
)

func (d *driver) text(step content.StepID, field string) string {
	d.t.Helper()
	r, _, err := d.store.Latest(store.Slot{Step: step, Field: field})
	if err != nil {
		d.t.Fatal(err)
	}
	return r.Text
}

func TestTypedAheadReachesTheNewScreen(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.press("1", "enter", "2")
	d.write("half a question? q. /")
	d.want("half a question? q. /")
}

func TestOrderIsOfferedNeverForced(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.press("1", "enter", "5")
	d.want("Challenge")
	d.press("esc", "3", "2", "esc", "1", "tab")
	d.want("Notice")
	d.press("shift+tab")
	d.want("What good looks like")
}

func TestKilledInTheMiddleOfAWord(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("She asked the caret")
	d.press("left", "left")
	d.rest()
	before := d.screen()
	d.restart(80, 24)
	after := d.screen()
	if strings.Replace(before, "Saved 14:03", "           ", 1) != strings.Replace(after, "Saved 14:03", "           ", 1) &&
		cursorLine(before) != cursorLine(after) {
		t.Fatalf("not the same place\n%s%s", before, after)
	}
	d.want("She asked the caret")
	if got, want := cursorLine(after), cursorLine(before); got != want {
		t.Fatalf("the cursor is at %s, was at %s", got, want)
	}
}

func cursorLine(screen string) string {
	_, at, _ := strings.Cut(screen, "cursor ")
	return at
}

func TestSavedIsSaidOnlyAfterwards(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.wantNot("Saved", "Saving")
	d.write("a")
	d.want("Saving…")
	d.rest()
	d.want("Saved 14:03")
	d.write("b")
	d.want("Saving…")
	d.press("ctrl+s")
	d.want("Saved 14:03")
}

// TestNothingIsLostWhenSavingFails closes the store under the program: the
// words stay, the corner says so, leaving stays, and a second ctrl+c goes.
func TestNothingIsLostWhenSavingFails(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	if err := d.store.Close(); err != nil {
		t.Fatal(err)
	}
	d.rest()
	d.want("Not saved since 14:03", "precious")
	d.press("esc")
	d.want("precious", "only on this screen: you stay here")
	d.press("esc")
	d.want("precious", "only on this screen: you stay here")
	d.press("tab")
	d.want("precious")
	d.press("ctrl+c")
	d.want("Not saved", "ctrl+c again quits and loses it")
	if d.quit {
		t.Fatal("left without asking")
	}
	d.press("ctrl+c")
	if !d.quit {
		t.Fatal("cannot leave")
	}
}

func TestSaveIsTriedAgain(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	aside := d.path + ".aside"
	if err := os.Rename(d.path, aside); err != nil {
		t.Skip("a file that is open cannot be moved here")
	}
	d.rest()
	d.want("Not saved since 14:03: the file was moved or replaced")
	if err := os.Rename(aside, d.path); err != nil {
		t.Fatal(err)
	}
	d.clock.pass(time.Minute)
	d.rest()
	d.want("Saved 14:04")
	d.restart(80, 24)
	d.want("precious")
}

func TestLeavingMakesOneRevision(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("one")
	d.press("tab", "shift+tab", "tab", "shift+tab")
	h, err := d.store.History(store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer})
	if err != nil || len(h) != 1 {
		t.Fatalf("%d revisions, %v", len(h), err)
	}
}

func TestDueIsAskedFirst(t *testing.T) {
	for i, state := range []store.State{store.StateKept, store.StateTried, store.StateChanged, store.StateDropped} {
		t.Run(string(state), func(t *testing.T) {
			d := newDriver(t, 80, 24)
			cameDue(d)
			d.want("Recall it first")
			d.wantNot("ask for one observation")
			d.press("enter", string(rune('1'+i)), "tab")
			d.write("The agenda was full.")
			d.press("tab")
			for range 3 {
				if strings.Contains(d.screen(), "A commitment ›") {
					d.press("tab")
				}
			}
			d.wantNot("A commitment ›")
			cs, err := insight.Commitments(d.app.env.Book, d.store)
			if err != nil || len(cs) != 1 {
				t.Fatal(cs, err)
			}
			c := cs[0]
			if c.State != state || len(c.Log) != 1 || c.Log[0].Note != "The agenda was full." {
				t.Fatalf("kept %+v", c.Commitment)
			}
			if on := state == store.StateTried || state == store.StateChanged; c.Live() != on {
				t.Fatalf("live: %v", c.Live())
			}
			d.restart(80, 24)
			d.wantNot("Recall it first")
		})
	}
}

func TestDueIsLeftWithEsc(t *testing.T) {
	d := newDriver(t, 80, 24)
	cameDue(d)
	d.press("esc")
	d.want("Commit")
	d.restart(80, 24)
	d.want("Recall it first")
}

func TestHidingShowsNothing(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	d.press("ctrl+g")
	for _, show := range []func(){
		func() {},
		func() { d.send(tea.PasteMsg{Content: "pasted"}) },
		func() { d.write("typed") },
		func() { d.click(5, 5) },
		func() { d.send(tea.WindowSizeMsg{Width: 60, Height: 17}) },
		func() { d.press("tab", "esc", "f1") },
	} {
		show()
		d.wantNot("caretaker", "Personal mastery", "typed", "pasted")
	}
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.press("ctrl+g")
	d.want("caretaker", "Notice")
	d.wantNot("typed", "pasted")
}

func TestMouseDoesWhatItLooksLike(t *testing.T) {
	d := newDriver(t, 80, 24)
	row := func(text string) int {
		for y, line := range strings.Split(d.screen(), "\n") {
			if strings.Contains(line, text) {
				return y
			}
		}
		t.Fatalf("no %q on\n%s", text, d.screen())
		return 0
	}
	d.click(8, row("Five disciplines"))
	d.click(8, row("Team learning"))
	d.click(8, row("Rate"))
	d.want("Which of these")
	d.click(6, row("3  Established"))
	d.click(2+3, row("━━")) // the second bead
	d.want("Notice")
	d.write("clicked")
	line := strings.Split(d.screen(), "\n")[23]
	d.click(strings.Index(line, "esc")+1, 23)
	d.want("3 Established", "clicked")
}

func TestEscGoesUpEverywhere(t *testing.T) {
	d := newDriver(t, 80, 24)
	committed(d)
	for range 6 {
		d.press("esc")
	}
	d.want("Golden Thread", "Carry on")
	d.press("q")
	if !d.quit {
		t.Fatal("q does not quit at home")
	}
}

func TestStrangePlaceIsHome(t *testing.T) {
	d := newDriver(t, 80, 24)
	if err := d.store.SetPlace("no/such/place?cursor=x"); err != nil {
		t.Fatal(err)
	}
	d.restart(80, 24)
	d.want("Welcome")
}

func TestFailedMoveIsSaid(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.press("1", "enter")
	d.app.fail(errors.New("store: closed"))
	d.want("That did not work")
	d.press("down")
	d.wantNot("That did not work")
}

func TestATensionIsOfferedWhenBothSidesAreDone(t *testing.T) {
	d := newDriver(t, 100, 50)
	d.store.Close()
	d.open("purpose/purpose/commit", 100, 50)
	d.write(" soon")
	d.press("esc")
	d.wantNot("Two sides, both right")
	d.store.Close()
	d.open("disciplines/vision/commit", 100, 50)
	d.write(" soon")
	d.press("esc")
	d.want("Two sides, both right")
	tension(d)
	d.press("esc")
	r, ok, err := d.store.Latest(store.Slot{Step: "tension/aligned-heard", Field: store.FieldTension})
	if err != nil || !ok || r.Tension.Leaning != 1 || r.Tension.Note != "Both, in different weeks." {
		t.Fatalf("kept %+v %v %v", r.Tension, ok, err)
	}
	d.store.Close()
	d.open("back/tension/aligned-heard", 100, 50)
	d.want("Leaning to the second side.", "Both, in different weeks.")
	d.wantNot("(taken back)")
}

func TestAConcernReachesAQuestionInThreeKeys(t *testing.T) {
	for i, c := range newDriver(t, 80, 24).app.env.Book.Concerns {
		d := newDriver(t, 80, 24)
		d.press("m", string("123456789abcd"[i]), "enter")
		d.want("Notice", d.app.env.Book.Unit(c.First.Unit).Title)
	}
}

func TestThePathIsWalkedToItsEnd(t *testing.T) {
	d := newDriver(t, 80, 24)
	onPath(d, 2)
	d.press("enter", "enter") // the first concern; read
	d.write("The corridor again.")
	d.press("tab", "2", "tab", "tab", "tab")
	d.write("Nobody owns it.")
	d.press("tab", "tab", "tab", "tab", "tab", "tab", "tab")
	for range 12 {
		if strings.Contains(d.screen(), "minutes 41 to 43") {
			break
		}
		d.press("tab")
	}
	d.want("minutes 41 to 43")
	d.clock.pass(50 * time.Minute)
	d.rest()
	d.want("50 gone")
	d.press("end", "enter")
	d.write("The caretaker knows.")
	for range 6 {
		d.press("tab")
	}
	d.want("Golden Thread")
	if got := d.text("disciplines/systems/notice", store.FieldAnswer); got != "The corridor again." {
		t.Fatalf("kept %q", got)
	}
	if got := d.text("disciplines/systems/commit", store.FieldWorking); got != "The caretaker knows." {
		t.Fatalf("kept %q", got)
	}
}

func TestTheCheckInBeginsWithWhatIsDue(t *testing.T) {
	d := newDriver(t, 80, 24)
	cameDue(d)
	for range 4 {
		d.press("esc")
	}
	d.press("home")
	for range 1 + 5 + 1 {
		d.press("down")
	}
	d.press("enter")
	d.want("Ten-minute check-in", "When I open our next team meeting")
	d.press("enter")
	d.want("Recall it first")
	d.press("enter", "1", "tab", "tab")
	d.want("minutes 3 to 6", "Notice")
}

func TestALinkIsFollowedAndComesBack(t *testing.T) {
	d := newDriver(t, 80, 30)
	committed(d)
	d.press("tab", "tab", "enter")
	d.want("Everyone is a learner", "What leads here")
	d.press("esc")
	d.want("Where this leads", "Close")
}

func TestFindInThisAnswer(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	d.press("ctrl+f")
	d.write("boiler")
	d.press("enter")
	d.press("esc")
	d.want("Notice", "caretaker")
	d.write("heating") // replaces the match, which is selected
	d.want("the heating log")
	d.press("ctrl+f")
	d.write("zebra")
	d.press("enter")
	d.want("not in this answer")
	d.press("esc", "ctrl+s")
	d.want("19 words in this answer")
}

func TestAPathIsComeBackTo(t *testing.T) {
	d := newDriver(t, 80, 24)
	onPath(d, 2)
	d.press("enter", "enter")
	d.write("The corridor again")
	d.rest()
	d.clock.pass(7 * time.Minute)
	d.restart(80, 24)
	d.want("Forty-five minutes alone", "minutes 6 to 11", "7 gone", "The corridor again")
	d.press("tab")
	d.want("minutes 11 to 14")
}

func TestASnapshotIsMadeAtTheStartAndHourly(t *testing.T) {
	d := newDriver(t, 80, 24)
	count := func() int {
		t.Helper()
		snapshots, err := store.Snapshots(d.path)
		if err != nil {
			t.Fatal(err)
		}
		return len(snapshots)
	}
	wroteNotice(d)
	d.press("ctrl+c")
	d.restart(80, 24)
	d.run(d.app.Init())
	if n := count(); n != 1 {
		t.Fatalf("%d snapshots after the start", n)
	}
	d.write("More of it.")
	d.press("tab")
	d.clock.pass(time.Hour)
	d.rest()
	if n := count(); n != 2 {
		t.Fatalf("%d snapshots after an hour of writing", n)
	}
	d.clock.pass(time.Hour)
	d.rest()
	if n := count(); n != 2 {
		t.Fatalf("%d snapshots after an hour of nothing", n)
	}
}

func TestAFailedSnapshotIsSaid(t *testing.T) {
	d := newDriver(t, 80, 24)
	if err := os.WriteFile(related.SnapshotFolder(d.path), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	wroteNotice(d)
	d.press("tab")
	d.run(d.app.Init())
	d.want("No snapshot could be made")
	d.press("2")
	d.wantNot("No snapshot")
}

func TestALongAnswerSaysThatThereIsMore(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.send(tea.PasteMsg{Content: strings.Repeat("A line.\n", 50)})
	if !regexp.MustCompile(`┃ A line\. +↑\n`).MatchString(d.screen()) {
		t.Fatalf("no mark that there is more above:\n%s", d.screen())
	}
	d.press("ctrl+home")
	if !regexp.MustCompile(`┃ A line\. +↓\n`).MatchString(d.screen()) {
		t.Fatalf("no mark that there is more below:\n%s", d.screen())
	}
}

func TestQuittingFromTheHelpLosesNothing(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("just typed")
	d.press("f1", "ctrl+c")
	if !d.quit {
		t.Fatal("did not quit")
	}
	d.restart(80, 24)
	d.want("just typed", "Notice")
}

func TestTheHelpClosesEvenWhenSavingFails(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	if err := d.store.Close(); err != nil {
		t.Fatal(err)
	}
	d.press("f1", "esc")
	d.want("precious", "Notice")
}

func TestEachFailedTryToLeaveAsksAnew(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	if err := d.store.Close(); err != nil {
		t.Fatal(err)
	}
	d.press("ctrl+c")
	d.want("ctrl+c again")
	d.write(" and more") // stayed, and went on
	d.press("ctrl+c")
	if d.quit {
		t.Fatal("left without asking")
	}
	d.want("ctrl+c again", "precious and more")
}

func TestClosingTheHelpKeepsTheRow(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.press("down", "down")
	before := d.screen()
	d.press("?", "esc")
	if after := d.screen(); after != before {
		t.Fatalf("was\n%s\nis\n%s", before, after)
	}
}

func TestAPastedPlanStaysOnItsLine(t *testing.T) {
	d := newDriver(t, 80, 24)
	rated(d)
	d.press("esc", "7", "tab", "ctrl+home")
	d.send(tea.PasteMsg{Content: "\nfirst\n\tsecond "})
	d.press("esc", "esc", "esc")
	d.want("first second")
	d.checkSize(80, 24)
}

// From home the way to a group leads out of the workbook, once it is kept.
func TestFacilitateLeavesTheWorkbook(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.want("A session with a group", "or press f")
	d.press("f")
	if !d.quit || !d.app.exit.facilitate {
		t.Errorf("quit %v, facilitate %v", d.quit, d.app.exit.facilitate)
	}
	d.restart(100, 30)
	d.press("m")
	d.press("f") // no key of that screen
	if d.quit {
		t.Error("it left from elsewhere")
	}
}
