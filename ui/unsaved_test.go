package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenthread/store"
)

// away takes the workbook from under the program; the function that it returns
// puts it back.
func (d *driver) away() (back func()) {
	d.t.Helper()
	aside := d.path + ".aside"
	if err := os.Rename(d.path, aside); err != nil {
		d.t.Skip("a file that is open cannot be moved here")
	}
	return func() {
		d.t.Helper()
		if err := os.Rename(aside, d.path); err != nil {
			d.t.Fatal(err)
		}
	}
}

// What is typed while a save waits to be tried again is not said to be kept before it is.
func TestKeptIsSaidOfTheWordsThatAreThere(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	d.away()
	d.rest()
	d.want("Not saved since 14:03: the file was moved or replaced", "Kept in the recovery journal")
	d.write(" and last")
	d.want("precious and last", "Not saved since 14:03: the file was moved or replaced", "Keeping…")
	d.wantNot("Kept in the recovery journal")
	d.rest()
	d.want("precious and last", "Kept in the recovery journal")
}

func TestUnsavedWordsAreOfferedFirst(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	back := d.away()
	d.rest()
	d.want("Not saved since 14:03: the file was moved or replaced", "Kept in the recovery journal")
	d.press("ctrl+c")
	d.want("precious", "ctrl+c again quits: the recovery journal has your words.")
	if d.quit {
		t.Fatal("left without asking")
	}
	d.press("ctrl+c")
	if !d.quit {
		t.Fatal("cannot leave")
	}
	back()
	d.restart(80, 24)
	d.want("Not everything that you wrote could be saved on Sunday 22 November, 14:03", "1 answer", "Personal mastery · Notice")
	d.wantNot("precious")
	d.press("enter")
	d.want("In their places:", "Personal mastery · Notice")
	d.press("enter")
	d.want("Notice", "precious") // where the person was
	d.press("esc")
	if got := d.text("disciplines/mastery/notice", store.FieldAnswer); got != "precious" {
		t.Fatalf("kept %q", got)
	}
	d.restart(80, 24)
	d.wantNot("could be saved")
}

func TestUnsavedWordsAreKeptForLater(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	back := d.away()
	d.press("ctrl+c", "ctrl+c")
	back()
	for _, key := range []string{"esc", "2"} {
		d.restart(80, 24)
		d.press(key)
		d.want("   Notice")
	}
	d.restart(80, 24)
	d.press("q")
	if !d.quit {
		t.Fatal("q does not quit")
	}
	d.restart(80, 24)
	d.press("3")
	d.want("for good?")
	d.press("esc")
	d.want("Put it back")
	d.press("3", "enter")
	d.want("Put it back")
	d.press("3", "2")
	d.want("   Notice")
	d.restart(80, 24)
	d.wantNot("could be saved")
}

func TestWhereThePersonWentOnNothingIsOverwritten(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	back := d.away()
	d.press("ctrl+c", "ctrl+c")
	back()
	d.clock.pass(time.Hour)
	d.restart(80, 24)
	d.press("esc")
	d.want("   Notice")
	d.wantNot("precious")
	d.write("written since")
	d.press("esc", "esc", "esc", "q")
	d.restart(80, 24)
	d.press("enter")
	d.want("among the earlier answers")
	d.press("enter")
	if got := d.text("disciplines/mastery/notice", store.FieldAnswer); got != "written since" {
		t.Fatalf("the answer is %q", got)
	}
	d.press("1", "enter", "2", "ctrl+r")
	d.want("written since")
	d.want("precious")
}

// The words wait in the journal, are shown where they were written, and are saved
// by themselves when that is possible again.
func TestUnsavedWordsCanBeLeftInTheJournal(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	d.rest()
	back := d.away()
	d.write(" words")
	d.press("esc")
	d.want("precious words", "esc again leaves: the recovery journal has your words.")
	d.press("left", "esc")
	d.want("precious words", "esc again")
	d.press("esc")
	d.want("What the moment may mean", "Not saved since 14:03", "Kept in the recovery journal")
	if n := len(d.ticks); n != 2 { // one for the words on the screen that was left
		t.Errorf("%d pauses have begun", n)
	}
	d.press("2")
	d.want("precious words")
	d.press("esc", "esc")
	d.clock.pass(time.Minute)
	d.rest()
	d.want("Not saved since 14:03")
	if n := len(d.ticks); n != 1 {
		t.Errorf("%d pauses have begun, want one", n)
	}
	back()
	d.rest()
	d.wantNot("Not saved", "journal")
	if n := len(d.ticks); n != 0 {
		t.Errorf("%d pauses while all is saved", n)
	}
	if got := d.text("disciplines/mastery/notice", store.FieldAnswer); got != "precious words" {
		t.Fatalf("kept %q", got)
	}
	if left, err := store.Recoveries(d.path); err != nil || len(left) != 0 {
		t.Errorf("journals %v %v", left, err)
	}
}

// A save on leaving that failed is tried again as one of those while typing.
func TestAFailedSaveOnLeavingIsTriedAgain(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("precious")
	d.rest()
	back := d.away()
	d.press("esc")
	d.want("Not saved since 14:03", "precious")
	back()
	d.clock.pass(time.Minute)
	d.rest()
	d.want("Saved 14:04")
	d.wantNot("Not saved")
}

