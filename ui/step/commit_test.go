package step

import (
	"strings"
	"testing"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

var in3Weeks = calendar.Date{Year: 2026, Month: 12, Day: 13}

// rewrite writes over all that the field with the focus holds.
func (d *desk) rewrite(text string) {
	d.press("alt+a", "delete")
	d.write(text)
}

// The book's starter is filled in, every word of it can be changed, and the plan is one
// commitment, also when it is come back to.
func TestCommitmentIsWritten(t *testing.T) {
	d := newDesk(t)
	d.height = 30
	d.open(content.Commit)
	d.want("Make it small enough", "I open our next team meeting", "say one thing I am trying to get better at")
	d.wantCursor("I open our next team meeting")
	for _, text := range []string{"the bell rings", "ask", "the crowd", "nod", "the deputy", "in 3 weeks"} {
		d.rewrite(text)
		d.press("enter")
	}
	d.wantMove(Next)
	d.rest()
	id := d.drafts()[0].Commitment.ID
	d.open(content.Commit) // after a kill: it is the same commitment
	d.leave()
	want := store.Commitment{ID: id, When: "the bell rings", Will: "ask", Obstacle: "the crowd", Fallback: "nod", Witness: "the deputy", Due: in3Weeks, State: store.StateOpen}
	same(t, "kept", d.promised().Commitment, want)

	d.open(content.Commit)
	d.want("the bell rings", "13 Dec 2026")
	d.press("tab")
	d.write(" twice")
	d.leave()
	want.Will = "ask twice"
	same(t, "changed", d.promised().Commitment, want)
}

// Each visit of each unit has a commitment of its own, whether the others are drafts or
// revisions.
func TestEachVisitHasItsCommitment(t *testing.T) {
	for _, left := range []bool{false, true} {
		d := newDesk(t)
		ids := map[store.ID]bool{}
		for _, p := range []Place{d.place(content.Commit, 1), d.place(content.Commit, 2), {Unit: d.unit("disciplines/team"), Stage: content.Commit, Visit: 1}} {
			d.show(Open(d.env, p))
			d.write(" at nine")
			if d.rest(); left {
				d.leave()
			}
			d.show(Open(d.env, p))
			d.want("at nine")
			ids[d.step.(*commit).kept.ID] = true
		}
		same(t, "commitments", len(ids), 3)
	}
}

// A day is said back as it was understood, and what is no day is kept as it was typed.
func TestDayIsSaidBack(t *testing.T) {
	for _, c := range []struct {
		typed, says string
		due         calendar.Date
		text        string
	}{
		{"in 3 weeks", "Sun 13 Dec", in3Weeks, ""},
		{"friday", "Fri 27 Nov", calendar.Date{Year: 2026, Month: 11, Day: 27}, ""},
		{"next term", "Terms begin on different days", calendar.Date{}, "next term"},
		{"soon", "What works:", calendar.Date{}, "soon"},
		{"20 nov 2026", "20 Nov", calendar.Date{}, "20 nov 2026"},
		{" ", "", calendar.Date{}, ""},
	} {
		d := newDesk(t)
		d.open(content.Commit)
		d.press("tab", "tab", "tab", "tab", "tab")
		d.write(c.typed)
		for _, room := range rooms {
			d.resize(room[0], room[1])
			d.want(c.says)
			d.wantCursor(c.typed)
		}
		d.leave()
		if kept := d.promised(); kept.Due != c.due || kept.DueText != c.text {
			t.Errorf("%q: kept %v %q", c.typed, kept.Due, kept.DueText)
		}
		if c.text != "" {
			d.open(content.Commit)
			d.press("tab", "tab", "tab", "tab", "tab")
			d.wantCursor(c.text)
		}
	}
}

// A day that has passed since it was agreed stays, and so does all that the form does
// not show.
func TestOldCommitmentIsKeptWhole(t *testing.T) {
	log := []store.LogEntry{{At: sunday, State: store.StateTried, Note: "the crowd"}}
	d := newDesk(t)
	d.promise(store.Commitment{When: "the bell rings", Will: "ask", Due: in3Weeks, State: store.StateTried, Log: log})
	d.at = d.at.AddDate(0, 1, 9)
	d.open(content.Commit)
	d.press("tab", "tab", "tab", "tab", "tab")
	d.want("13 Dec 2026", "3 weeks ago")
	d.press("shift+tab")
	d.write("the deputy")
	d.leave()
	kept := d.promised()
	if kept.Due != in3Weeks || kept.DueText != "" || kept.State != store.StateTried || len(kept.Log) != 1 || kept.Witness != "the deputy" {
		t.Errorf("kept %+v", kept)
	}
}

// Labels stand beside their fields where there is room, else over them, and in a low
// window the fields come first.
func TestCommitmentInEveryWindow(t *testing.T) {
	d := newDesk(t)
	d.open(content.Commit)
	for _, c := range []struct {
		width, height int
		beside, first bool
	}{{76, 17, true, false}, {76, 13, true, true}, {56, 17, false, false}, {38, 9, false, true}} {
		d.resize(c.width, c.height)
		lines := d.lines()
		if first := strings.HasPrefix(lines[0], content.WhenPrompt); first != c.first {
			t.Errorf("%dx%d: the fields come first: %t\n%s", c.width, c.height, first, d.text())
		}
		beside := false
		for _, line := range lines {
			beside = beside || strings.HasPrefix(line, content.WhenPrompt+" ") && strings.Contains(line, "I open our next")
		}
		if beside != c.beside {
			t.Errorf("%dx%d: the labels are beside: %t\n%s", c.width, c.height, beside, d.text())
		}
	}
}
