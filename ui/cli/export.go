package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/ui/report"
)

// exporting is what export was asked for.
type exporting struct {
	output
	format string // md or json; "" goes by the file's name
	unit   string // a unit or a framework; "" is everything

	share    bool // only what was marked
	evidence bool // only what was marked as evidence
	yes      bool // it need not be asked

	encrypting
}

// output is where a verb writes.
type output struct {
	file  string // "" and "-" are standard output
	force bool   // replace the file
	verb  string // whose output it is
	usual string // a name that such a file may have
}

func (o output) toFile() bool { return o.file != "" && o.file != "-" }

func (a *app) exportCommand() *cobra.Command {
	var x exporting
	c := &cobra.Command{
		Use:   "export",
		Short: "Take what you wrote with you, as Markdown or JSON",
		Long: `Write everything that you wrote, also what you have only begun, to a file or to standard output. Only you can read the file. One that is there already is kept, unless you say --force. The JSON is described in the README.

With --share only what you have marked as shareable or as evidence is written, in the words that you marked, and nothing that came before them. What leaves is listed first, and you are asked. --unit may then also name a step; if an answer of it is private, nothing is written.

With --encrypt-to or --encrypt it becomes an age file, which the program age opens anywhere: age --decrypt. Nothing unencrypted is written.`,
		Example: strings.TrimSpace(`
goldenthread export -o reflections.md
goldenthread export --format json -o reflections.json
goldenthread export --unit disciplines/mastery
# what you have marked, for somebody who has an age key
goldenthread export --share -o shared.md.age --encrypt-to age1...
# what stands as evidence
goldenthread export --evidence -o evidence.md`),
		Args: noArguments,
		RunE: a.later(func([]string) error {
			if x.share || x.evidence {
				return a.give(x)
			}
			return a.export(x)
		}),
	}
	c.Flags().Var(oneOf(&x.format, "md", "json"), "format", "format: md or json; without it the name of the file decides, else md")
	c.Flags().StringVarP(&x.file, "output", "o", "", "the file to write; - is standard output")
	c.Flags().StringVar(&x.unit, "unit", "", "only this unit, or this framework; with --share also UNIT/STAGE, a step")
	c.Flags().BoolVar(&x.force, "force", false, "replace the file, if it is there")
	c.Flags().BoolVar(&x.share, "share", false, "only what you have marked as shareable or as evidence")
	c.Flags().BoolVar(&x.evidence, "evidence", false, "only what you have marked as evidence")
	c.Flags().BoolVar(&x.yes, "yes", false, "with --share: write without asking")
	encryptFlags(c, &x.encrypting)
	for flag, complete := range map[string]cobra.CompletionFunc{
		"format": cobra.FixedCompletions([]string{"md", "json"}, cobra.ShellCompDirectiveNoFileComp),
		"unit":   a.completePlaces,
	} {
		if err := c.RegisterFlagCompletionFunc(flag, complete); err != nil {
			panic(err) // the flag was made above
		}
	}
	return c
}

func (a *app) export(x exporting) (err error) {
	if err := a.mayExport(x); err != nil {
		return err
	}
	book, err := a.book()
	if err != nil {
		return err
	}
	in, unknown := scope(book, x.unit)
	st, err := a.openStore()
	if err != nil {
		return err
	}
	if st == nil {
		path, _ := a.dataPath()
		return errors.Join(unknown, &nothingYet{path})
	}
	defer closing(st, &err)
	document, damage := report.New(book, st, a.Now(), in)
	if unknown != nil && len(document.Frameworks) == 0 {
		return unknown
	}
	return errors.Join(a.deliver(x, document), damage)
}

