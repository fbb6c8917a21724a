package insight

import (
	"testing"

	"goldenthread/store"
)

func gathered(revisions ...store.Revision) *Order {
	m := NewOrder()
	for _, r := range revisions {
		m.Add(r)
	}
	return m
}

func texts(revisions []store.Revision) (all string) {
	for _, r := range revisions {
		all += r.Text
	}
	return all
}

// What follows comes later, though its clock had gone back a year.
func TestOrderGoesByParents(t *testing.T) {
	slot := store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}
	revision := func(id byte, text string, parents ...byte) store.Revision {
		r := store.Revision{ID: store.ID{id}, Slot: slot, Visit: 1, Body: store.Body{Text: text}}
		for _, parent := range parents {
			r.Parents = append(r.Parents, store.ID{parent})
		}
		return r
	}
	back, first := revision(1, "b", 9), revision(9, "a")
	last := revision(2, "c", 1)
	for _, order := range [][]store.Revision{{back, last, first}, {first, back, last}, {last, first, back}} {
		m := gathered(order...)
		if got := texts(m.NewestFirst()); got != "cba" {
			t.Errorf("in the order %q", got)
		}
		for _, r := range order {
			if end, several := m.IsEnd(r); end != (r.Text == "c") || several {
				t.Errorf("%s: an end: %t, one of several: %t", r.Text, end, several)
			}
		}
	}
	here, there := revision(3, "h", 9), revision(4, "t", 9)
	m := gathered(here, there, first)
	for _, r := range []store.Revision{here, there} {
		if end, several := m.IsEnd(r); !end || !several {
			t.Errorf("%s: an end: %t, one of several: %t", r.Text, end, several)
		}
	}
	circle := gathered(revision(1, "x", 2), revision(2, "y", 1))
	if got := len(circle.NewestFirst()); got != 2 {
		t.Errorf("a circle of %d", got)
	}
}
