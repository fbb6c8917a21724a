// Package trouble has the words for everything that can be wrong with the file of
// the answers, and the ways out. The command line and the screen both use them; it
// knows neither. Start reading with Of.
package trouble

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/phrase"
)

// Way is a way out.
type Way int

// The ways out.
const (
	Restore Way = iota // put Case.Newest in the place of the file
	Choose             // put another snapshot there
	Salvage            // make a new workbook of what can be read of the file
	GoOn               // use the file as it is, although it is older
	Anew               // begin a new workbook where one is missing
	Again              // try again, when what is in the way has gone
	Another            // open another file
)

// Case describes a workbook that cannot be opened or saved: what happened, what is
// safe, what a person can do about it outside the program, and the ways out, the
// best first.
type Case struct {
	Problem  *store.Problem
	Happened string // a sentence
	Safe     string // the same
	Advice   string // one without its full stop; may be ""
	Waiting  string // a sentence about words that could not be saved before and come back; mostly ""
	Ways     []Way
	Newest   store.Snapshot // the newest that is whole, if Restore is a way
	Saved    store.Salvaged // what could be saved, if Salvage is one
}

const (
	kept      = "What you wrote before is safe, and nothing was changed."
	unchanged = "Nothing was changed."
	untouched = "The file was not touched, and nothing is written to it in this state."
	before    = "What was saved before is safe."
)

// Of returns the case of a problem, with the ways out that exist for its file. It
// changes nothing, but may have to read a whole snapshot.
func Of(p *store.Problem) Case {
	c := Case{Problem: p, Waiting: waiting(p)}
	var past []store.Snapshot
	if restorable(p) {
		past, _ = store.Snapshots(p.Path) // an error is about another file
	}
	c.Happened, c.Safe, c.Advice, c.Ways = say(p, len(past) > 0)
	if salvageable(p) {
		if saved, err := store.Salvageable(p.Path); err == nil && saved.Answers > 0 {
			c.Saved = saved
			c.Ways = append([]Way{Salvage}, c.Ways...)
		}
	}
	if len(past) == 0 {
		if salvageable(p) && c.Advice == "" && !c.Has(Salvage) {
			c.Advice = "There is no snapshot of it, and no answer in it can be read: look for a copy elsewhere, such as a backup"
		}
		return c
	}
	c.Ways = append([]Way{Choose}, c.Ways...)
	if snap, found, _ := store.NewestSnapshot(p.Path); found && helps(p, snap) {
		c.Newest = snap
		c.Ways = append([]Way{Restore}, c.Ways...)
		c.Safe = fmt.Sprintf("%s The newest good snapshot is of %s and has %s.", c.Safe, phrase.Moment(snap.At), Holds(snap))
	}
	return c
}

// waiting looks for recovery journals. One of a window that is open is still
// being written.
func waiting(p *store.Problem) string {
	if left, err := store.Recoveries(p.Path); p.Kind == store.ProblemInUse || err != nil || len(left) == 0 {
		return ""
	}
	return "What could not be saved before is kept in " + related.RecoveryFolder(p.Path) + ", and is offered once the workbook opens again."
}

// Has reports whether a way is open.
func (c Case) Has(way Way) bool { return slices.Contains(c.Ways, way) }

// restorable reports whether a snapshot in the place of the file would help.
func restorable(p *store.Problem) bool {
	switch p.Kind {
	case store.ProblemMissing, store.ProblemForeign, store.ProblemEmpty, store.ProblemCutShort, store.ProblemDamaged, store.ProblemOlder, store.ProblemCostly:
		return true
	}
	return false
}

// salvageable reports whether there may be something whole in the file.
func salvageable(p *store.Problem) bool {
	return p.Kind == store.ProblemForeign || p.Kind == store.ProblemCutShort || p.Kind == store.ProblemDamaged
}

// helps reports whether a snapshot holds more than the file: one that was made
// long before an older file was saved does not.
func helps(p *store.Problem, snap store.Snapshot) bool {
	var older *store.Older
	return !errors.As(p, &older) || snap.Saves > older.Generation
}

