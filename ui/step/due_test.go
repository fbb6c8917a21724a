package step

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/calendar"
)

// cameDue opens what became of a commitment that was due two days ago.
func cameDue(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.height = 23
	d.show(openDue(d))
	return d
}

// The cue is shown first, so that the action can be recalled.
func TestDueIsRecalledFirst(t *testing.T) {
	d := cameDue(t)
	d.want("You wanted to come back to this 2 days ago.", "When the bell rings, I will …", "Recall it first.")
	d.press("2", "tab", "down", "x")
	d.want("Recall it first.")
	d.press("space")
	d.want("When the bell rings, I will ask.", "1 Kept", "4 Dropped")
	d.wantNot("Recall it first.")
	d.show(openDue(d))
	d.click("Recall")
	d.want("I will ask.")
}

// Each of the four answers asks for its own, and is kept with what was written.
func TestDueOutcomes(t *testing.T) {
	inAWeek := calendar.Date{Year: 2026, Month: 11, Day: 29}
	before := calendar.Date{Year: 2026, Month: 11, Day: 20}
	for _, c := range []struct {
		digit, asks string
		fields      int
		want        store.Commitment
	}{
		{"1", "What made it possible?", 1, store.Commitment{When: "the bell rings", Will: "ask", Due: before, State: store.StateKept}},
		{"2", "What got in the way?", 2, store.Commitment{When: "the bell rings", Will: "ask", Due: inAWeek, State: store.StateTried}},
		{"3", "What got in the way?", 4, store.Commitment{When: "the bell rings", Will: "ask!", Due: inAWeek, State: store.StateChanged}},
		{"4", "or what did you learn?", 1, store.Commitment{When: "the bell rings", Will: "ask", Due: before, State: store.StateDropped}},
	} {
		d := cameDue(t)
		d.press("enter", c.digit)
		d.want("▌ " + c.digit)
		d.want(c.asks)
		d.press("tab")
		d.wantCursor("┃ ")
		d.write("The crowd.")
		for i := 1; i < c.fields; i++ {
			d.press("tab")
			d.wantMove(Stay)
		}
		if c.fields > 1 {
			d.want("Sun 29 Nov, in 1 week")
			d.wantCursor("in 1 week")
		}
		if c.fields > 2 {
			d.press("up")
			d.write("!")
			d.press("tab")
		}
		d.press("tab")
		d.wantMove(Next)
		d.leave()
		c.want.ID = d.due.ID
		c.want.Log = []store.LogEntry{{At: sunday, State: c.want.State, Note: "The crowd."}}
		same(t, c.asks, d.promised().Commitment, c.want)
	}
}

// The arrows and the mouse choose, too, and back from the note is the choice again.
func TestDueIsChosen(t *testing.T) {
	d := cameDue(t)
	d.press("enter", "tab") // there is no answer to go on from
	same(t, "the focus", d.focus(), "")
	for _, c := range []struct{ key, chosen string }{
		{"down", "1 Kept"}, {"j", "2 Tried"}, {"up", "1 Kept"}, {"k", "1 Kept"}, {"4", "4 Dropped"}, {"down", "4 Dropped"},
	} {
		d.press(c.key)
		d.want("▌ " + c.chosen)
	}
	d.press("enter")
	same(t, "the focus", d.focus(), "note")
	d.press("shift+tab")
	d.wantMove(Stay)
	same(t, "the focus", d.focus(), "")
	d.click("2  Tried")
	d.want("▌ 2 Tried")
	d.click("When the bell rings") // no answer
	d.want("▌ 2 Tried")
	d.click("in 1 week")
	same(t, "the focus", d.focus(), "due")
	d.click("1  Kept")
	same(t, "the focus", d.focus(), "")
}

