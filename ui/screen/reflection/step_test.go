package reflection

import (
	"slices"
	"strings"
	"testing"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

// What is typed in a step is a draft at once, and a revision when it is left.
func TestStepKeepsWhatIsTyped(t *testing.T) {
	d := open(t, route.Step{Unit: unitID, Stage: content.Notice})
	d.Write(seen)
	d.Rest()
	if corner, alarm := d.Corner(); corner != "○ private · Saved 14:03" && !strings.Contains(corner, "Saved 14:03") || alarm {
		t.Errorf("the corner says %q, %t", corner, alarm)
	}
	if drafts, err := d.Env.Store.Drafts(); err != nil || len(drafts) != 1 || drafts[0].Text != seen {
		t.Errorf("drafts: %v, %v", drafts, err)
	}
	if !d.Top().(nav.Typing).Typing() {
		t.Error("letters are commands")
	}
	at := d.Top().(nav.Positioned).Position()
	d.WantFit()
	d.Close()
	if got := d.Current(string(unitID)+"/notice", store.FieldAnswer); got != seen {
		t.Errorf("kept: %q", got)
	}
	d.Open(route.Step{Unit: unitID, Stage: content.Notice})
	d.Top().(nav.Positioned).SetPosition(at)
	d.Want(seen)
}

// The words stay on the screen, and the corner says so, while they cannot be saved.
func TestStepSaysWhatIsNotSaved(t *testing.T) {
	d := open(t, route.Step{Unit: unitID, Stage: content.Notice})
	d.Write("One.")
	d.Rest()
	if err := d.Env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	d.Write(" Two.")
	d.Rest()
	if since, err := d.Top().(nav.Unsaved).Unsaved(); err == nil || !since.Equal(screentest.Sunday) {
		t.Errorf("unsaved since %v: %v", since, err)
	}
	if err := d.Top().(nav.Leaving).Leave(); err == nil {
		t.Error("it may be left")
	}
	d.Want("One. Two.")
}

// Going on from a step leads to the one beside it, from the last to the unit.
func TestStepNeighbours(t *testing.T) {
	at := func(stage content.Stage) nav.Route { return route.Step{Unit: unitID, Stage: stage} }
	for _, c := range []struct {
		stage content.Stage
		keys  []string
		want  nav.Move
	}{
		{content.Read, []string{"tab"}, nav.Replace{Route: at(content.Notice)}},
		{content.Read, []string{"shift+tab"}, nil},
		{content.Notice, []string{"tab"}, nav.Replace{Route: at(content.Rate)}},
		{content.Notice, []string{"shift+tab"}, nav.Replace{Route: at(content.Read)}},
		{content.Notice, []string{"ctrl+r"}, nav.Push{Route: route.LookBack{Scope: string(unitID) + "/notice"}}},
	} {
		d := open(t, at(c.stage))
		d.Press(c.keys...)
		if got := d.Move(); got != c.want {
			t.Errorf("%s, %v: %#v, want %#v", c.stage, c.keys, got, c.want)
		}
	}
	d := open(t, at(content.Notice))
	d.Click("━━○") // the thread
	if to, ok := d.Move().(nav.Replace); !ok || to.Route.(route.Step).Unit != unitID {
		t.Errorf("a click on the thread asks for %#v", to)
	}
}

// An earlier visit is announced, and not shown.
func TestStepCountsEarlierVisits(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice(string(unitID), seen)
	r := store.Revision{Kind: store.KindVisit, Slot: store.Slot{Step: unitID.Step(content.Read), Field: store.FieldVisit}, Visit: 2}
	if _, err := d.Env.Store.Add(r, ""); err != nil {
		t.Fatal(err)
	}
	d.Open(route.Step{Unit: unitID, Stage: content.Notice})
	d.Want("1 earlier answer · 22 Nov")
	d.WantNot(seen)
	if keys := d.Keys(); !slices.Contains(keys, "ctrl+r look back") {
		t.Errorf("the footer has %q", keys)
	}
}

// A commitment that is due is asked about, and what became of it is kept.
func TestDue(t *testing.T) {
	d := screentest.New(t, Screens())
	id := promise(t, d, unitID, "ask it in the first minute")
	d.Open(route.Due{ID: id})
	d.Want("Recall it first.")
	d.Press("enter")
	d.Want("ask it in the first minute")
	if title := d.Top().Title(); title != "A commitment › Personal mastery" {
		t.Errorf("the title is %q", title)
	}
	d.Press("2")
	d.Rest()
	d.WantFit()
	d.Close()
	kept, err := d.Env.Store.Current(unitID.Step(content.Commit))
	if err != nil || len(kept) != 1 || kept[0].Commitment.State != store.StateTried {
		t.Errorf("kept: %+v, %v", kept, err)
	}
}
