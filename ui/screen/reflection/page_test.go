package reflection

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

// Every page can be read to its end.
func TestPages(t *testing.T) {
	d := screentest.New(t, Screens())
	for _, p := range d.Env.Book.Pages {
		d.Open(route.Page{ID: p.ID})
		if d.Top().Title() != p.Title {
			t.Errorf("%s is called %q", p.ID, d.Top().Title())
		}
		first := d.Text()
		d.Press("down", "pgdown", "end")
		d.Send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
		d.Press("up", "pgup", "home")
		d.Send(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
		if d.Text() != first {
			t.Errorf("%s does not come back to its beginning", p.ID)
		}
		d.WantMove(nil)
		d.WantFit()
	}
}

// A concern unfolds to the units where to begin, and folds up with the cursor on it.
func TestMind(t *testing.T) {
	d := open(t, route.Mind{})
	concern := d.Env.Book.Concerns[2]
	d.Press("3")
	d.Want(concern.Says, "Begin with")
	d.WantFit()
	d.Press("1")
	d.WantPush(route.Step{Unit: concern.First.Unit, Stage: content.Notice})
	if !d.Back() || d.Back() {
		t.Error("a concern folds up once")
	}
	d.Press("enter")
	d.Want(concern.Says, "Begin with")
}

// The help lists the keys that work, and leads to the pages.
func TestHelp(t *testing.T) {
	d := screentest.New(t, Screens())
	off := key.NewBinding(key.WithKeys("z"), key.WithHelp("z", "not now"), key.WithDisabled())
	on := key.NewBinding(key.WithKeys("w"), key.WithHelp("w", "wait for a moment"))
	d.Show(NewHelp(d.Env, "Home", [][]key.Binding{{off, on}}))
	d.Resize(screentest.Width, 46)
	d.Want("w wait for a moment", "Privacy: what is stored where")
	d.WantNot("not now")
	if title := d.Top().Title(); !strings.HasSuffix(title, "Home") {
		t.Errorf("the title is %q", title)
	}
	d.Press("enter")
	d.WantPush(route.Page{ID: d.Env.Book.Pages[0].ID})
	d.WantFit()
	d.Env.Store = nil
	d.Resize(screentest.Width, 46)
	d.WantNot("Privacy: what is stored where")
	d.WantMove(nav.Move(nil))
}
