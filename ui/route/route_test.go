package route

import (
	"testing"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/trouble"
)

// Every place that is kept is found again by its path.
func TestParseReadsBackEveryPath(t *testing.T) {
	book, err := content.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	framework := book.Frameworks[0]
	unit := framework.Units[0].ID
	places := []nav.Route{
		Home{}, Mind{}, Privacy{}, Framework{framework.ID}, Unit{unit}, Step{unit, content.Notice}, Step{unit, content.Close},
		LookBack{}, LookBack{string(unit)}, Path{book.Paths[0].ID}, Tension{book.Tensions[0].ID}, Page{book.Pages[0].ID},
		Due{store.ID{1, 2, 3}},
	}
	for _, place := range places {
		got, ok := Parse(book, place.Path())
		if !ok || got != place {
			t.Errorf("%q is read as %#v, %t; want %#v", place.Path(), got, ok, place)
		}
	}
	for _, path := range []string{"nowhere", "path/none", "page/none", "tension/none", "due/none", "purpose/none", string(unit) + "/none"} {
		if got, ok := Parse(book, path); ok {
			t.Errorf("%q is read as %#v", path, got)
		}
	}
}

// Home is above every place that is kept.
func TestParentsLeadHome(t *testing.T) {
	unit := content.UnitID("disciplines/mastery")
	for _, place := range []nav.Route{
		Step{unit, content.Rate}, LookBack{"x"}, Due{}, Mind{}, Path{}, Tension{}, Page{}, Privacy{}, Seal{}, SaveAs{}, Delete{}, Deleted{},
	} {
		levels := 0
		for r := place; r != (Home{}); r = r.Parent() {
			if levels++; r == nil || levels > 4 {
				t.Errorf("%#v does not lead home", place)
				break
			}
		}
	}
	rescue := &trouble.Rescue{}
	for _, place := range []nav.Route{Snapshots{rescue}, OtherFile{rescue}} {
		if place.Parent() != (Trouble{rescue}) {
			t.Errorf("above %#v is %#v", place, place.Parent())
		}
	}
	for _, place := range []nav.Route{Home{}, Recover{}, Unlock{}, Trouble{}} {
		if place.Parent() != nil {
			t.Errorf("above %#v is %#v", place, place.Parent())
		}
	}
}

// A question that is asked once is no place to come back to; only one about a
// commitment is asked again after the workbook was locked.
func TestPassing(t *testing.T) {
	for _, r := range []nav.Route{nil, Due{}, Recover{}, SaveAs{}, Seal{}, Delete{}, Deleted{}, Unlock{}, Trouble{}, Snapshots{}, OtherFile{}} {
		if !nav.IsPassing(r) {
			t.Errorf("%#v is kept as a place", r)
		}
		if p, ok := r.(nav.Passing); ok && p.AfterLock() != (r == Due{}) {
			t.Errorf("%#v after a lock: %t", r, p.AfterLock())
		}
	}
	for _, r := range []nav.Route{Home{}, Framework{}, Unit{}, Step{}, LookBack{}, Mind{}, Path{}, Tension{}, Page{}, Privacy{}} {
		if nav.IsPassing(r) {
			t.Errorf("%#v is no place to come back to", r)
		}
	}
}

func TestDeletedHolds(t *testing.T) {
	at := func(step, field string) store.Slot { return store.Slot{Step: content.StepID(step), Field: field} }
	here, beside, other := at("a/b/notice", "answer"), at("a/b/rate", "rating"), at("a/c/notice", "answer")
	for _, c := range []struct {
		route Deleted
		want  [3]bool
	}{
		{Deleted{Slot: here}, [3]bool{true, false, false}},
		{Deleted{Place: "a/b"}, [3]bool{true, true, false}},
		{Deleted{}, [3]bool{true, true, true}},
	} {
		holds := c.route.Holds()
		if got := [3]bool{holds(here), holds(beside), holds(other)}; got != c.want {
			t.Errorf("%#v holds %v, want %v", c.route, got, c.want)
		}
	}
}
