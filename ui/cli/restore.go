package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// restoring is what restore was asked for.
type restoring struct {
	file         string
	newest, list bool
	json         bool
}

func (a *app) restoreCommand() *cobra.Command {
	var x restoring
	c := &cobra.Command{
		Use:   "restore FILE | --newest | --list",
		Short: "Put a backup in the place of the workbook, or list the backups",
		Long: `Put a copy of a snapshot, or of a file that backup made, in the place of the workbook. It is read from end to end before anything is changed.

The file that is there now is kept: it is renamed, and the new name is said. No window may have the workbook open.`,
		Example: strings.TrimSpace(`
goldenthread restore --list
goldenthread restore --newest
goldenthread restore /media/stick/workbook.db`),
		Args: func(c *cobra.Command, args []string) error { return x.take(c, args) },
		RunE: a.later(func([]string) error {
			if x.list {
				return a.listSnapshots(x.json)
			}
			return a.restore(x)
		}),
		ValidArgsFunction: a.completeSnapshots,
	}
	c.Flags().BoolVar(&x.newest, "newest", false, "the newest snapshot that is whole")
	c.Flags().BoolVar(&x.list, "list", false, "list the snapshots; nothing is changed")
	c.Flags().BoolVar(&x.json, "json", false, "with --list: write JSON, schema 1")
	return c
}

// take reads the arguments, and refuses what cannot be meant together.
func (x *restoring) take(c *cobra.Command, args []string) error {
	if err := atMostOne(c, args); err != nil {
		return err
	}
	ways := len(args)
	if len(args) == 1 {
		x.file = args[0]
	}
	for _, way := range []bool{x.newest, x.list} {
		if way {
			ways++
		}
	}
	list := program + " restore --list"
	switch {
	case ways == 0:
		return &misuse{command: c.CommandPath(), err: errors.New("which backup?"), instead: list}
	case ways > 1:
		return &misuse{command: c.CommandPath(), err: errors.New("a FILE, --newest and --list exclude each other")}
	case x.json && !x.list:
		return &misuse{command: c.CommandPath(), err: errors.New("--json belongs to --list"), instead: list + " --json"}
	}
	return nil
}

func (a *app) restore(x restoring) error {
	path, _ := a.dataPath()
	from := x.file
	if x.newest {
		snap, found, err := store.NewestSnapshot(path)
		if !found {
			return errors.Join(&noSnapshot{path}, err)
		}
		from = snap.Path
	} else if _, err := os.Stat(from); err != nil && from == filepath.Base(from) {
		if named := filepath.Join(store.SnapshotFolder(path), from); exists(named) {
			from = named
		}
	}
	done, err := store.Restore(path, from, store.Options{Now: a.Now})
	if errors.Is(err, store.ErrItself) {
		return &misuse{command: program + " restore", err: fmt.Errorf("the workbook itself is %s", from)}
	}
	if err != nil {
		return err
	}
	return a.sayRestored(done)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (a *app) sayRestored(done store.Restored) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Restored: %s, as they were on %s.\nThe workbook is %s, copied from %s.\n",
		trouble.Holds(done.From), phrase.Moment(done.From.At), done.Path, done.From.Path)
	if done.Aside != "" {
		fmt.Fprintf(&b, "The file that was there is kept, as %s.\n", done.Aside)
	}
	if done.Sound {
		fmt.Fprintf(&b, "What only that one holds can be added:\n  %s export --data %s -o all.json\n  %s\n",
			program, phrase.ShellPath(done.Aside), a.again("import all.json"))
	}
	if done.From.Sealed {
		b.WriteString("It opens with the passphrase of that time. Every value was compared with its checksum.\n")
	}
	if done.Blind {
		b.WriteString("Something had been deleted since. As it is sealed, whether that is back could not be told.\n")
	}
	for _, gone := range bySteps(done.Back) {
		fmt.Fprintf(&b, "It brings back what you deleted on %s: %s.\nDelete it again with: %s\n", phrase.Day(gone.At), gone.Step, a.again("forget "+string(gone.Step)))
	}
	_, err := io.WriteString(a.Out, b.String())
	return err
}

