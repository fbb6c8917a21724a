package reflection

import (
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

func TestFramework(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice("disciplines/mastery", seen)
	d.Open(route.Framework{ID: "disciplines"})
	d.Want("Personal mastery", "begun", "not yet", "What is not known")
	d.Press("enter") // the cursor is on the first unit that is not done
	d.WantPush(route.Unit{ID: "disciplines/mastery"})
	d.Press("3")
	d.WantPush(route.Unit{ID: d.Env.Book.Framework("disciplines").Units[2].ID})
	d.Press("l")
	d.WantPush(route.LookBack{Scope: "disciplines"})
	d.Press("end")
	d.Resize(screentest.Width, 60)
	d.Want("Source: ")
	d.WantFit()
}

// A unit's page says how far each step is, with the beginning of what was answered.
func TestUnit(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice(string(unitID), seen)
	rate(d, 3)
	promise(t, d, unitID, "ask it in the first minute")
	d.Answer(string(unitID)+"/test", store.FieldTest, store.KindTest, store.Body{Test: &store.Test{Who: "Mira", Heard: "that it is late"}})
	d.Open(route.Unit{ID: unitID})
	d.Resize(screentest.Width, 60)
	d.Want(seen, "3 ", "Mira that it is late", "ask it in the first minute", "Where this leads", "Close What is already working")
	d.Press("1")
	d.WantPush(route.Step{Unit: unitID, Stage: content.Read})
	d.Press("l")
	d.WantPush(route.LookBack{Scope: string(unitID)})
	d.Click("Close")
	d.WantPush(route.Step{Unit: unitID, Stage: content.Close})
	d.WantFit()
}

// A unit that is open can be returned to: its next visit begins with the rating.
func TestUnitBegunAfresh(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Open(route.Unit{ID: unitID})
	d.Press("r")
	d.WantMove(nil) // nothing was done there yet
	d.Close()
	d.Notice(string(unitID), seen)
	rate(d, 3)
	promise(t, d, unitID, "ask it in the first minute")
	d.Open(route.Unit{ID: unitID})
	if keys := d.Top().FullHelp(); !slices.ContainsFunc(keys[len(keys)-1], func(b key.Binding) bool { return b.Help().Key == "r" }) {
		t.Error("the help does not name the key")
	}
	d.Press("r")
	d.WantPush(route.Step{Unit: unitID, Stage: content.Rate})
	d.Open(route.Step{Unit: unitID, Stage: content.Rate})
	d.Close()
	d.Want("visit 2")
}

// A tension is offered on the pages of its units once both sides were worked through.
func TestTensionIsOffered(t *testing.T) {
	d := screentest.New(t, Screens())
	tension := d.Env.Book.Tensions[0]
	page := route.Unit{ID: tension.Units[0]}
	d.Open(page)
	d.Resize(screentest.Width, 60)
	d.WantNot("Two sides, both right")
	d.Close()
	for _, unit := range tension.Units {
		d.Notice(string(unit), seen)
		promise(t, d, unit, "ask")
	}
	d.Open(page)
	d.Want("Two sides, both right", tension.SideA[:40])
	d.Click(tension.SideA[:40])
	d.WantPush(route.Tension{ID: tension.ID})
	d.Open(route.Tension{ID: tension.ID})
	d.Press("right", "tab")
	d.Write("Both, in different weeks.")
	d.Rest()
	if corner, _ := d.Corner(); !strings.Contains(corner, "Saved 14:03") {
		t.Errorf("the corner says %q", corner)
	}
	d.WantFit()
	d.Press("tab")
	d.WantMove(nav.Pop{})
	d.Close()
}
