package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
)

const mastery = content.UnitID("disciplines/mastery")

// toForget looks back on a unit, with a snapshot made, and asks what may go.
func toForget(d *driver) {
	committed(d)
	if _, err := d.store.Snapshot(""); err != nil {
		d.t.Fatal(err)
	}
	d.press("esc", "l")
	for range 2 {
		d.press("down")
	}
	d.press("d")
}

// surely goes on to the question, and says yes.
func surely(d *driver) { d.press("1", "2") }

// holds says in how many files of the folder a text is.
func (d *driver) holds(text string) (n int) {
	d.t.Helper()
	err := filepath.Walk(filepath.Dir(d.path), func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		file, err := os.ReadFile(path)
		if bytes.Contains(file, []byte(text)) {
			n++
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

const boiler = "the boiler log"

func TestForgetFromLookBack(t *testing.T) {
	d := newDriver(t, 100, 30)
	toForget(d)
	d.want("What you wrote here", "All of the unit Personal mastery")
	if d.holds(boiler) != 2 {
		t.Fatal("the test shows nothing")
	}
	d.press("1")
	d.want("Delete this for good?", "Personal mastery · Notice: 1 answer", "There is no way back")
	d.press("enter") // the first is to keep it
	d.want("What is to be deleted")
	d.press("1", "esc")
	d.want("What is to be deleted")
	d.press("esc")
	d.want("Look back", boiler)
	if d.holds(boiler) != 2 {
		t.Fatal("it went unasked")
	}
	d.press("d")
	surely(d)
	d.want("Deleted for good: 1 answer", "These files still hold it", "workbook-")
	if d.holds(boiler) != 1 {
		t.Fatalf("it is in %d files", d.holds(boiler))
	}
	d.press("1")
	d.want("It was taken out of every copy", "Exports and backups")
	if d.holds(boiler) != 0 {
		t.Fatalf("it is in %d files", d.holds(boiler))
	}
	d.press("1")
	d.want("Golden Thread", "The five frameworks")
	d.wantNot(boiler)
	if _, found, err := d.store.Latest(store.Slot{Step: mastery.Step(content.Commit), Field: store.FieldAnswer}); found || err != nil {
		t.Error(found, err)
	}
	if got := d.text("disciplines/mastery/notice", store.FieldAnswer); got != "" {
		t.Errorf("kept %q", got)
	}
}

// A step that was open under it holds the words, and must not save them again.
func TestForgetWhatIsOpenUnderneath(t *testing.T) {
	d := newDriver(t, 100, 30)
	wroteNotice(d)
	d.press("ctrl+r", "d")
	var late []tea.Cmd
	for _, tick := range d.ticks { // the pause before the last save passes only now
		_, cmd := d.app.Update(tick())
		late = append(late, cmd)
	}
	surely(d)
	d.want("Deleted for good", "No snapshot and no other copy")
	for _, cmd := range late {
		d.run(cmd)
	}
	d.rest()
	d.press("enter", "ctrl+c")
	if !d.quit || d.holds(boiler) != 0 {
		t.Errorf("quit %t, and it is in %d files", d.quit, d.holds(boiler))
	}
	d.restart(100, 30)
	d.want("The five frameworks")
}

func TestForgetAWholeUnit(t *testing.T) {
	d := newDriver(t, 80, 24)
	toForget(d)
	d.press("end", "enter")
	d.want("Personal mastery · Commit: 1 answer", "Personal mastery · Rate: 1 answer")
	d.press("2")
	d.want("Deleted for good")
	traces, err := d.store.Traces(store.Within(string(mastery)))
	if err != nil || len(traces) > 0 {
		t.Errorf("%+v %v", traces, err)
	}
	d.press("2") // leave the snapshot as it is
	d.want("The five frameworks")
	if d.holds(boiler) != 1 {
		t.Errorf("it is in %d files", d.holds(boiler))
	}
}

// A copy that cannot be read is named, and removed only when that is said.
func TestForgetWithABrokenCopy(t *testing.T) {
	for key, left := range map[string]int{"1": 1, "2": 0} {
		d := newDriver(t, 80, 24)
		toForget(d)
		all, err := store.Snapshots(d.path)
		if err != nil || len(all) == 0 {
			t.Fatal(all, err)
		}
		if err := os.Truncate(all[0].Path, 9000); err != nil {
			t.Fatal(err)
		}
		surely(d)
		d.want("These files still hold it, or cannot be read")
		d.press("1")
		d.want("These cannot be read to their end")
		d.press(key)
		now, err := store.Snapshots(d.path)
		if err != nil || len(now) != len(all)-1+left {
			t.Errorf("%d snapshots of %d, %v", len(now), len(all), err)
		}
	}
}

// What could not be deleted is still there, and that is said.
func TestForgetThatFails(t *testing.T) {
	d := newDriver(t, 80, 24)
	toForget(d)
	d.press("1", "down")
	if err := os.Mkdir(d.path+".rewriting", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.path+".rewriting/x", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("enter")
	d.want("It could not be deleted", "Everything is as it was")
	d.press("1")
	d.want("The five frameworks")
	if got := d.text("disciplines/mastery/notice", store.FieldAnswer); got == "" {
		t.Error("it is gone")
	}
}

// Where the program was is never the place where something is deleted.
func TestForgetIsNoPlaceToComeBackTo(t *testing.T) {
	d := newDriver(t, 80, 24)
	toForget(d)
	d.press("1")
	d.restart(80, 24)
	d.want("Look back")
	if d.holds(boiler) != 2 {
		t.Error("it went")
	}
}

// Two computers that each went on from the same answer: both ends are seen.
func TestLookBackOnTwoHeads(t *testing.T) {
	d := newDriver(t, 100, 30)
	wroteNotice(d)
	d.press("esc")
	other, err := store.Open(filepath.Join(t.TempDir(), "other.db"), store.Options{Now: d.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	exchange := func(from, to *store.Store) {
		t.Helper()
		record, err := from.Record(nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Import(record); err != nil {
			t.Fatal(err)
		}
	}
	exchange(d.store, other)
	slot := store.Slot{Step: mastery.Step(content.Notice), Field: store.FieldAnswer}
	for st, text := range map[*store.Store]string{d.store: "written at school", other: "written at home"} {
		r := store.Revision{Kind: store.KindAnswer, Slot: slot, Visit: 1, Body: store.Body{Text: text}}
		if _, err := st.Add(r, "What did you see?"); err != nil {
			t.Fatal(err)
		}
	}
	exchange(other, d.store)
	d.press("l")
	d.want("written at school", "written at home", "Two computers have each written on here")
	d.wantNot(boiler)
}

// How much is deleted is said whole, however narrow the window is.
func TestForgetSaysAllOfIt(t *testing.T) {
	for _, size := range [][2]int{{60, 17}, {40, 30}} {
		d := newDriver(t, size[0], size[1])
		toForget(d)
		whole := func(texts ...string) {
			t.Helper()
			d.wantNot("…")
			screen := strings.Join(strings.Fields(strings.ReplaceAll(d.screen(), "▌", " ")), " ")
			for _, text := range texts {
				if !strings.Contains(screen, text) {
					t.Errorf("%v: %q is not whole:\n%s", size, text, d.screen())
				}
			}
		}
		whole("All of the unit Personal mastery 3 answers, 3 versions, 22 Nov")
		d.press("2")
		whole("Personal mastery · Commit: 1 answer, 1 version, 22 Nov")
		d.press("2")
		whole("Everything else in them stays", "They are thinned out in time")
	}
}
