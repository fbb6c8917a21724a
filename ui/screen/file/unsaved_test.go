package file

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

// unsaved makes a desk whose workbook has words that could not be saved, and returns
// what brings the file back.
func unsaved(t *testing.T) (d *screentest.Desk, back func()) {
	t.Helper()
	d = screentest.New(t, Screens())
	d.Notice("disciplines/mastery", seen)
	aside := d.Path + ".aside"
	if err := os.Rename(d.Path, aside); err != nil {
		t.Skip("a file that is open cannot be moved here")
	}
	r := store.Revision{Kind: store.KindAnswer, Slot: store.Slot{Step: content.StepID("disciplines/vision/notice"), Field: store.FieldAnswer}, Visit: 1, Body: store.Body{Text: "Precious."}}
	if _, err := d.Env.Store.Add(r, "What did you see?"); !store.Kept(err) {
		t.Fatalf("not in the journal: %v", err)
	}
	return d, func() {
		t.Helper()
		if err := os.Rename(aside, d.Path); err != nil {
			t.Fatal(err)
		}
	}
}

// restarted is unsaved at the next start, with the screen that offers the words.
func restarted(t *testing.T) *screentest.Desk {
	t.Helper()
	d, back := unsaved(t)
	_ = d.Env.Store.Close() // its words are in the journal
	back()
	d.OpenStore()
	d.Open(route.Recover{})
	d.Want("Not everything that you wrote could be saved on Sunday 22 November, 14:03", "The recovery journal has 1 answer", "Shared vision · Notice")
	return d
}

func TestRecoverPutsBack(t *testing.T) {
	d := restarted(t)
	d.WantFit()
	d.Press("1")
	d.Want("Your words are in the workbook.", "In their places:", "Shared vision · Notice")
	d.WantFit()
	if d.Back() {
		t.Error("there is a way back to the offer")
	}
	d.Press("enter")
	d.WantMove(nav.Pop{})
}

func TestRecoverDiscards(t *testing.T) {
	d := restarted(t)
	d.Press("3")
	d.Want("Throw 1 answer away for good?")
	if !d.Back() {
		t.Error("esc leaves the question open")
	}
	d.Press("2")
	d.WantMove(nav.Pop{}) // kept for later
	d.Press("3", "1")
	d.Want("Put it back")
	d.Press("3", "2")
	d.WantMove(nav.Pop{})
	if left, err := d.Env.Store.Recoveries(); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// What cannot be put back is still offered, with the reason.
func TestRecoverSaysWhyNot(t *testing.T) {
	d := restarted(t)
	if err := d.Env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	d.Press("1")
	d.Want("That did not work", "The journal is as it was.", "Put it back")
}

func TestSaveAs(t *testing.T) {
	d, _ := unsaved(t)
	d.Vars["HOME"] = filepath.Join(filepath.Dir(d.Path), "o'hara")
	if err := os.Mkdir(d.Vars["HOME"], 0o700); err != nil {
		t.Fatal(err)
	}
	d.Open(route.SaveAs{})
	d.Want("Where shall the workbook go on?", "~/workbook-20261122-1403.db")
	d.WantFit()
	d.Press("enter")
	a := d.Said[0].(nav.Adopt)
	if a.Err != nil {
		t.Fatal(a.Err)
	}
	t.Cleanup(func() { _ = a.Store.Close() })
	d.Want("You are writing in another file now", "Open it the next time with:", "goldenthread --data '")
	d.WantFit()
	if d.Top().(nav.Typing).Typing() || d.Top().View().Cursor != nil {
		t.Error("it is still typed in")
	}
	kept, err := a.Store.Current("disciplines/vision/notice")
	if err != nil || len(kept) != 1 || kept[0].Text != "Precious." {
		t.Errorf("in the copy: %v, %v", kept, err)
	}
	d.Press("enter")
	d.WantMove(nav.Pop{})
}

// A copy that cannot be made is refused in words, and typing takes them away.
func TestSaveAsIsRefused(t *testing.T) {
	d, _ := unsaved(t)
	d.Open(route.SaveAs{})
	d.Press("enter")
	d.Want("Name a folder or a file.")
	d.Write("/none/of/these/w.db")
	d.WantNot("Name a folder or a file.")
	d.Press("enter")
	d.Want("That did not work: there is no such folder. Nothing was changed")
	for words, err := range map[string]error{
		"there is a file of that name":   os.ErrExist,
		"this is the workbook itself":    store.ErrItself,
		"you may not write there":        os.ErrPermission,
		"the disk is full":               &store.Problem{Kind: store.ProblemDiskFull},
		"too many links":                 &os.PathError{Op: "open", Path: "x", Err: errors.New("too many links")},
		"the file cannot be used":        errors.New("something"),
		"Nothing was changed, and what ": os.ErrInvalid,
	} {
		d.Send(nav.Adopt{Err: err})
		d.Want(words)
	}
}
