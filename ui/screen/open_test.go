package screen

import (
	"testing"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
	"goldenthread/ui/trouble"
)

// Every route has a screen that fits into every size.
func TestEveryRouteHasAScreen(t *testing.T) {
	d := screentest.New(t, all())
	slot := d.Notice("disciplines/mastery", "Nobody came in.").Slot
	rescue := &trouble.Rescue{Case: trouble.Of(&store.Problem{Kind: store.ProblemMissing, Path: d.Path + ".none"})}
	for _, r := range []nav.Route{
		route.Home{}, route.Framework{ID: "disciplines"}, route.Unit{ID: "disciplines/mastery"},
		route.Step{Unit: "disciplines/mastery", Stage: content.Notice}, route.Step{Unit: "disciplines/mastery", Stage: content.Close},
		route.LookBack{}, route.Mind{}, route.Path{ID: d.Env.Book.Paths[0].ID}, route.Tension{ID: d.Env.Book.Tensions[0].ID},
		route.Page{ID: d.Env.Book.Pages[0].ID}, route.Privacy{}, route.Seal{}, route.Unlock{Said: "Locked."},
		route.Delete{Slot: slot}, route.Recover{}, route.SaveAs{},
		route.Trouble{Rescue: rescue}, route.Snapshots{Rescue: rescue}, route.OtherFile{Rescue: rescue},
		route.Deleted{Slot: slot},
	} {
		d.Open(r)
		if d.Top().Title() == "" || len(d.Top().FullHelp()) == 0 {
			t.Errorf("%T has no title or no keys", r)
		}
		d.WantFit()
	}
	if _, err := Open(d.Env, nil); err == nil {
		t.Error("there is a screen for no route")
	}
	if title := Help(d.Env, "Home", nil).Title(); title != "Keys › Home" {
		t.Errorf("the help is called %q", title)
	}
}
