package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/deleting"
	"goldenthread/ui/explain"
	"goldenthread/ui/outfile"
	"goldenthread/ui/phrase"
)

// salvageVerb makes a new workbook of what can be read of a damaged one.
type salvageVerb struct {
	*app
	from, to string
}

func salvageCommand(a *app) *cobra.Command {
	v := &salvageVerb{app: a}
	c := &cobra.Command{
		Use:   "salvage FILE -o NEW",
		Short: "Save what can be read of a damaged workbook into a new one",
		Long: `Go through every page of a damaged workbook, and put all that is still whole into a new file: every answer with its history, and what was being written. Each value is compared with its checksum, so that nothing comes along that is not as it was written. Of a sealed workbook the passphrase is asked for, and the new file is sealed by the same.

The damaged file is only read. A snapshot that is whole is the better help, where there is one: see restore. With both you lose nothing that is in either: restore the snapshot, export what was salvaged, and import that.`,
		Example: strings.TrimSpace(`
goldenthread salvage workbook.db -o saved.db
# put what was saved in its place
goldenthread restore saved.db
# or add it to a snapshot that was restored
goldenthread export --data saved.db -o saved.json
goldenthread import saved.json`),
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("which file?")}
			case v.to == "":
				return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("into which new file?"), Instead: program + " salvage " + phrase.ShellPath(args[0]) + " -o saved.db"}
			}
			return atMostOne(c, args)
		},
		RunE: a.later(func(args []string) error {
			v.from = args[0]
			return v.run()
		}),
	}
	c.Flags().StringVarP(&v.to, "output", "o", "", "the new file")
	return c
}

func (v *salvageVerb) run() error {
	var unread *unreadablePassphrase
	done, err := store.Salvage(v.from, v.to, v.unlockHeader(v.from), store.Options{Now: v.Now, Named: true})
	var problem *store.Problem
	switch {
	case err == nil:
		_, err = io.WriteString(v.Out, salvagedText(v.from, v.to, done))
		return err
	case errors.Is(err, fs.ErrExist):
		return &outfile.Occupied{Path: v.to, NoForce: true}
	case errors.Is(err, store.ErrNothingToSalvage):
		return &unsalvageable{path: v.from}
	case errors.Is(err, store.ErrSalvageSealed):
		return &unsalvageable{path: v.from, sealed: true}
	case errors.Is(err, vault.ErrWrong), errors.As(err, &unread):
		return err
	case errors.As(err, &problem) && (problem.Kind == store.ProblemLocked || sameFile(problem.Path, v.from)):
		return err
	}
	return &unsalvaged{v.to, err}
}

func sameFile(path, other string) bool {
	other, err := filepath.Abs(other)
	return err == nil && path == other
}

// mostLost limits how many of the answers that could not be read are named.
const mostLost = 20

func salvagedText(from, to string, done store.Salvaged) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Saved into %s: %s (%s and %s). Only you can read that file.\n", to,
		phrase.Count(done.Answers, "answer"), phrase.Count(done.Revisions, "revision"), phrase.Count(done.Drafts, "draft"))
	if n := len(done.Lost); n == 0 {
		fmt.Fprintf(&b, "Nothing is known that could not be read.\n")
	} else {
		fmt.Fprintf(&b, "Could not be read: %s\n", phrase.Count(n, "revision"))
		for _, lost := range done.Lost[:min(mostLost, n)] {
			fmt.Fprintf(&b, "  %s, revision %s\n", lost.Slot, lost.ID)
		}
		if n > mostLost {
			fmt.Fprintf(&b, "  and %d more\n", n-mostLost)
		}
	}
	for _, gone := range deleting.Latest(done.Deleted) {
		fmt.Fprintf(&b, "Left out, because you deleted it on %s: %s\n", phrase.Day(gone.At), gone.Step)
	}
	fmt.Fprintf(&b, "%s was not touched.\n\nPut the new file in the place of your workbook with:\n  %s restore %s\n", from, program, phrase.ShellPath(to))
	return b.String()
}

// unsalvageable is the error of a file in which nothing of a workbook can be found.
type unsalvageable struct {
	path   string
	sealed bool // something is there, and sealed
}

func (e *unsalvageable) Error() string { return "cli: nothing to salvage in " + e.path }
func (e *unsalvageable) Code() int     { return explain.Damaged }

func (e *unsalvageable) Words() explain.Words {
	if e.sealed {
		return explain.Lines("What is in "+e.path+" is sealed, and what would unlock it is lost with the rest.", "The file was not touched.",
			"Put a snapshot back, which the same passphrase opens: "+program+" restore --list")
	}
	return explain.Lines("Nothing that was written in a workbook can be found in "+e.path+".", "The file was not touched.",
		"See what snapshots there are: "+program+" restore --list")
}

// unsalvaged is the error of a new workbook that could not be written.
type unsalvaged struct {
	path string
	err  error
}

func (e *unsalvaged) Error() string { return "cli: salvage into " + e.path + ": " + e.err.Error() }
func (e *unsalvaged) Code() int     { return explain.Failed }

func (e *unsalvaged) Words() explain.Words {
	return explain.Lines(e.path+" cannot be written"+phrase.Because(e.err)+".", "The damaged file was not touched.", "Choose another place with -o FILE.")
}
