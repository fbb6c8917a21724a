package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/related"
)

// doctorVerb looks at the file of the answers, and says how it is.
type doctorVerb struct {
	*app
	readAll, rebuild, tighten, json bool
}

func doctorCommand(a *app) *cobra.Command {
	v := &doctorVerb{app: a}
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Say where the workbook is, what it holds, and whether it is well",
		Long:  "Say where the workbook is, what it holds, whether it is whole, which snapshots there are, what could not be saved, how much room is left, and who else may read it. Nothing is changed, unless you say --rebuild, which makes the indexes again from what you wrote, or --tighten, which closes your files to other accounts. The exit code is 4 if something is damaged.",
		Example: strings.TrimSpace(`
goldenthread doctor
# read every value, and name what is damaged
goldenthread doctor --read-all
goldenthread doctor --json`),
		Args: noArguments,
		RunE: a.later(func([]string) error { return v.run() }),
	}
	c.Flags().BoolVar(&v.readAll, "read-all", false, "read every value and compare it with its checksum")
	c.Flags().BoolVar(&v.rebuild, "rebuild", false, "make the indexes again first")
	c.Flags().BoolVar(&v.tighten, "tighten", false, "close the files to everybody else first")
	c.Flags().BoolVar(&v.json, "json", false, "write JSON, schema 1")
	return c
}

// run says what it found, and returns what is wrong.
func (v *doctorVerb) run() error {
	path, named := v.dataPath()
	var rebuilt error
	if v.rebuild {
		if rebuilt = v.makeIndexes(path); errors.Is(rebuilt, fs.ErrNotExist) {
			rebuilt = nil // Examine says so
		}
	}
	if v.tighten {
		closed, err := related.RestrictPermissions(path)
		if err := v.sayTightened(closed); err != nil {
			return err
		}
		if err != nil {
			return err
		}
	}
	h, err := store.Examine(path, v.readAll)
	if err != nil {
		return err
	}
	var problem *store.Problem
	if !named && len(h.Snapshots) == 0 && errors.As(h.Problem, &problem) && problem.Kind == store.ProblemMissing {
		return &nothingYet{h.Path}
	}
	if v.json {
		err = writeJSON(v.Out, wireHealthOf(h, v.readAll))
	} else {
		_, err = io.WriteString(v.Out, v.healthText(h))
	}
	wrong := []error{err, h.Problem}
	if h.Problem == nil {
		wrong = append(wrong, rebuilt)
	}
	for _, d := range h.Damage {
		wrong = append(wrong, d)
	}
	if errors.Join(wrong...) == nil {
		return errUnseen(h)
	}
	return errors.Join(wrong...)
}

// sayTightened names what was closed; with JSON, where it is in nobody's way.
func (v *doctorVerb) sayTightened(closed []related.OpenPermission) error {
	out := v.Out
	if v.json {
		out = v.Err
	}
	for _, l := range closed {
		if _, err := fmt.Fprintf(out, "Closed to others: %s (%04o, now %04o).\n", l.Path, l.Mode, l.Mode&l.Want); err != nil {
			return err
		}
	}
	return nil
}

// makeIndexes makes the indexes of a workbook again, and never a workbook.
func (v *doctorVerb) makeIndexes(path string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	st, err := v.writeStore()
	if err != nil {
		return err
	}
	defer closing(st, &err)
	return st.Rebuild()
}
