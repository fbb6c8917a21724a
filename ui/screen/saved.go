package screen

import (
	"errors"

	"goldenthread/store"
	"goldenthread/ui/autosave"
)

// saveState is what the corner says about a text.
func saveState(s autosave.State) (text string, alarm bool) {
	switch {
	case s.Err != nil && s.Unsaved.IsZero():
		return "Not saved: " + Why(s.Err), true
	case s.Err != nil:
		return "Not saved since " + s.Unsaved.Format("15:04") + ": " + Why(s.Err), true
	case s.Saving:
		return "Saving…", false
	case !s.SavedAt.IsZero():
		return "Saved " + s.SavedAt.Format("15:04"), false
	}
	return "", false
}

// Why is the reason for a failed read or save, in a few words for a person.
func Why(err error) string {
	var p *store.Problem
	if errors.As(err, &p) {
		if words, ok := reasons[p.Kind]; ok {
			return words
		}
	}
	return "the file cannot be used"
}

var reasons = map[store.ProblemKind]string{
	store.ProblemDiskFull: "the disk is full",
	store.ProblemReplaced: "the file was moved or replaced",
	store.ProblemNoAccess: "the file may not be written",
}
