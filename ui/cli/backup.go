package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldenthread/store"
)

func (a *app) backupCommand() *cobra.Command {
	force := false
	c := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Copy the whole workbook to a file, and check the copy",
		Long:  "Copy the whole workbook, with all that you ever wrote in it, to a file or into a folder; without a name, to its snapshots, of which the older ones are thinned out in time. Every value of the copy is read again before it is said to be there. Only you can read it. A file that is there already is kept, unless you say --force.",
		Example: strings.TrimSpace(`
goldenthread backup
goldenthread backup /media/stick/workbook.db
# into a folder, under today's date
goldenthread backup /media/stick`),
		Args: atMostOne,
		RunE: a.later(func(args []string) error {
			if len(args) == 0 {
				return a.backup("", force)
			}
			return a.backup(args[0], force)
		}),
	}
	c.Flags().BoolVar(&force, "force", false, "replace the file, if it is there")
	return c
}

func (a *app) backup(file string, force bool) (err error) {
	st, err := a.readStore()
	if err != nil {
		return err
	}
	if st == nil {
		path, _ := a.dataPath()
		return &nothingYet{path}
	}
	defer closing(st, &err)
	snap, err := backupTo(st, file, force)
	if err != nil {
		return notBackedUp(st, file, err)
	}
	_, err = fmt.Fprintf(a.Out, "%s\n%s, %s; every value was read again. Only you can read that file.\n",
		"Written to "+snap.Path+".", counted(snap.Answers, "answer"), megabytes(snap.Size))
	return err
}

// backupTo writes to a file, into a folder, or where no name is given to the
// workbook's snapshots.
func backupTo(st *store.Store, file string, force bool) (store.Snapshot, error) {
	if info, err := os.Stat(file); file == "" || err == nil && info.IsDir() {
		return st.Snapshot(file)
	}
	return st.Backup(file, force)
}

// notBackedUp tells what is wrong with the workbook from what is wrong with the
// place of the copy.
func notBackedUp(st *store.Store, file string, err error) error {
	var damage *store.Damage
	switch {
	case errors.As(err, &damage):
		return err
	case errors.Is(err, fs.ErrExist):
		return &occupied{file}
	case errors.Is(err, store.ErrItself):
		return &misuse{command: program + " backup", err: fmt.Errorf("the workbook itself is %s", file)}
	case file == "":
		file = store.SnapshotFolder(st.Path())
	}
	return &uncopied{file, err}
}

// uncopied is a backup that could not be written.
type uncopied struct {
	path string
	err  error
}

func (e *uncopied) Error() string { return "cli: backup " + e.path + ": " + e.err.Error() }
func (e *uncopied) Unwrap() error { return e.err }

func (e *uncopied) words() words {
	return words{"No backup could be written to " + e.path + because(e.err) + ".", kept,
		"Choose another place: " + program + " backup " + filepath.Join("FOLDER", "workbook.db")}
}

// megabytes is "1.2 MB".
func megabytes(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%d KB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// moment is a time as a person writes it, where that person is.
func moment(at time.Time) string { return at.Local().Format("2 January 2006, 15:04") }
