package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

func (a *app) backupCommand() *cobra.Command {
	force, e := false, encrypting{}
	c := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Copy the whole workbook to a file, and check the copy",
		Long: `Copy the whole workbook, with all that you ever wrote in it, to a file or into a folder; without a name, to its snapshots, of which the older ones are thinned out in time. Every value of the copy is read again before it is said to be there. Only you can read it. A file that is there already is kept, unless you say --force.

With --encrypt-to or --encrypt the copy becomes an age file, which the program age opens anywhere (age --decrypt -o workbook.db FILE), and restore takes what comes out. Nothing unencrypted is written but one of the workbook's own snapshots.`,
		Example: strings.TrimSpace(`
goldenthread backup
goldenthread backup /media/stick/workbook.db
# into a folder, under today's date
goldenthread backup /media/stick
# for a place that others can read, too
goldenthread backup /media/cloud --encrypt`),
		Args: atMostOne,
		RunE: a.later(func(args []string) error {
			file := ""
			if len(args) > 0 {
				file = args[0]
			}
			if e.wanted() {
				return a.encryptedBackup(file, force, e)
			}
			return a.backup(file, force)
		}),
	}
	c.Flags().BoolVar(&force, "force", false, "replace the file, if it is there")
	encryptFlags(c, &e)
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
		"Written to "+snap.Path+".", trouble.Holds(snap), phrase.Size(snap.Size))
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

// encryptedBackup makes a verified snapshot where they are kept, and an age file
// of it: nothing that is not encrypted stands where that is wanted, ever.
func (a *app) encryptedBackup(file string, force bool, e encrypting) (err error) {
	if file == "" {
		return &misuse{command: program + " backup", err: errors.New("where to? An encrypted copy needs a file or a folder"),
			instead: program + " backup workbook.db" + ageEnding + " --encrypt"}
	}
	st, err := a.readStore()
	if err != nil {
		return err
	}
	if st == nil {
		path, _ := a.dataPath()
		return &nothingYet{path}
	}
	defer closing(st, &err)
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		file = filepath.Join(file, store.SnapshotName(st.Path(), a.Now())+ageEnding)
	}
	if err := a.mayWrite(output{file: file, force: force, verb: "backup", usual: "workbook.db"}); err != nil {
		return err
	}
	key, err := a.key(e)
	if err != nil {
		return err
	}
	snap, err := st.Snapshot("")
	if err != nil {
		return notBackedUp(st, "", err)
	}
	whole, err := os.ReadFile(snap.Path)
	if err != nil {
		return &uncopied{snap.Path, err}
	}
	if whole, err = encrypted(whole, key); err != nil {
		return err
	}
	if err := writeFile(file, whole, force); err != nil {
		return &uncopied{file, err}
	}
	_, err = fmt.Fprintf(a.Out, "Written to %s.\n%s, %s; every value was read again. %s\n",
		file, phrase.Count(snap.Answers, "answer"), phrase.Size(int64(len(whole))), readersOf(e))
	return err
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
	return words{"No backup could be written to " + e.path + phrase.Because(e.err) + ".", kept,
		"Choose another place: " + program + " backup " + filepath.Join("FOLDER", "workbook.db")}
}
