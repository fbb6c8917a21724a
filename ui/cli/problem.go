package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"goldenthread/store"
)

const untouched = "The file was not touched, and nothing is written to it in this state."

// lastGood looks for a snapshot, if a restored one would help.
func (a *app) lastGood(p *store.Problem) (store.Snapshot, bool) {
	switch p.Kind {
	case store.ProblemMissing, store.ProblemForeign, store.ProblemEmpty, store.ProblemCutShort, store.ProblemDamaged:
		snap, found, _ := store.NewestSnapshot(p.Path) // the words are about another error
		return snap, found
	}
	return store.Snapshot{}, false
}

// restoreWords offer a snapshot.
func (a *app) restoreWords(happened, safe string, snap store.Snapshot) words {
	return words{happened,
		fmt.Sprintf("%s The newest good snapshot is of %s and has %s.", safe, moment(snap.At), counted(snap.Answers, "answer")),
		fmt.Sprintf("Put it back with: %s\nLook closer with: %s", a.again("restore --newest"), a.again("doctor"))}
}

// problemWords is the table of what can be wrong with the file of the answers.
func (a *app) problemWords(p *store.Problem) (int, words) {
	const another = "or name another file with --data FILE."
	switch snap, found := a.lastGood(p); {
	case found && p.Kind == store.ProblemMissing:
		said := a.restoreWords("There is no workbook at "+p.Path+" any more.", unchanged, snap)
		said.next += "\nTo begin anew, first move its snapshots elsewhere: " + store.SnapshotFolder(p.Path)
		return exitFailed, said
	case found && p.Kind == store.ProblemForeign:
		return exitDamaged, a.restoreWords(p.Path+" is not a workbook.", untouched, snap)
	case found:
		return exitDamaged, a.restoreWords(damaged(p), untouched, snap)
	}
	switch p.Kind {
	case store.ProblemInUse:
		return exitInUse, words{inUse(p), kept, "Close that window and try again, " + another}
	case store.ProblemMissing:
		return exitFailed, words{"There is no workbook at " + p.Path + ".", unchanged, "Check the name, " + another}
	case store.ProblemNoFolder:
		return exitFailed, words{"There is no folder " + filepath.Dir(p.Path) + " for the workbook.", unchanged,
			"If it is on a drive, connect that first; else make the folder, " + another}
	case store.ProblemNotAFile:
		return exitFailed, words{p.Path + " is not a file, so it cannot be a workbook.", unchanged,
			"Name a file in it: --data " + filepath.Join(p.Path, "workbook.db")}
	case store.ProblemNoAccess:
		return exitFailed, words{"You may not read and write " + p.Path + ".", kept, "Ask whoever owns it, " + another}
	case store.ProblemNewer:
		return exitDamaged, words{p.Path + " was written by a newer version of " + program + ".", kept, "Update " + program + ", " + another}
	case store.ProblemForeign:
		return exitDamaged, words{p.Path + " is not a workbook.", "The file was not touched.", "Check the name, " + another}
	case store.ProblemSession:
		return exitFailed, words{p.Path + " is a group's session and not a workbook.", "The file was not touched.",
			"Leave --data out for your own workbook, " + another}
	case store.ProblemWorkbook:
		return exitFailed, words{p.Path + " is a workbook and not a group's session.", "The file was not touched.",
			"Name a session: they lie in the folder " + store.SessionFolder(p.Path) + "."}
	case store.ProblemEmpty, store.ProblemCutShort, store.ProblemDamaged:
		return exitDamaged, words{damaged(p), untouched,
			"Look closer with " + a.again("doctor") + ", put back a backup with " + program + " restore FILE, " + another}
	case store.ProblemDiskFull:
		return exitFailed, words{"The disk is full: the last change could not be saved.", "What was saved before is safe.",
			"Make room and try again."}
	case store.ProblemReplaced:
		return exitFailed, words{p.Path + " was replaced by another file while it was open: the last change could not be saved.",
			"What was saved before is safe.", "See what replaced it (a program that synchronises folders?), and start again."}
	}
	return exitFailed, words{"The workbook " + p.Path + " could not be used" + because(p.Err) + ".", "What was saved before is safe.",
		"Try again; if it happens again, please report these words."}
}

func inUse(p *store.Problem) string {
	if p.Holder == nil {
		return "The workbook is open in another window."
	}
	where := ""
	if host, err := os.Hostname(); err != nil || host != p.Holder.Host {
		where = " on " + p.Holder.Host
	}
	return fmt.Sprintf("The workbook is open in another window (process %d%s, since %s).",
		p.Holder.PID, where, p.Holder.Since.Local().Format("2 January 2006, 15:04"))
}

func damaged(p *store.Problem) string {
	switch p.Kind {
	case store.ProblemEmpty:
		return p.Path + " has nothing in it, not even an empty workbook."
	case store.ProblemCutShort:
		return "The end of " + p.Path + " is missing."
	}
	return p.Path + " is damaged."
}

// because is ": permission denied", the innermost reason only.
func because(err error) string {
	for err != nil {
		inner := errors.Unwrap(err)
		if inner == nil {
			return ": " + err.Error()
		}
		err = inner
	}
	return ""
}
