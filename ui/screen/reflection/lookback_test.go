package reflection

import (
	"strings"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

func TestLookBackOnNothing(t *testing.T) {
	d := open(t, route.LookBack{})
	d.Want("Nothing here yet.")
	for _, name := range []string{"d", "s", "down", "enter"} {
		d.Press(name)
		d.WantMove(nil)
	}
	d.WantFit()
}

// The newest comes first, with the words that were asked then, in every kind.
func TestLookBack(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice(string(unitID), seen)
	d.Pass(time.Hour)
	rate(d, 3)
	d.Pass(time.Hour)
	promise(t, d, unitID, "ask it in the first minute")
	d.Answer("disciplines/vision/notice", store.FieldAnswer, store.KindAnswer, store.Body{Text: "Elsewhere."})
	d.Open(route.LookBack{Scope: string(unitID)})
	d.Resize(screentest.Width, 60)
	d.Want("Personal mastery › Notice", "What did you see?", seen, "fairly sure", "When we are late, I will ask it in the first minute.", "Who will know: the deputy", "private")
	d.WantNot("Elsewhere.")
	text := d.Words()
	if strings.Index(text, "ask it in") > strings.Index(text, "fairly sure") || strings.Index(text, "fairly sure") > strings.Index(text, seen) {
		t.Errorf("not the newest first:\n%s", d.Text())
	}
	d.WantFit()
	for scope, title := range map[string]string{
		"": "Look back", "disciplines": "Look back › Five disciplines", string(unitID): "Look back › Personal mastery",
		string(unitID) + "/notice": "Look back › Personal mastery › Notice",
	} {
		d.Open(route.LookBack{Scope: scope})
		if got := d.Top().Title(); got != title {
			t.Errorf("the title of %q is %q", scope, got)
		}
	}
}

// The keys act on the answer under the mark, which the arrows and a click move.
func TestLookBackMarks(t *testing.T) {
	d := screentest.New(t, Screens())
	old := d.Notice("disciplines/vision", "Elsewhere.")
	d.Pass(time.Hour)
	d.Notice(string(unitID), seen)
	d.Open(route.LookBack{})
	d.Press("down", "d")
	d.WantPush(route.Delete{Slot: old.Slot})
	d.Press("up")
	d.Click("Shared vision")
	d.Press("d")
	d.WantPush(route.Delete{Slot: old.Slot})
	d.Press(step1(d)...)
	shared, err := d.Env.Store.SharedAs(old)
	if err != nil || shared.As == store.Private {
		t.Errorf("shared as %+v, %v", shared, err)
	}
	d.Want(string(shared.As))
	d.Press("down", "pgdown", "end", "home", "up")
	d.WantMove(nil)
}

// step1 returns the key that marks, as the footer names it.
func step1(d *screentest.Desk) []string {
	for _, b := range d.Top().ShortHelp() {
		if strings.Contains(b.Help().Desc, "mark") || strings.Contains(b.Help().Desc, "share") {
			return b.Keys()[:1]
		}
	}
	return nil
}

// What is deleted is not looked back on any more, once the screen reads anew.
func TestLookBackResumes(t *testing.T) {
	d := screentest.New(t, Screens())
	r := d.Notice(string(unitID), seen)
	d.Open(route.LookBack{})
	d.Want(seen)
	if _, err := d.Env.Store.Forget(store.Only(r.Slot)); err != nil {
		t.Fatal(err)
	}
	if err := d.Top().(nav.Resuming).Resume(); err != nil {
		t.Fatal(err)
	}
	d.Resize(screentest.Width, screentest.Height)
	d.WantNot(seen)
}
