package screen

import (
	"goldenthread/store"
	"goldenthread/ui/step"
	"goldenthread/ui/theme"
)

// shareMark is the shape of a step of sharing, and its word.
func shareMark(t *theme.Theme, as store.Sharing) string {
	shape := t.Marks.Private
	switch as {
	case store.Shareable:
		shape = t.Marks.Shareable
	case store.Evidence:
		shape = t.Marks.Evidence
	}
	return shape + " " + string(as)
}

// PrivateSign is what the corner says of a screen that only its owner should see.
func PrivateSign(t *theme.Theme) string { return shareMark(t, store.Private) }

// sharing is what the corner says about how far an answer may go.
func sharing(t *theme.Theme, s step.Sharing) (text string, alarm bool) {
	switch {
	case s.Err != nil:
		return "Not marked: " + Why(s.Err), true
	case s.Empty:
		return "Nothing to mark yet", false
	case s.Lapsed:
		return shareMark(t, store.Private) + " again", false
	}
	return shareMark(t, s.As), false
}

// wideCorner is the width from which the corner has room for two things.
const wideCorner = 50

// stepState is what the corner says about a step: how far its answer may go, and
// whether it is saved. Where something went wrong, or there is little room, that
// alone.
func stepState(t *theme.Theme, s step.Step, width int) (text string, alarm bool) {
	saved, alarm := saveState(s.State())
	of, marked := s.Sharing()
	if alarm || !marked {
		return saved, alarm
	}
	text, alarm = sharing(t, of)
	if alarm || saved == "" {
		return text, alarm
	}
	if width < wideCorner && of.As == store.Private && !of.Lapsed && !of.Empty {
		return saved, false // private is what everything is that says nothing
	}
	if width < wideCorner {
		return text, false
	}
	return text + " " + t.Marks.Dot + " " + saved, false
}
