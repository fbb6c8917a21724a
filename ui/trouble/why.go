package trouble

import (
	"errors"
	"time"

	"goldenthread/store"
	"goldenthread/ui/phrase"
)

// NotSaved returns the words of the corner for a text that could not be saved: since
// when and why, and where it is instead. short says both on one line, for where there
// is no room for two.
//
// The error is about the words that a save has ended with. While pending, newer ones
// are on their way, and nothing is said to be kept.
func NotSaved(since time.Time, err error, pending bool) (why, where, short string) {
	at := "Not saved since " + since.Format("15:04")
	if pending && store.Kept(err) {
		return at + ": " + Why(err), "Keeping…", at + "; keeping…"
	}
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

// WhyShut returns why a workbook cannot be opened in a few words, to end a sentence
// with.
func WhyShut(p *store.Problem) string {
	if words, known := shut[p.Kind]; known {
		return words
	}
	return "the file cannot be used" + phrase.Because(p.Err)
}

var shut = map[store.ProblemKind]string{
	store.ProblemInUse:    "another window has it open",
	store.ProblemMissing:  "there is no such file",
	store.ProblemEmpty:    "there is nothing in it",
	store.ProblemForeign:  "it is no workbook",
	store.ProblemCutShort: "its end is missing",
	store.ProblemDamaged:  "it is damaged",
	store.ProblemNewer:    "a newer version of goldenthread wrote it",
	store.ProblemOlder:    "it is older than it was when it was last seen here",
	store.ProblemNoAccess: "you may not read it, or enter its folder",
	store.ProblemNoFolder: "there is no such folder",
	store.ProblemNotAFile: "it is not a file",
	store.ProblemLocked:   "it is sealed, and not unlocked",
	store.ProblemDiskFull: "the disk is full",
	store.ProblemReplaced: "it was moved or replaced",
	store.ProblemSession:  "it is a group's session",
	store.ProblemWorkbook: "it is a workbook and no session",
}
