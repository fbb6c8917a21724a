package trouble

import (
	"errors"
	"time"

	"goldenthread/store"
)

// NotSaved returns the words of the corner for a text that could not be saved: since
// when and why, and where it is instead. short says both on one line, for where there
// is no room for two.
func NotSaved(since time.Time, err error) (why, where, short string) {
	at := "Not saved since " + since.Format("15:04")
	if store.Kept(err) {
		return at + ": " + Why(err), "Kept in the recovery journal", at + "; in the journal"
	}
	return at + ": " + Why(err), "Only on this screen", at + "; on screen only"
}

// Why returns the reason of a failed read or save in a few words, to end a sentence
// with.
func Why(err error) string { return WhyOr(err, "the file cannot be used") }

// WhyOr returns Why of an error, or other where no more is known than that it failed.
func WhyOr(err error, other string) string {
	var p *store.Problem
	if errors.As(err, &p) {
		if words, known := reasons[p.Kind]; known {
			return words
		}
	}
	return other
}

var reasons = map[store.ProblemKind]string{
	store.ProblemDiskFull: "the disk is full",
	store.ProblemReplaced: "the file was moved or replaced",
	store.ProblemNoAccess: "the file may not be written",
	store.ProblemDamaged:  "the file is damaged",
	store.ProblemCutShort: "the file is damaged",
}