// mayExport refuses what could not be written, before any work is done.
func (a *app) mayExport(x exporting) error {
	switch {
	case x.yes && !x.share && !x.evidence:
		return &misuse{command: program + " export", err: errors.New("--yes belongs to --share")}
	case x.toFile():
		x.verb, x.usual = "export", "reflections.md"
		return a.mayWrite(x.output)
	case x.wanted() && isTerminal(a.Out):
		return &misuse{command: program + " export", err: errors.New("an encrypted file is nothing for a terminal"),
			instead: program + " export -o reflections.md" + ageEnding}
	}
	return nil
}

// deliver writes a document to where it is wanted, and as it is wanted. What is
// to be encrypted is never written in any other way.
func (a *app) deliver(x exporting, d *report.Document) error {
	key, err := a.key(x.encrypting)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := x.write(d, &b); err != nil {
		return err
	}
	text, readers := b.Bytes(), "Only you can read that file."
	if key != nil {
		readers = readersOf(x.encrypting)
		if text, err = encrypted(text, key); err != nil {
			return err
		}
	}
	if !x.toFile() {
		_, err = a.Out.Write(text)
		return err
	}
	if err := writeFile(x.file, text, x.force); err != nil {
		return &unwritten{x.file, err}
	}
	_, err = fmt.Fprintf(a.Err, "Written to %s. %s\n", x.file, readers)
	return err
}

func (x exporting) write(d *report.Document, text *bytes.Buffer) error {
	ending := filepath.Ext(strings.TrimSuffix(x.file, ageEnding))
	if x.format == "json" || x.format == "" && strings.EqualFold(ending, ".json") {
		return d.JSON(text)
	}
	return d.Markdown(text)
}

// scope narrows to a unit or a framework. If the book has none of that name
// unknown says so, and the name is taken as it is: what was written in a unit
// that is gone can still be had.
func scope(book *content.Workbook, name string) (in report.Scope, unknown error) {
	if name == "" {
		return nil, nil
	}
	route, unknown := place(book, name)
	if unknown != nil {
		route = name
	} else if step := content.StepID(route); book.Step(step) != nil {
		route = string(step.Unit())
	}
	return func(id content.UnitID) bool {
		return string(id) == route || string(id.Framework()) == route
	}, unknown
}

// nothingYet is that nobody has written anything.
type nothingYet struct{ path string }

func (e *nothingYet) Error() string { return "cli: no workbook at " + e.path }

// occupied is a file that is kept.
type occupied struct{ path string }

func (e *occupied) Error() string { return "cli: " + e.path + " is there already" }

// unwritten is a file that could not be written.
type unwritten struct {
	path string
	err  error
}

func (e *unwritten) Error() string { return "cli: write " + e.path + ": " + e.err.Error() }
func (e *unwritten) Unwrap() error { return e.err }

// mayWrite refuses a file that would be lost, before any work is done.
func (a *app) mayWrite(x output) error {
	info, err := os.Lstat(x.file)
	if err != nil {
		return nil // it is not there; if it cannot be written, writing says why
	}
	if info.IsDir() {
		return &misuse{command: program + " " + x.verb, err: fmt.Errorf("a folder stands at %s", x.file),
			instead: program + " " + x.verb + " -o " + filepath.Join(x.file, x.usual)}
	}
	data, _ := a.dataPath()
	if answers, err := os.Stat(data); err == nil {
		if target, err := os.Stat(x.file); err == nil && os.SameFile(answers, target) {
			return &misuse{command: program + " " + x.verb, err: fmt.Errorf("the workbook itself is %s", x.file)}
		}
	}
	if !x.force {
		return &occupied{x.file}
	}
	return nil
}

// writeFile writes a file with mode 0600: beside its place, and then renamed,
// so that there is never half of it. Without force a file that is there stays.
func writeFile(path string, text []byte, force bool) (err error) {
	beside, err := os.CreateTemp(filepath.Dir(path), ".goldenthread-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(beside.Name())
		}
	}()
	_, err = beside.Write(text)
	if err = errors.Join(err, beside.Sync(), beside.Close()); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return &occupied{path}
	}
	return os.Rename(beside.Name(), path)
}
