package insight

import (
	"strings"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/store/calendar"
)

func date(day int) calendar.Date { return calendar.Date{Year: 2026, Month: time.November, Day: day} }

func wills(cs []Commitment) string {
	var names []string
	for _, c := range cs {
		names = append(names, c.Will)
	}
	return strings.Join(names, " ")
}

func TestCommitments(t *testing.T) {
	book := embedded(t)
	st, c := openStore(t)
	make := func(will string, state store.State, due calendar.Date) store.Revision {
		return add(t, st, commitment(t, st, store.Commitment{When: "when", Will: will, State: state, Due: due}))
	}
	make("later", store.StateOpen, date(29))
	make("someday", store.StateOpen, calendar.Date{})
	make("kept", store.StateKept, date(1))
	make("passed", store.StateTried, date(20))
	make("today", store.StateOpen, date(22))
	moved := make("moved", store.StateOpen, date(21))
	make("gone", store.StateChanged, date(21))
	add(t, st, commitment(t, st, store.Commitment{When: "only when"}))
	begun := commitment(t, st, store.Commitment{When: "when", Will: "begun", Due: date(25)})
	draft(t, st, begun)
	make("dropped", store.StateDropped, calendar.Date{})

	moved.Commitment.State, moved.Commitment.Due = store.StateChanged, date(24)
	moved.Commitment.Log = []store.LogEntry{{At: c.now(), State: store.StateChanged}}
	add(t, st, moved)

	all, err := Commitments(book, st)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := wills(all), "passed today moved begun later someday dropped gone kept"; got != want {
		t.Errorf("in the order %q, want %q", got, want)
	}
	for _, one := range all {
		if one.Unit != mastery || one.Visit != 1 || one.At.IsZero() {
			t.Errorf("%s is of %s, visit %d, at %v", one.Will, one.Unit, one.Visit, one.At)
		}
	}
	for day, want := range map[int]string{19: "", 20: "passed", 22: "passed today", 24: "passed today moved", 30: "passed today moved begun later"} {
		if got := wills(Due(all, date(day))); got != want {
			t.Errorf("due on the %d: %q, want %q", day, got, want)
		}
	}
}
