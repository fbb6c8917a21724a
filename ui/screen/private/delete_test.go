package private

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

// What may be deleted grows from the answer to everything; it is asked about twice.
func TestDeleteAsks(t *testing.T) {
	d := screentest.New(t, Screens())
	slot := d.Notice("disciplines/mastery", seen).Slot
	d.Notice("disciplines/vision", "Elsewhere.")
	d.Open(route.Delete{Slot: slot})
	d.Want("What is to be deleted for good", "What you wrote here", "1 answer, 1 version, 22 Nov", "Everything in this workbook", "2 answers")
	d.WantNot("All of the step") // there is no more in it
	d.Press("1")
	d.Want("Delete this for good?", "Personal mastery · Notice: 1 answer")
	d.WantFit()
	d.Press("1")
	d.Want("What is to be deleted for good")
	d.Press("2", "2")
	d.WantMove(nav.Reset{Route: route.Deleted{}})
	if !d.Back() || d.Back() {
		t.Error("the question is not taken back once")
	}
	d.Press("1", "2")
	d.WantMove(nav.Reset{Route: route.Deleted{Slot: slot}})
	if traces, err := d.Env.Store.Traces(store.Only(slot)); err != nil || len(traces) != 1 {
		t.Errorf("asking has deleted: %v, %v", traces, err)
	}
}

// As far as a framework is looked back on, it can be deleted.
func TestDeleteWithinAFramework(t *testing.T) {
	d := screentest.New(t, Screens())
	slot := d.Notice("disciplines/mastery", seen).Slot
	d.Answer("disciplines/mastery/notice", "more", store.KindAnswer, store.Body{Text: "More."})
	d.Answer("disciplines/mastery/interpret", store.FieldAnswer, store.KindAnswer, store.Body{Text: "More."})
	d.Notice("disciplines/vision", "Elsewhere.")
	d.Notice("purpose/purpose", "Far away.")
	d.Open(route.Delete{Scope: "disciplines", Slot: slot})
	d.Want("All of the step Notice", "All of the unit Personal mastery", "All of Five disciplines")
	d.WantNot("Everything in this workbook")
	d.Press("4", "2")
	d.WantMove(nav.Reset{Route: route.Deleted{Place: "disciplines"}})
}

// What is deleted is gone from the workbook at once, and from its copies if that is
// wanted.
func TestDeleted(t *testing.T) {
	d := screentest.New(t, Screens())
	slot := d.Notice("disciplines/mastery", seen).Slot
	d.Notice("disciplines/vision", "Elsewhere.")
	if _, err := d.Env.Store.Snapshot(""); err != nil {
		t.Fatal(err)
	}
	d.Pass(time.Minute)
	d.Open(route.Deleted{Slot: slot})
	d.Want("Deleted for good: 1 answer, 1 version, 22 Nov.", "These files still hold it", "snapshots")
	d.WantFit()
	if got := d.Current("disciplines/mastery/notice", store.FieldAnswer); got != "" {
		t.Errorf("there is still %q", got)
	}
	d.Press("1")
	d.Want("It was taken out of every copy that can be read.")
	if left, err := d.Env.Store.CopiesWithDeleted(store.Only(slot)); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	d.Press("1")
	d.WantMove(nav.Pop{})
	d.WantFit()
	if d.Current("disciplines/vision/notice", store.FieldAnswer) == "" {
		t.Error("something else is gone, too")
	}
}

// A copy that cannot be read may be kept or removed.
func TestDeletedNamesWhatCannotBeRead(t *testing.T) {
	d := screentest.New(t, Screens())
	slot := d.Notice("disciplines/mastery", seen).Slot
	snap, err := d.Env.Store.Snapshot("")
	if err == nil {
		err = os.Truncate(snap.Path, 5000)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.Open(route.Deleted{Slot: slot})
	d.Press("1")
	d.Want("These cannot be read to their end.", filepath.Base(snap.Path))
	d.Press("2")
	d.WantMove(nil)
	d.WantNot("These cannot be read")
	if _, err := os.Stat(snap.Path); err == nil {
		t.Error("it is still there")
	}
}

func TestNothingDeletedOfAClosedWorkbook(t *testing.T) {
	d := screentest.New(t, Screens())
	if err := d.Env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	d.Open(route.Deleted{})
	d.Want("It could not be deleted", "Everything is as it was.")
	if d.Back() {
		t.Error("it cannot be left")
	}
	if err := d.OpenError(route.Delete{}); err == nil {
		t.Error("it asks about a workbook that is closed")
	}
}