// again is a command line about the same workbook.
func (a *app) again(verb string) string {
	line := program + " " + verb
	if a.flags.data != "" {
		line += " --data " + phrase.ShellPath(a.flags.data)
	}
	return line
}

// noSnapshot is that there is nothing to restore from.
type noSnapshot struct{ path string }

func (e *noSnapshot) Error() string { return "cli: no sound snapshot of " + e.path }

func (e *noSnapshot) words() words {
	return words{"There is no whole snapshot of " + e.path + ".", unchanged,
		"If you have a backup elsewhere: " + program + " restore FILE"}
}

// unrestorableWords say why nothing can be restored from a file.
func (a *app) unrestorableWords(e *store.Unrestorable) (int, words) {
	said := words{"Nothing can be restored from " + e.Path + phrase.Because(e.Err) + ".", unchanged,
		"See what else there is: " + a.again("restore --list")}
	var problem *store.Problem
	var damage *store.Damage
	switch {
	case errors.As(e.Err, &problem):
		code, about := a.problemWords(problem)
		if problem.Kind != store.ProblemMissing {
			said.happened = about.happened + " Nothing can be restored from it."
		}
		return code, said
	case errors.As(e.Err, &damage):
		said.happened = e.Path + " is damaged. Nothing can be restored from it."
		return exitDamaged, said
	}
	return exitFailed, said
}

func (a *app) listSnapshots(asJSON bool) error {
	path, _ := a.dataPath()
	all, err := store.Snapshots(path)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.Out, struct {
			Schema    int            `json:"schema"`
			Folder    string         `json:"folder"`
			Snapshots []wireSnapshot `json:"snapshots"`
		}{1, store.SnapshotFolder(path), wireSnapshots(all)})
	}
	var b strings.Builder
	if len(all) == 0 {
		fmt.Fprintf(&b, "There is no snapshot of %s yet.\nMake one with: %s\n", path, a.again("backup"))
	} else {
		fmt.Fprintf(&b, "In %s:\n%s", store.SnapshotFolder(path), snapshotLines(all))
		sound := slices.IndexFunc(all, func(snap store.Snapshot) bool { return snap.Err == nil })
		if sound >= 0 {
			fmt.Fprintf(&b, "\nPut one back with: %s\n               or: %s\n",
				a.again("restore --newest"), a.again("restore "+filepath.Base(all[sound].Path)))
		}
	}
	_, err = io.WriteString(a.Out, b.String())
	return err
}

// snapshotLines has a line for each, the newest first.
func snapshotLines(all []store.Snapshot) string {
	var b strings.Builder
	for _, snap := range all {
		holds := phrase.Count(snap.Answers, "answer")
		switch {
		case snap.Err != nil:
			holds = "damaged"
		case snap.Sealed:
			holds = "sealed"
		}
		fmt.Fprintf(&b, "  %s  %12s  %9s  %s\n", snap.At.Local().Format("2006-01-02 15:04"), holds, phrase.Size(snap.Size), filepath.Base(snap.Path))
	}
	return b.String()
}

type wireSnapshot struct {
	Path    string    `json:"path"`
	At      time.Time `json:"at"`
	Size    int64     `json:"size"`
	Answers int       `json:"answers"`
	Sealed  bool      `json:"sealed"` // then answers is 0
	Sound   bool      `json:"sound"`  // its structure; restore reads every value
}

func wireSnapshots(all []store.Snapshot) []wireSnapshot {
	out := make([]wireSnapshot, 0, len(all))
	for _, snap := range all {
		out = append(out, wireSnapshot{snap.Path, snap.At, snap.Size, snap.Answers, snap.Sealed, snap.Err == nil})
	}
	return out
}

// completeSnapshots completes the names of snapshots, and files.
func (a *app) completeSnapshots(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	path, _ := a.dataPath()
	all, err := store.Snapshots(path)
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []string
	for _, snap := range all {
		names = append(names, filepath.Base(snap.Path)+"\t"+phrase.Moment(snap.At))
	}
	return names, cobra.ShellCompDirectiveDefault
}
