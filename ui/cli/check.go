package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/check"
	"goldenthread/content/page"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

func checkCommand(a *app) *cobra.Command {
	var x checking
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
			found, err := findProblems(dir, x.sources)
			if err != nil {
				return err
			}
			return x.report(a.Out, inFolders(dir, found))
		}),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
	x.addFlags(c)
	return c
}

// checking says how content is checked, and how what is wrong is written.
type checking struct {
	json, strict bool
	sources      string // a folder with the texts of the sources
}

func (x *checking) addFlags(c *cobra.Command) {
	c.Flags().BoolVar(&x.json, "json", false, "write JSON, schema 1")
	c.Flags().BoolVar(&x.strict, "strict", false, "a warning counts as an error")
	c.Flags().StringVar(&x.sources, "sources", usualSources, "a folder with the texts of the sources, to compare words with")
}

// errFaulty reports that the content has errors, and that they have been printed.
var errFaulty = explain.New("cli: the content has errors", explain.Failed, explain.Words{})

// usualSources is the folder with the texts of the sources, for those who work on
// the program itself. They are no part of it.
const usualSources = "../shared/seeds"

// report writes what is wrong, and returns an error if that is one.
func (x *checking) report(w io.Writer, found []check.Problem) (err error) {
	if x.json {
		err = writeProblemsJSON(w, found)
	} else {
		err = writeProblems(w, found)
	}
	if err != nil {
		return err
	}
	for _, p := range found {
		if p.Severity == check.Error || x.strict && p.Severity == check.Warning {
			return errFaulty
		}
	}
	return nil
}

// unreadable is the rule for a file that cannot be read as content.
const unreadable = "L01"

// findProblems returns what is wrong with a folder; if it cannot be read as
// content that is what is wrong.
func findProblems(dir, sources string) ([]check.Problem, error) {
	book, err := loadBook(dir)
	if err == nil {
		return checked(book, dir == "", sources)
	}
	if found := unreadableProblems(err); len(found) > 0 {
		return found, nil
	}
	return nil, err
}

// unreadableProblems returns the places that cannot be read as content.
func unreadableProblems(err error) []check.Problem {
	var found []check.Problem
	for _, e := range page.Errors(err) {
		found = append(found, check.Problem{
			File: e.File, Line: e.Line, ID: unreadable, Severity: check.Error, Msg: e.Msg, Words: e.Text,
		})
	}
	return found
}

// checked compares our own book with what was published of it, and any book
// with the texts of the sources, if they are there.
func checked(book *content.Workbook, ours bool, sources string) ([]check.Problem, error) {
	options, err := seedTexts(sources)
	if err != nil {
		return nil, err
	}
	if ours {
		ledger, err := check.Published()
		if err != nil {
			return nil, err
		}
		return check.Workbook(book, append(options, check.WithLedger(ledger))...), nil
	}
	found := check.Workbook(book, options...)
	// a school's folder has no ledger of what was published, and needs none
	return slices.DeleteFunc(found, func(p check.Problem) bool {
		return p.Severity == check.Note && (p.ID == "L02" || p.ID == "L24")
	}), nil
}

// seedTexts gives the check the texts of the sources, if they are there.
func seedTexts(sources string) ([]check.Option, error) {
	if info, err := os.Stat(sources); err == nil && info.IsDir() {
		return []check.Option{check.WithSeedTexts(os.DirFS(sources))}, nil
	} else if sources != usualSources {
		return nil, &explain.Misuse{Command: program + " check", Err: fmt.Errorf("there is no folder %s for --sources", sources)}
	}
	return nil, nil
}

// inFolders makes the paths of problems ones that an editor can open.
func inFolders(dir string, found []check.Problem) []check.Problem {
	for i := range found {
		found[i].File = inFolder(dir, found[i].File)
	}
	return found
}

// writeProblems writes each as "file:line: rule message", and counts them.
func writeProblems(w io.Writer, found []check.Problem) error {
	var b strings.Builder
	count := map[check.Severity]int{}
	for _, p := range found {
		count[p.Severity]++
		b.WriteString(p.String())
		if p.Severity == check.Warning {
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
	fmt.Fprintf(&b, "%s, %s\n", phrase.Count(count[check.Error], "error"), phrase.Count(count[check.Warning], "warning"))
	_, err := io.WriteString(w, b.String())
	return err
}

type wireProblem struct {
	File       string         `json:"file"`
	Line       int            `json:"line"`
	ID         string         `json:"id"`
	Severity   check.Severity `json:"severity"`
	Message    string         `json:"message"`
	Words      string         `json:"words"`
	Suggestion string         `json:"suggestion"`
}

func writeProblemsJSON(w io.Writer, found []check.Problem) error {
	problems := make([]wireProblem, 0, len(found))
	for _, p := range found {
		problems = append(problems, wireProblem{p.File, p.Line, p.ID, p.Severity, p.Msg, p.Words, p.Suggestion})
	}
	return writeJSON(w, struct {
		Schema   int           `json:"schema"`
		Problems []wireProblem `json:"problems"`
	}{1, problems})
}
