package screen

import (
	"errors"
	"time"

	"goldenthread/store"
	"goldenthread/ui/autosave"
)

// saveState is what the corner says about a text as long as it can be saved.
func saveState(s autosave.State) (text string, alarm bool) {
	switch {
	case s.Saving:
		return "Saving…", false
	case !s.SavedAt.IsZero():
		return "Saved " + s.SavedAt.Format("15:04"), false
	}
	return "", false
}

// NotSaved is what the corner says about words that could not be saved: since
// when and why, and where they are instead. short says both on one line where
// there is no room for two.
func NotSaved(since time.Time, err error) (why, where, short string) {
	at := "Not saved since " + since.Format("15:04")
	if store.Kept(err) {
		return at + ": " + Why(err), "Kept in the recovery journal", at + "; in the journal"
	}
	return at + ": " + Why(err), "Only on this screen", at + "; on screen only"
}

// Why is the reason for a failed read or save, in a few words for a person.
func Why(err error) string {
	var p *store.Problem
	if errors.As(err, &p) {
		if words, ok := reasons[p.Kind]; ok {
			return words
		}
	}
	return unknownReason
}

const unknownReason = "the file cannot be used"

var reasons = map[store.ProblemKind]string{
	store.ProblemDiskFull: "the disk is full",
	store.ProblemReplaced: "the file was moved or replaced",
	store.ProblemNoAccess: "the file may not be written",
	store.ProblemDamaged:  "the file is damaged",
	store.ProblemCutShort: "the file is damaged",
}
