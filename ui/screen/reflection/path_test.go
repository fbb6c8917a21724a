package reflection

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
)

// Every path is walked to its end, one step after the other, and back to its
// beginning; nothing of what is typed on the way is lost.
func TestPathsAreWalked(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice(string(unitID), seen)
	promise(t, d, unitID, "ask it in the first minute")
	d.Pass(48 * time.Hour)
	for _, p := range d.Env.Book.Paths {
		d.Open(route.Path{ID: p.ID})
		walked := 0
		for step := 0; ; step++ {
			if walked++; walked > 60 {
				t.Fatalf("%s does not end:\n%s", p.ID, d.Text())
			}
			d.Want(fmt.Sprintf("of %d", p.Minutes))
			if walked == 2 {
				d.WantFit()
			}
			switch {
			case d.Top().(nav.Typing).Typing():
				d.Press("tab")
			case strings.Contains(d.Words(), "Where this leads"):
				d.Press("tab") // the links under the close
			case strings.Contains(d.Words(), "1 Kept"):
				d.Press("2", "tab")
			default:
				d.Press("end", "enter")
			}
			d.Rest()
			if _, done := d.Move().(nav.Pop); done {
				break
			}
		}
		d.Close()
	}
}

// A path comes back to its step, its unit and its clock at the next start.
func TestPathComesBack(t *testing.T) {
	d := screentest.New(t, Screens())
	path := d.Env.Book.Paths[1]
	d.Open(route.Path{ID: path.ID})
	d.Press("enter")
	d.WantMove(nav.SavePlace{})
	d.Pass(4 * time.Minute)
	where := d.Top().(nav.Positioned).Position()
	d.Open(route.Path{ID: path.ID})
	d.Top().(nav.Positioned).SetPosition(where)
	d.Want(fmt.Sprintf("2 of %d", len(path.Steps)), "4 gone")
	d.Pass(sitting)
	d.Open(route.Path{ID: path.ID})
	d.Top().(nav.Positioned).SetPosition(where)
	d.Want("0 gone") // another sitting
	for _, bad := range []string{"", "%", "at=99&unit=" + string(unitID) + "&began=0", "at=1&unit=none&began=0", "at=1&unit=x"} {
		d.Open(route.Path{ID: path.ID})
		d.Top().(nav.Positioned).SetPosition(bad)
		d.Want(fmt.Sprintf("1 of %d", len(path.Steps)))
	}
}

// What is typed within a path is kept as in a step of its own.
func TestPathKeepsWhatIsTyped(t *testing.T) {
	d := screentest.New(t, Screens())
	d.Notice(string(unitID), "Before.")
	path, at := stagePath(d.Env.Book)
	d.Open(route.Path{ID: path.ID})
	d.Top().(nav.Positioned).SetPosition(fmt.Sprintf("at=%d&unit=%s&began=%d", at, unitID, screentest.Sunday.Unix()))
	d.Write(seen)
	d.Rest()
	if corner, alarm := d.Corner(); !strings.Contains(corner, "Saved 14:03") || alarm {
		t.Errorf("the corner says %q, %t", corner, alarm)
	}
	if d.Top().(nav.Closing).Back() {
		t.Error("there was nothing to close")
	}
	if since, err := d.Top().(nav.Unsaved).Unsaved(); err != nil {
		t.Errorf("unsaved since %v: %v", since, err)
	}
	d.WantFit()
	d.Close()
	if got := d.Current(string(unitID.Step(path.Steps[at].Stage)), store.FieldAnswer); !strings.Contains(got, seen) {
		t.Errorf("kept: %q", got)
	}
}

// stagePath returns a path with a step in which text is written.
func stagePath(book *content.Workbook) (path *content.Path, at int) {
	for _, p := range book.Paths {
		for i, s := range p.Steps {
			if s.Show == content.ShowStage && (s.Stage == content.Notice || s.Stage == content.Interpret) {
				return p, i
			}
		}
	}
	return nil, 0
}
