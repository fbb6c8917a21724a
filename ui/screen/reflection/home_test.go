package reflection

import (
	"errors"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
	"goldenthread/store/ids"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

const (
	unitID = content.UnitID("disciplines/mastery")
	seen   = "The caretaker showed a new colleague the boiler log."
)

// open makes a desk with the screen of a route on it.
func open(t *testing.T, r nav.Route) *screentest.Desk {
	t.Helper()
	d := screentest.New(t, Screens())
	d.Open(r)
	return d
}

// promise makes a commitment in a unit, due a day later.
func promise(t *testing.T, d *screentest.Desk, unit content.UnitID, will string) ids.ID {
	t.Helper()
	id, err := d.Env.Store.NewID()
	if err != nil {
		t.Fatal(err)
	}
	d.Answer(string(unit)+"/commit", store.CommitmentField(id), store.KindCommitment, store.Body{Commitment: &store.Commitment{
		ID: id, When: "we are late", Will: will, Witness: "the deputy", State: store.StateOpen,
		Due: calendar.DateOf(d.Env.Now().Add(24 * time.Hour)),
	}})
	return id
}

// rate rates the unit of the tests.
func rate(d *screentest.Desk, level int) {
	d.Answer(string(unitID)+"/rate", store.FieldRating, store.KindRating, store.Body{Rating: &store.Rating{Level: level, Confidence: "fairly", Evidence: "example"}})
}

func TestHomeAtFirst(t *testing.T) {
	d := open(t, route.Home{})
	d.Resize(screentest.Width, 46)
	d.Want("Welcome. Choose any framework and begin anywhere", "The five frameworks", "What is on your mind?", "Keep it under a passphrase")
	d.WantNot("Carry on", "Commitments")
	if corner, alarm := d.Corner(); !strings.Contains(corner, "private") || !strings.Contains(corner, "Sunday 22 November") || alarm {
		t.Errorf("the corner says %q, %t", corner, alarm)
	}
	d.WantFit()
	for _, c := range []struct {
		key  string
		want nav.Move
	}{
		{"1", nav.Push{Route: route.Framework{ID: d.Env.Book.Frameworks[0].ID}}},
		{"m", nav.Push{Route: route.Mind{}}},
		{"p", nav.Push{Route: route.Privacy{}}},
		{"f", nav.Facilitate{}},
		{"l", nil}, // there is nothing to look back on
		{"x", nil}, // nothing to dismiss
	} {
		d.Press(c.key)
		d.WantMove(c.want)
	}
	d.Press("end", "enter")
	d.WantPush(route.Seal{})
	d.Click("The five frameworks") // no row
	d.WantMove(nil)
}

// Once something was written, home begins with the step that was last worked on.
func TestHomeCarriesOn(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice(string(unitID), seen)
	promise(t, d, unitID, "ask it in the first minute")
	d.Open(route.Home{})
	d.WantNot("Welcome", "Carry on")
	d.Want("Commitments", "tomorrow", "ask it in the first minute")
	d.Open(route.Step{Unit: unitID, Stage: content.Notice})
	d.Close()
	d.Want("Carry on Personal mastery", "step 2 of 7")
	d.Press("enter")
	d.WantPush(route.Step{Unit: unitID, Stage: content.Notice})
	d.Press("l")
	d.WantPush(route.LookBack{})
	d.Click("ask it in the first minute")
	if _, due := d.Move().(nav.Push).Route.(route.Due); !due {
		t.Error("the commitment is not asked about")
	}
	d.WantFit()
}

// What is damaged is said first, and where: three places by name.
func TestHomeSaysWhatIsDamaged(t *testing.T) {
	d := open(t, route.Home{})
	var found []*store.Damage
	for _, stage := range content.Stages[:5] {
		found = append(found, &store.Damage{Bucket: "rev", Of: store.Origin{Slot: store.Slot{Step: unitID.Step(stage), Field: store.FieldAnswer}}})
	}
	d.Send(nav.Damaged{Found: found[:1]})
	d.Want("One answer in the file cannot be read any more", "Personal mastery › Read", "goldenthread doctor --read-all")
	d.Send(nav.Damaged{Found: found})
	d.Want("5 answers in the file cannot be read any more", "and 2 more")
	d.WantNot("Interpret")
	d.Send(nav.Damaged{Found: []*store.Damage{{Bucket: "x_head"}}})
	d.Want("Something in the file is damaged, but no answer is.")
	d.WantFit()
}

// Damage is counted in a joined error, and any other error is one.
func TestNoScreenOnAClosedWorkbook(t *testing.T) {
	d := screentest.New(t, Screens())
	if err := d.Env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, r := range []nav.Route{
		route.Home{}, route.Framework{ID: unitID.Framework()}, route.Unit{ID: unitID}, route.Step{Unit: unitID, Stage: content.Notice},
		route.LookBack{}, route.Path{ID: d.Env.Book.Paths[0].ID}, route.Due{},
	} {
		if err := d.OpenError(r); err == nil {
			t.Errorf("%#v opens on a workbook that is closed", r)
		}
	}
}

// What is not in the book has no screen.
func TestNoScreenForWhatIsNotThere(t *testing.T) {
	d := screentest.New(t, Screens())
	for _, r := range []nav.Route{
		route.Framework{ID: "none"}, route.Unit{ID: "none/none"}, route.Step{Unit: "none/none", Stage: content.Notice},
		route.Step{Unit: unitID, Stage: "none"}, route.Path{ID: "none"}, route.Tension{ID: "none"}, route.Page{ID: "none"}, route.Due{},
		route.Seal{},
	} {
		if err := d.OpenError(r); err == nil || errors.Unwrap(err) != nil {
			t.Errorf("%#v: %v", r, err)
		}
	}
}
