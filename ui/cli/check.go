package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON, strict bool
	c := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check the units of a folder before people see them",
		Long:  `Check a folder of units, or the ones that the program carries, and say what is wrong as "file:line: rule message". The exit code is 1 if there is an error.`,
		Example: strings.TrimSpace(`
goldenthread check
goldenthread check our-units
goldenthread check our-units --strict --json`),
		Args: atMostOne,
		RunE: a.later(func(args []string) error {
			dir := a.contentDir()
			if len(args) > 0 {
				dir = args[0]
			}
			return a.check(dir, asJSON, strict)
		}),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON, schema 1")
	c.Flags().BoolVar(&strict, "strict", false, "a warning counts as an error")
	return c
}

// errFaulty is that the content has errors, and they have been printed.
var errFaulty = errors.New("cli: the content has errors")

func (a *app) check(dir string, asJSON, strict bool) error {
	found, err := findProblems(dir)
	if err != nil {
		return err
	}
	for i := range found {
		found[i].File = inFolder(dir, found[i].File)
	}
	if asJSON {
		err = writeProblemsJSON(a.Out, found)
	} else {
		err = writeProblems(a.Out, found)
	}
	if err != nil {
		return err
	}
	for _, p := range found {
		if p.Severity == content.Error || strict && p.Severity == content.Warning {
			return errFaulty
		}
	}
	return nil
}

// unreadable is the rule that a file breaks that cannot be read as content.
const unreadable = "L01"

// findProblems returns what is wrong with a folder; if it cannot be read as
// content that is what is wrong.
func findProblems(dir string) ([]content.Problem, error) {
	book, err := loadBook(dir)
	if err == nil {
		return content.Check(book), nil
	}
	var found []content.Problem
	for _, e := range content.ParseErrors(err) {
		found = append(found, content.Problem{
			File: e.File, Line: e.Line, ID: unreadable, Severity: content.Error, Msg: e.Msg, Words: e.Text,
		})
	}
	if len(found) > 0 {
		return found, nil
	}
	return nil, err
}

// inFolder makes a path inside the content one that an editor can open.
func inFolder(dir, file string) string {
	if dir == "" || file == "" {
		return file
	}
	return filepath.Join(dir, filepath.FromSlash(file))
}

func writeProblems(w io.Writer, found []content.Problem) error {
	var b strings.Builder
	count := map[content.Severity]int{}
	for _, p := range found {
		count[p.Severity]++
		b.WriteString(p.String())
		if p.Severity == content.Warning {
			b.WriteString(" (warning)")
		}
		b.WriteByte('\n')
		if words := strings.TrimSpace(p.Words); words != "" {
			fmt.Fprintf(&b, "    | %s\n", words)
		}
		if p.Suggestion != "" {
			fmt.Fprintf(&b, "    %s\n", p.Suggestion)
		}
	}
	fmt.Fprintf(&b, "%s, %s\n", counted(count[content.Error], "error"), counted(count[content.Warning], "warning"))
	_, err := io.WriteString(w, b.String())
	return err
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

type wireProblem struct {
	File       string           `json:"file"`
	Line       int              `json:"line"`
	ID         string           `json:"id"`
	Severity   content.Severity `json:"severity"`
	Message    string           `json:"message"`
	Words      string           `json:"words"`
	Suggestion string           `json:"suggestion"`
}

func writeProblemsJSON(w io.Writer, found []content.Problem) error {
	problems := make([]wireProblem, 0, len(found))
	for _, p := range found {
		problems = append(problems, wireProblem{p.File, p.Line, p.ID, p.Severity, p.Msg, p.Words, p.Suggestion})
	}
	return writeJSON(w, struct {
		Schema   int           `json:"schema"`
		Problems []wireProblem `json:"problems"`
	}{1, problems})
}
