package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content/textfile"
	"goldenthread/store"
	"goldenthread/store/guarded"
	"goldenthread/ui/deleting"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
	"goldenthread/ui/report"
)

// importVerb adds what an export or a recovery journal has and the workbook has not.
type importVerb struct {
	*app
	file    string
	deleted bool // take in also what was deleted here
}

func importCommand(a *app) *cobra.Command {
	v := &importVerb{app: a}
	c := &cobra.Command{
		Use:   "import FILE.json | FILE.journal",
		Short: "Add what an export has and the workbook has not",
		Long: `Add what a JSON export has and the workbook has not. Nothing is removed or replaced, and to import twice is the same as to import once. A snapshot is made first. The export is read to its end before anything is changed. What you have deleted for good stays out, and is named.

A recovery journal, which holds what could not be saved, is put back in the same way: where you have written on since, its words go among your earlier answers. Once all of them have been found in the workbook, a journal in the workbook's own folder is deleted.`,
		Example: strings.TrimSpace(`
# on the old computer
goldenthread export -o all.json
# on the new one
goldenthread import all.json
# put back what could not be saved; goldenthread doctor names it
goldenthread import recovery/workbook-20261122-140300.journal`),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("which export?"), Instead: program + " import all.json"}
			}
			return atMostOne(c, args)
		},
		RunE: a.later(func(args []string) error {
			v.file = args[0]
			return v.run()
		}),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"json", "journal"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	c.Flags().BoolVar(&v.deleted, "deleted", false, "take in also what was deleted here for good")
	return c
}

// mostImport bounds the bytes of what is imported: more than anybody writes in a life.
const mostImport = 256 << 20

func (v *importVerb) run() (err error) {
	text, err := guarded.Read(v.file, mostImport)
	if err != nil {
		return &unimportable{v.file, err}
	}
	journal := store.IsJournal(text)
	var record store.Record
	if !journal {
		if record, err = report.Parse(store.DefaultKinds(), text); err != nil {
			return &unimportable{v.file, err}
		}
	}
	st, err := v.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	var damage *store.Damage
	if _, _, err := st.SnapshotIfDue(v.Now()); err != nil && !errors.As(err, &damage) { // an import may mend damage
		return notBackedUp(st, "", err)
	}
	if journal {
		return v.recover(st)
	}
	takeIn := st.Import
	if v.deleted {
		takeIn = st.ImportDeleted
	}
	done, err := takeIn(record)
	if err != nil {
		return err
	}
	return v.sayImported(done, st.Path())
}

// recover puts a recovery journal back.
func (v *importVerb) recover(st *store.Store) error {
	done, err := st.Recover(v.file)
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Every word of %s is in %s.\n", v.file, st.Path())
	for _, slot := range done.Back {
		fmt.Fprintf(&b, "In its place: %s\n", slot)
	}
	for _, slot := range done.Earlier {
		fmt.Fprintf(&b, "You had written on here, so it is among the earlier answers: %s\n", slot)
	}
	switch {
	case done.Aside != "":
		fmt.Fprintf(&b, "Part of the journal is damaged; it is kept as %s.\n", done.Aside)
	case !exists(v.file):
		b.WriteString("The journal is no longer needed and was deleted.\n")
	}
	_, err = io.WriteString(v.Out, b.String())
	return err
}

func (v *importVerb) sayImported(done store.Imported, path string) error {
	var b strings.Builder
	if done.Revisions+done.Drafts == 0 {
		fmt.Fprintf(&b, "Nothing in %s is new to %s.\n", v.file, path)
	} else {
		fmt.Fprintf(&b, "Added to %s: %s, %s.\n", path, phrase.Count(done.Revisions, "revision"), phrase.Count(done.Drafts, "draft"))
	}
	for _, slot := range done.Left {
		fmt.Fprintf(&b, "Left out: what was begun in %s. The workbook has gone on there.\n", slot)
	}
	for _, gone := range deleting.Latest(done.Deleted) {
		fmt.Fprintf(&b, "Left out, because you deleted it on %s: %s.\n", phrase.Day(gone.At), gone.Step)
	}
	if len(done.Deleted) > 0 {
		fmt.Fprintf(&b, "Take it in nevertheless: %s\n", v.again("import "+phrase.ShellPath(v.file)+" --deleted"))
	}
	for _, gone := range deleting.Latest(done.Elsewhere) {
		fmt.Fprintf(&b, "Deleted on %s where the export comes from, and still here: %s.\nDelete it here: %s\n",
			phrase.Day(gone.At), gone.Step, v.again("forget "+string(gone.Step)))
	}
	for _, gone := range deleting.Latest(done.Buried) {
		fmt.Fprintf(&b, "Deleted on %s where the export comes from, so it stays out here, too: %s.\n", phrase.Day(gone.At), gone.Step)
	}
	for _, gone := range done.Shortened {
		fmt.Fprintf(&b, "The export would keep out of %s what is yet to be written. Only what was written up to %s stays out.\n", gone.Slot, phrase.Day(gone.Until))
	}
	if n := len(done.Differing); n > 0 {
		fmt.Fprintf(&b, "The workbook has other words for %s of the export; it kept its own.\n", phrase.Count(n, "revision"))
	}
	if n := done.Steering; n > 0 {
		fmt.Fprintf(&b, "Characters that could steer a terminal, or turn the writing around, are in %s. They are kept as they are, and left out wherever they are shown or handed on.\n", phrase.Count(n, "new text"))
	}
	_, err := io.WriteString(v.Out, b.String())
	return err
}

// unimportable is the error of a file that is no export of a workbook.
type unimportable struct {
	file string
	err  error
}

func (e *unimportable) Error() string { return "cli: import " + e.file + ": " + e.err.Error() }
func (e *unimportable) Unwrap() error { return e.err }
func (e *unimportable) Code() int     { return explain.Failed }

func (e *unimportable) Words() explain.Words {
	said := explain.Lines(e.file+" cannot be read"+phrase.Because(e.err)+".", explain.Unchanged, "Name what was written by: "+program+" export -o all.json")
	var wrong *report.ParseError
	if errors.As(e.err, &wrong) {
		where := wrong.Where()
		if where != "" {
			where += ": "
		}
		said.Happened = fmt.Sprintf("%s cannot be imported: %s%s.", e.file, where, strings.TrimPrefix(wrong.Err.Error(), "store: "))
	}
	var encoding *textfile.Error
	if errors.As(e.err, &encoding) {
		said.Next = encoding.Advice
	}
	return said
}
