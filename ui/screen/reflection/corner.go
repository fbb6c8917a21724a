package reflection

import (
	"goldenthread/store"
	"goldenthread/ui/answer"
	"goldenthread/ui/autosave"
	"goldenthread/ui/step"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// shareMark returns the mark of how far an answer may go, and its word.
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

// sharing returns the words of the corner for how far an answer may go.
func sharing(t *theme.Theme, s answer.Sharing) (text string, alarm bool) {
	switch {
	case s.Err != nil:
		return "Not marked: " + trouble.Why(s.Err), true
	case s.Empty:
		return "Nothing to mark yet", false
	case s.Lapsed:
		return shareMark(t, store.Private) + " again", false
	}
	return shareMark(t, s.As), false
}

// wideCorner is the least width at which the corner has room for two things.
const wideCorner = 50

// saveState returns the words of the corner for a text as long as it can be saved.
func saveState(s autosave.State) (text string, alarm bool) {
	switch {
	case s.Saving:
		return "Saving…", false
	case !s.SavedAt.IsZero():
		return "Saved " + s.SavedAt.Format("15:04"), false
	}
	return "", false
}

// stepState returns the words of the corner for a step: how far its answer may go, and
// whether it is saved. Where something went wrong, or there is little room, that alone.
func stepState(t *theme.Theme, s step.Step, width int) (text string, alarm bool) {
	kept, ok := s.(step.Keeping)
	if !ok {
		return "", false
	}
	saved, alarm := saveState(kept.State())
	of, marked := kept.Sharing()
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
