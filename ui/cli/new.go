package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

func newCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR",
		Short: "Write a small workbook of your own to begin with",
		Long:  "Write a small example into a folder that is new or empty: one framework with one unit, one agenda, and a page that explains them. Change it, check it, open it. Nothing is written when there is anything in the folder.",
		Example: strings.TrimSpace(`
goldenthread new our-units
goldenthread check our-units
goldenthread --content our-units`),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &explain.Misuse{Command: c.CommandPath(), Err: fmt.Errorf("which folder?"), Instead: program + " new our-units"}
			}
			return nil
		},
		RunE: a.later(func(args []string) error { return writeExample(a.Out, args[0]) }),
	}
}

// notNew is the error of a folder that the example cannot be written to.
type notNew struct {
	dir string
	err error
}

func (e *notNew) Error() string { return e.err.Error() }
func (e *notNew) Unwrap() error { return e.err }
func (e *notNew) Code() int     { return explain.Failed }

func (e *notNew) Words() explain.Words {
	if errors.Is(e.err, content.ErrNotEmpty) {
		return explain.Lines(e.dir+" is not empty.", explain.Unchanged, "Name a folder that is not there yet.")
	}
	return explain.Lines(e.dir+" cannot be written to"+phrase.Because(e.err)+".", "What was in it is as it was.", "Name another folder.")
}

// writeExample writes the example into a folder and names its files.
func writeExample(w io.Writer, dir string) error {
	files, err := content.WriteExample(dir)
	if err != nil {
		return &notNew{dir, err}
	}
	for _, file := range files {
		fmt.Fprintln(w, file)
	}
	_, err = fmt.Fprintf(w, "\nNow change it, then:\n  %s check %s\n  %s --content %s\n", program, dir, program, dir)
	return err
}