// A disk that is full keeps nobody from reading, nor from writing on.
func TestGoingAboutWhileNothingCanBeSaved(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.away()
	d.press("1")
	d.want("Team learning", "Where you are could not be noted: the file was moved or replaced.")
	d.press("enter", "1")
	d.want("What good looks like")
	d.press("tab")
	for range 5 {
		if !strings.Contains(d.screen(), "Notice") {
			d.press("tab")
		}
	}
	d.write("precious")
	d.rest()
	d.want("precious", "Kept in the recovery journal")
}

func TestUnsavedIsSaidOverTheHelp(t *testing.T) {
	d := newDriver(t, 40, 12)
	toNotice(d)
	d.write("precious")
	d.away()
	d.rest()
	d.want("Not saved since 14:03; in the journal")
	d.press("f1")
	d.want("Not saved since 14:03; in the journal")
}

// toElsewhere writes what cannot be saved, and goes on in another folder.
func toElsewhere(d *driver) (file string) {
	toNotice(d)
	d.write("saved. ")
	d.rest()
	d.away()
	d.write("precious")
	d.rest()
	d.press("f2")
	d.want("Not saved since 14:03", "Folder or file")
	file = d.path + ".elsewhere"
	d.press("ctrl+a", "ctrl+a", "delete")
	d.write(file)
	d.press("enter")
	return file
}

func TestSaveAs(t *testing.T) {
	d := newDriver(t, 80, 24)
	file := toElsewhere(d)
	d.want("You are writing in another file now", "goldenthread --data", ".elsewhere")
	d.wantNot("Not saved")
	if d.moved != file {
		t.Errorf("told of %q, want %q", d.moved, file)
	}
	d.press("enter")
	d.want("saved. precious", "Saved 14:03")
	d.wantNot("F2")
	d.write(" and on")
	d.press("esc")
	d.want("saved. precious and on")
	d.press("esc", "esc", "esc", "q")
	if !d.quit {
		t.Fatal("cannot quit")
	}
	if err := d.app.env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	d.path = file
	d.restart(80, 24)
	if got := d.text("disciplines/mastery/notice", store.FieldAnswer); got != "saved. precious and on" {
		t.Fatalf("kept %q", got)
	}
}

func TestSaveAsWhereItCannotBe(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.env["HOME"] = t.TempDir()
	there := filepath.Join(d.env["HOME"], "there.db")
	if err := os.WriteFile(there, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	toNotice(d)
	d.press("f2")
	d.want("Notice")
	d.write("precious")
	d.away()
	d.rest()
	d.press("f2")
	d.want("~/workbook-20261122-1403.db")
	for path, why := range map[string]string{
		"": "Name a folder or a file.", "~/there.db": "there is a file of that name", "~/none/x.db": "there is no such folder",
	} {
		d.press("ctrl+a", "ctrl+a", "delete")
		d.write(path)
		d.press("enter")
		d.want(why, "Not saved since")
	}
	d.press("esc")
	d.want("precious", "Not saved since")
	if text, err := os.ReadFile(there); err != nil || string(text) != "theirs" {
		t.Errorf("%q %v", text, err)
	}
	d.press("f2", "enter")
	d.want("You are writing in another file now")
	d.press("esc")
	d.want("precious", "Saved 14:03")
	d.app.env.Store.Close()
}

// A file that is broken while it is open cannot be copied: no key says that it can.
func TestWhatCannotBeReadIsNotSavedAs(t *testing.T) {
	d := newDriver(t, 80, 24)
	toNotice(d)
	d.write("saved. ")
	d.rest()
	if err := os.Truncate(d.path, 4096); err != nil {
		t.Skip("a file that is open cannot be cut here")
	}
	d.write("precious")
	d.rest()
	d.want("precious", "Not saved since 14:03: the file is damaged", "Kept in the recovery journal")
	d.wantNot("F2")
	d.press("f2")
	d.want("precious", "   Notice")
	d.press("ctrl+c", "ctrl+c")
	if !d.quit {
		t.Fatal("cannot leave")
	}
}

// The words are there while the workbook is broken, that is said, and they are
// offered once it has been restored.
func TestUnsavedWordsAreOfferedAfterTheRepair(t *testing.T) {
	d := newTrouble(t, 80, 24, func(t *testing.T, path string) {
		s, err := store.Open(path, store.Options{Now: func() time.Time { return sunday }})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		cut(t, path)
		slot := store.Slot{Step: "disciplines/systems/notice", Field: store.FieldAnswer}
		draft := store.Draft{Kind: store.KindAnswer, Slot: slot, Visit: 1, Body: store.Body{Text: "precious"}}
		if err := s.PutDraft(draft, "What did you see?"); !store.Kept(err) {
			t.Fatal(err)
		}
	})
	d.want("What could not be saved before is kept in", "offered once the workbook opens again")
	d.press("r")
	d.want("Not everything that you wrote could be saved", "1 answer")
	d.press("enter")
	d.want("Your words are in the workbook.")
	slot := store.Slot{Step: "disciplines/systems/notice", Field: store.FieldAnswer}
	if kept, _, err := d.store.Draft(slot); err != nil || kept.Text != "precious" {
		t.Errorf("kept %q %v", kept.Text, err)
	}
	d.press("enter")
	d.want("Five disciplines")
}
