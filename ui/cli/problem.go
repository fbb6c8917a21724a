package cli

import (
	"strings"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// problemWords say what is wrong with the file of the answers, which command
// lines help, and what waits beside it.
func (a *app) problemWords(p *store.Problem) (int, explain.Words) {
	c := trouble.Of(p)
	next := []string{a.ways(c)}
	if c.Waiting != "" {
		next = append(next, c.Waiting)
	}
	return exitCodeOf(p.Kind), explain.Lines(c.Happened, c.Safe, strings.Join(next, "\n"))
}

// exitCodeOf returns the exit code for what is wrong with the file.
func exitCodeOf(kind store.ProblemKind) int {
	switch kind {
	case store.ProblemInUse:
		return explain.InUse
	case store.ProblemEmpty, store.ProblemForeign, store.ProblemCutShort, store.ProblemDamaged, store.ProblemNewer, store.ProblemCostly, store.ProblemOlder:
		return explain.Damaged
	}
	return explain.Failed
}

// ways returns a line for each way out that a command line is.
func (a *app) ways(c trouble.Case) string {
	path := c.Problem.Path
	var lines []string
	say := func(what, line string) { lines = append(lines, what+": "+line) }
	if c.Has(trouble.Restore) {
		say("Put it back with", a.again("restore --newest"))
	} else if c.Has(trouble.Choose) {
		say("See the snapshots with", a.again("restore --list"))
	}
	if c.Has(trouble.Salvage) {
		say("Save what can be read of it with", program+" salvage "+phrase.ShellPath(path)+" -o saved.db")
	}
	if c.Has(trouble.GoOn) {
		say("Go on with it as it is with", a.again("--use-older"))
	}
	if damaging(c.Problem.Kind) || c.Has(trouble.Choose) {
		say("Look closer with", a.again("doctor"))
	}
	if damaging(c.Problem.Kind) && !c.Has(trouble.Choose) {
		say("Put back a backup with", a.again("restore FILE"))
	}
	if c.Has(trouble.Anew) {
		say("To begin anew, first remove", related.MarkerPath(path))
	} else if c.Problem.Kind == store.ProblemMissing && c.Has(trouble.Choose) {
		say("To begin anew, first move its snapshots elsewhere", related.SnapshotFolder(path))
	}
	if c.Problem.Kind == store.ProblemLocked {
		say("In scripts, name a file with the passphrase", a.again("VERB --unlock-file FILE"))
	}
	if line := advice(c); line != "" && (c.Advice != "" || len(lines) == 0) {
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// damaging reports whether the file itself has suffered.
func damaging(kind store.ProblemKind) bool {
	return kind == store.ProblemEmpty || kind == store.ProblemCutShort || kind == store.ProblemDamaged
}

// advice returns what to do that is no command line.
func advice(c trouble.Case) string {
	const another = "name another file with --data FILE"
	switch {
	case !c.Has(trouble.Another):
		return c.Advice + "."
	case c.Advice == "":
		return "Or " + another + "."
	}
	return c.Advice + ", or " + another + "."
}
