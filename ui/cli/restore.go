package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/deleting"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// restoreVerb puts a backup in the place of the workbook.
type restoreVerb struct {
	*app
	file         string
	newest, list bool
	json         bool
}

func restoreCommand(a *app) *cobra.Command {
	v := &restoreVerb{app: a}
	c := &cobra.Command{
		Use:   "restore FILE | --newest | --list",
		Short: "Put a backup in the place of the workbook, or list the backups",
		Long: `Put a copy of a snapshot, or of a file that backup made, in the place of the workbook. It is read from end to end before anything is changed.

The file that is there now is kept: it is renamed, and the new name is said. No window may have the workbook open.`,
		Example: strings.TrimSpace(`
goldenthread restore --list
goldenthread restore --newest
goldenthread restore /media/stick/workbook.db`),
		Args: v.take,
		RunE: a.later(func([]string) error {
			if v.list {
				return listSnapshots(a, v.json)
			}
			return v.run()
		}),
		ValidArgsFunction: a.completeSnapshots,
	}
	c.Flags().BoolVar(&v.newest, "newest", false, "the newest snapshot that is whole")
	c.Flags().BoolVar(&v.list, "list", false, "list the snapshots; nothing is changed")
	c.Flags().BoolVar(&v.json, "json", false, "with --list: write JSON, schema 1")
	return c
}

// take reads the arguments, and refuses what cannot be meant together.
func (v *restoreVerb) take(c *cobra.Command, args []string) error {
	if err := atMostOne(c, args); err != nil {
		return err
	}
	v.file = strings.Join(args, "")
	ways := countTrue(len(args) == 1, v.newest, v.list)
	list := program + " restore --list"
	switch {
	case ways == 0:
		return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("which backup?"), Instead: list}
	case ways > 1:
		return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("a FILE, --newest and --list exclude each other")}
	case v.json && !v.list:
		return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("--json belongs to --list"), Instead: list + " --json"}
	}
	return nil
}

func (v *restoreVerb) run() error {
	path, _ := v.dataPath()
	from := v.file
	if v.newest {
		snap, found, err := store.NewestSnapshot(path)
		if !found {
			return errors.Join(&noSnapshot{path}, err)
		}
		from = snap.Path
	} else if _, err := os.Stat(from); err != nil && from == filepath.Base(from) {
		if named := filepath.Join(related.SnapshotFolder(path), from); exists(named) {
			from = named
		}
	}
	done, err := store.Restore(path, from, store.Options{Now: v.Now})
	if errors.Is(err, store.ErrItself) {
		return &explain.Misuse{Command: program + " restore", Err: fmt.Errorf("the workbook itself is %s", from)}
	}
	if err != nil {
		return err
	}
	return v.sayRestored(done)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// sayRestored says what was put back, and what else there is to do.
func (v *restoreVerb) sayRestored(done store.Restored) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nThe workbook is %s, copied from %s.\n", trouble.Restored(done), done.Path, done.From.Path)
	if done.Aside != "" {
		fmt.Fprintf(&b, "The file that was there is kept, as %s.\n", done.Aside)
	}
	if done.Sound {
		fmt.Fprintf(&b, "What only that one holds can be added:\n  %s export --data %s -o all.json\n  %s\n",
			program, phrase.ShellPath(done.Aside), v.again("import all.json"))
	}
	if done.From.Sealed {
		b.WriteString("It opens with the passphrase of that time. Every value was compared with its checksum.\n")
	}
	if done.Blind {
		b.WriteString("Something had been deleted since. As it is sealed, whether that is back could not be told.\n")
	}
	for _, gone := range deleting.Latest(done.Back) {
		fmt.Fprintf(&b, "It brings back what you deleted on %s: %s.\nDelete it again with: %s\n", phrase.Day(gone.At), gone.Step, v.again("forget "+string(gone.Step)))
	}
	_, err := io.WriteString(v.Out, b.String())
	return err
}

// noSnapshot is the error of a workbook that has nothing to be restored from.
type noSnapshot struct{ path string }

func (e *noSnapshot) Error() string { return "cli: no sound snapshot of " + e.path }
func (e *noSnapshot) Code() int     { return explain.Failed }

func (e *noSnapshot) Words() explain.Words {
	return explain.Lines("There is no whole snapshot of "+e.path+".", explain.Unchanged,
		"If you have a backup elsewhere: "+program+" restore FILE")
}
