package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/guarded"
	"goldenthread/store/related"
	"goldenthread/ui/explain"
	"goldenthread/ui/outfile"
	"goldenthread/ui/phrase"
	"goldenthread/ui/trouble"
)

// backupVerb copies the workbook.
type backupVerb struct {
	*app
	outfile.File // a file or a folder; "" is the workbook's snapshots
	outfile.Encryption
}

func backupCommand(a *app) *cobra.Command {
	v := &backupVerb{app: a, File: outfile.File{Command: program + " backup", Usual: "workbook.db"}}
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
			v.Path = strings.Join(args, "")
			return v.run()
		}),
	}
	c.Flags().BoolVar(&v.Force, "force", false, "replace the file, if it is there")
	encryptFlags(c, &v.Encryption)
	return c
}

func (v *backupVerb) run() (err error) {
	if v.Wanted() && v.Path == "" {
		return &explain.Misuse{Command: v.Command, Err: errors.New("where to? An encrypted copy needs a file or a folder"),
			Instead: v.Command + " workbook.db" + outfile.AgeEnding + " --encrypt"}
	}
	st, err := v.readStore()
	if err != nil {
		return err
	}
	if st == nil {
		return v.nothingYet()
	}
	defer closing(st, &err)
	if v.Wanted() {
		return v.encrypted(st)
	}
	if err := v.CheckWhole(); err != nil {
		return err
	}
	snap, err := v.copy(st)
	if err != nil {
		return notBackedUp(st, v.Path, err)
	}
	_, err = fmt.Fprintf(v.Out, "Written to %s.\n%s, %s; every value was read again. Only you can read that file.\n",
		snap.Path, trouble.Holds(snap), phrase.Size(snap.Size))
	return err
}

// copy writes to a file, into a folder, or where no name is given to the workbook's
// snapshots.
func (v *backupVerb) copy(st *store.Store) (store.Snapshot, error) {
	if v.Path == "" || outfile.IsFolder(v.Path) {
		return st.Snapshot(v.Path)
	}
	return st.Backup(v.Path, v.Force)
}

// encrypted makes a verified snapshot where they are kept, and an age file of it:
// nothing that is not encrypted is ever written where that is wanted.
func (v *backupVerb) encrypted(st *store.Store) error {
	if outfile.IsFolder(v.Path) {
		v.Path = filepath.Join(v.Path, related.SnapshotName(st.Path(), v.Now())+outfile.AgeEnding)
	}
	if err := v.Check(st.Path()); err != nil {
		return err
	}
	key, err := v.Key(v.newPassphrase)
	if err != nil {
		return err
	}
	snap, err := st.Snapshot("")
	if err != nil {
		return notBackedUp(st, "", err)
	}
	whole, err := guarded.ReadOwn(snap.Path, math.MaxInt64-1)
	if err != nil {
		return &uncopied{snap.Path, err}
	}
	if whole, err = key.Encrypt(whole); err != nil {
		return err
	}
	v.Note = v.note
	if err := v.Write(whole); err != nil {
		return &uncopied{v.Path, err}
	}
	_, err = fmt.Fprintf(v.Out, "Written to %s.\n%s, %s; every value was read again. %s\n",
		v.Path, phrase.Count(snap.Answers, "answer"), phrase.Size(int64(len(whole))), v.Readers())
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
		return &outfile.Occupied{Path: file}
	case errors.Is(err, store.ErrItself):
		return &explain.Misuse{Command: program + " backup", Err: fmt.Errorf("the workbook itself is %s", file)}
	case file == "":
		file = related.SnapshotFolder(st.Path())
	}
	return &uncopied{file, err}
}

// uncopied is the error of a backup that could not be written.
type uncopied struct {
	path string
	err  error
}

func (e *uncopied) Error() string { return "cli: backup " + e.path + ": " + e.err.Error() }
func (e *uncopied) Unwrap() error { return e.err }
func (e *uncopied) Code() int     { return explain.Failed }

func (e *uncopied) Words() explain.Words {
	return explain.Lines("No backup could be written to "+e.path+phrase.Because(e.err)+".", explain.Kept,
		"Choose another place: "+program+" backup "+filepath.Join("FOLDER", "workbook.db"))
}