// say returns the words and the ways out for a kind of problem. The ways are those
// that do not depend on snapshots.
func say(p *store.Problem, past bool) (happened, safe, advice string, ways []Way) {
	again := []Way{Again, Another}
	another := []Way{Another}
	switch p.Kind {
	case store.ProblemInUse:
		return inUse(p), kept, "Close that window and try again", again
	case store.ProblemMissing:
		return missing(p, past)
	case store.ProblemEmpty:
		return p.Path + " has nothing in it, not even an empty workbook.", untouched, "", another
	case store.ProblemForeign:
		return p.Path + " is not a workbook.", untouched, "Check the name", another
	case store.ProblemCutShort:
		return "The end of " + p.Path + " is missing.", untouched, "", another
	case store.ProblemDamaged:
		return p.Path + " is damaged.", untouched, "", another
	case store.ProblemOlder:
		return p.Path + " is an older copy: what was last saved here is not in it.", untouched,
			"Let a program that carries this folder between computers finish, and try again", []Way{Again, GoOn, Another}
	case store.ProblemNewer:
		return p.Path + " was written by a newer version of goldenthread.", kept, "Update goldenthread", another
	case store.ProblemCostly:
		return p.Path + " was made to use up the memory: unlocking it would ask for more of this computer than any workbook does.", untouched,
			"Ask where this file comes from", another
	case store.ProblemNoAccess:
		return "You may not read and write " + p.Path + ".", kept, "Ask whoever owns it", again
	case store.ProblemNoFolder:
		return "There is no folder " + filepath.Dir(p.Path) + " for the workbook.", unchanged,
			"If it is on a drive, connect that first; else make the folder", again
	case store.ProblemInTheWay:
		return inTheWay(p), kept, "Look what it is, move it away, and try again", again
	case store.ProblemNotAFile:
		return p.Path + " is not a file, so it cannot be a workbook.", unchanged, "Name a file in it, such as " + filepath.Join(p.Path, "workbook.db"), another
	case store.ProblemSession:
		return p.Path + " is a group's session and not a workbook.", "The file was not touched.", "Leave --data out for your own workbook", another
	case store.ProblemWorkbook:
		return p.Path + " is a workbook and not a group's session.", "The file was not touched.",
			"Name a session: they lie in the folder " + related.SessionFolder(p.Path), nil
	case store.ProblemLocked:
		return "The workbook is sealed, and it has not been unlocked.", unchanged, "Unlock it with its passphrase, or with its recovery key", nil
	case store.ProblemDiskFull:
		return "The disk is full: the last change could not be saved.", before, "Make room and try again", []Way{Again}
	case store.ProblemReplaced:
		return p.Path + " was replaced by another file while it was open: the last change could not be saved.", before,
			"See what replaced it (a program that carries folders between computers?), and start again", []Way{Again}
	}
	return "The workbook " + p.Path + " could not be used" + phrase.Because(p.Err) + ".", before,
		"Try again; if it happens again, please report these words", again
}

// missing tells a workbook that was here from a name that was mistyped. Where
// there are snapshots of it, a new one in its place would hide them.
func missing(p *store.Problem, past bool) (happened, safe, advice string, ways []Way) {
	const carried = "Let a program that carries this folder between computers finish, and look among the deleted files"
	gone := "There is no workbook at " + p.Path + " any more."
	switch {
	case past:
		return gone, unchanged, carried, []Way{Again, Another}
	case store.Existed(p.Path):
		return gone, unchanged, carried, []Way{Again, Anew, Another}
	}
	return "There is no workbook at " + p.Path + ".", unchanged, "Check the name", []Way{Another}
}

// inTheWay names what lies where the lock of the workbook belongs.
func inTheWay(p *store.Problem) string {
	var at *fs.PathError
	if !errors.As(p.Err, &at) {
		return "Something lies in the way beside " + p.Path + "."
	}
	return at.Path + " is in the way: " + at.Err.Error() + "."
}

func inUse(p *store.Problem) string {
	if p.Holder == nil {
		return "The workbook is open in another window."
	}
	where := ""
	if host, err := os.Hostname(); err != nil || host != p.Holder.Host {
		where = " on " + p.Holder.Host
	}
	return fmt.Sprintf("The workbook is open in another window (process %d%s, since %s).", p.Holder.PID, where, phrase.Moment(p.Holder.Since))
}

// Holds returns how much a snapshot holds: "2 answers", or of one that is sealed
// what can be told, "2 sealed revisions".
func Holds(snap store.Snapshot) string {
	if snap.Sealed {
		return phrase.Count(snap.Revisions, "sealed revision")
	}
	return phrase.Count(snap.Answers, "answer")
}

// Restored says what was put in the place of the workbook: "Restored: 2 answers, as
// of 20 November 2026, 14:03."
func Restored(done store.Restored) string {
	return fmt.Sprintf("Restored: %s, as of %s.", Holds(done.From), phrase.Moment(done.From.At))
}