// Without an answer the commitment stays due, also one that was marked.
func TestDueWithoutAnAnswer(t *testing.T) {
	d := cameDue(t)
	d.check(d.env.Store.Share(d.place(content.Commit, 1).Slot(store.CommitmentField(d.due.ID)), 1, store.Shareable))
	d.show(openDue(d))
	d.press("enter")
	d.check(d.step.(interface{ Resume() error }).Resume())
	d.leave()
	same(t, "drafts", len(d.drafts()), 0)
	same(t, "kept", d.promised(), *d.due)
}

// Who is interrupted in the answer has given it, as far as it goes, and is asked anew on
// the day that was put in.
func TestDueAfterAKill(t *testing.T) {
	d := cameDue(t)
	d.press("enter", "2", "tab")
	d.write("The crowd.")
	d.rest()
	given := d.promised()
	d.due = &given
	d.at = d.at.AddDate(0, 0, 7)
	d.show(openDue(d))
	d.want("come back to this today.", "Recall it first.")
	d.press("enter", "1", "tab")
	d.write("The head was there.")
	d.leave()
	log := d.promised().Log
	if len(log) != 2 || log[0].Note != "The crowd." || log[1].Note != "The head was there." || len(d.drafts()) != 0 {
		t.Errorf("%+v", log)
	}
}

// A day that is none is kept as it was typed, and said to be none.
func TestDueIsPutOff(t *testing.T) {
	d := cameDue(t)
	d.press("enter", "2", "tab", "tab")
	d.rewrite("next term")
	d.want("Terms begin on different days")
	d.leave()
	if c := d.promised(); !c.Due.IsZero() || c.DueText != "next term" {
		t.Errorf("%v %q", c.Due, c.DueText)
	}
}

// When it was due is said as it is, and nothing where there was no day.
func TestDueSaysWhen(t *testing.T) {
	november := func(day int) calendar.Date { return calendar.Date{Year: 2026, Month: 11, Day: day} }
	for _, c := range []struct {
		due  calendar.Date
		says string
	}{
		{november(22), "to come back to this today."},
		{november(23), "to come back to this later: it is due tomorrow."},
		{november(21), "to come back to this yesterday."},
		{november(12), "to come back to this 10 days ago."},
		{calendar.Date{}, "to come back to this."},
	} {
		d := newDesk(t)
		d.promise(store.Commitment{When: "the bell rings", Will: "ask", Due: c.due, State: store.StateOpen})
		d.show(openDue(d))
		d.want(c.says)
	}
}

// What a person typed is no Markdown.
func TestDueShowsSignsAsTyped(t *testing.T) {
	d := newDesk(t)
	d.promise(store.Commitment{When: "it is *8* <sharp>", Will: "say [so](now)", State: store.StateOpen})
	d.show(openDue(d))
	d.want("it is *8* <sharp>")
	d.press("enter")
	d.want("say [so](now)")
}

// Who comes back a third time is offered a way out, unless it was tried before.
func TestDueForTheThirdTime(t *testing.T) {
	for _, c := range []struct {
		states []store.State
		offers bool
	}{
		{nil, false},
		{[]store.State{store.StateChanged}, false},
		{[]store.State{store.StateChanged, store.StateChanged}, true},
		{[]store.State{store.StateChanged, store.StateTried}, false},
	} {
		d := newDesk(t)
		kept := store.Commitment{When: "the bell rings", Will: "ask", Due: calendar.Date{Year: 2026, Month: 11, Day: 20}, State: store.StateOpen}
		for _, state := range c.states {
			kept.Log = append(kept.Log, store.LogEntry{At: sunday, State: state})
		}
		d.promise(kept)
		d.show(openDue(d))
		d.press("enter")
		same(t, "offered a way out", d.shows("This is the third return. It may help to make it smaller"), c.offers)
	}
}

// A wheel and a click beside the fields change nothing.
func TestDueIsNotAnsweredByChance(t *testing.T) {
	d := cameDue(t)
	d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.send(tea.MouseClickMsg{X: 3, Y: 22, Button: tea.MouseLeft})
	d.leave()
	same(t, "kept", d.promised(), *d.due)
}
