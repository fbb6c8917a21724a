package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/report"
)

func (a *app) importCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE.json",
		Short: "Add what an export has and the workbook has not",
		Long:  "Add what a JSON export has and the workbook has not. Nothing is removed or replaced, and to import twice is the same as to import once. A snapshot is made first. The export is read to its end before anything is changed.",
		Example: strings.TrimSpace(`
# on the old computer
goldenthread export -o all.json
# on the new one
goldenthread import all.json`),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &misuse{command: c.CommandPath(), err: errors.New("which export?"), instead: program + " import all.json"}
			}
			return atMostOne(c, args)
		},
		RunE: a.later(func(args []string) error { return a.importFile(args[0]) }),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"json"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
}

func (a *app) importFile(file string) (err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return &unimportable{file, err}
	}
	record, err := report.Parse(text)
	if err != nil {
		return &unimportable{file, err}
	}
	path, named := a.dataPath()
	st, err := store.Open(path, store.Options{Now: a.Now, Named: named, Older: a.flags.useOlder})
	if err != nil {
		return err
	}
	defer closing(st, &err)
	var damage *store.Damage
	if _, _, err := st.SnapshotIfDue(a.Now()); err != nil && !errors.As(err, &damage) { // an import may mend damage
		return notBackedUp(st, "", err)
	}
	done, err := st.Import(record)
	if err != nil {
		return err
	}
	return a.sayImported(done, file, st.Path())
}

func (a *app) sayImported(done store.Imported, file, path string) error {
	var b strings.Builder
	if done.Revisions+done.Drafts == 0 {
		fmt.Fprintf(&b, "Nothing in %s is new to %s.\n", file, path)
	} else {
		fmt.Fprintf(&b, "Added to %s: %s, %s.\n", path, counted(done.Revisions, "revision"), counted(done.Drafts, "draft"))
	}
	for _, slot := range done.Left {
		fmt.Fprintf(&b, "Left out: what was begun in %s. The workbook has gone on there.\n", slot)
	}
	if n := len(done.Differing); n > 0 {
		fmt.Fprintf(&b, "The workbook has other words for %s of the export; it kept its own.\n", counted(n, "revision"))
	}
	_, err := io.WriteString(a.Out, b.String())
	return err
}

// unimportable is a file that is no export of a workbook.
type unimportable struct {
	file string
	err  error
}

func (e *unimportable) Error() string { return "cli: import " + e.file + ": " + e.err.Error() }
func (e *unimportable) Unwrap() error { return e.err }

func (e *unimportable) words() words {
	said := words{e.file + " cannot be read" + because(e.err) + ".", unchanged, "Name what was written by: " + program + " export -o all.json"}
	var wrong *report.ParseError
	if errors.As(e.err, &wrong) {
		said.happened = fmt.Sprintf("%s cannot be imported: %s: %s.", e.file, wrong.Where(), strings.TrimPrefix(wrong.Err.Error(), "store: "))
	}
	return said
}
