package env

import (
	"slices"

	"goldenthread/content"
	"goldenthread/store"
)

// PlaceOf names a slot as a person knows it: a unit and a step of it, or the ID where
// the book has no such step.
func (e *Env) PlaceOf(slot store.Slot) string {
	u, stage := e.Book.Unit(slot.Step.Unit()), slot.Step.Stage()
	if u == nil || !slices.Contains(content.Stages[:], stage) {
		return string(slot.Step)
	}
	return u.Title + " " + e.Theme.Marks.Dot + " " + stage.Title()
}
