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
	format string // md or json; "" goes by the file's name
	file   string // "" and "-" are standard output
	unit   string // a unit or a framework; "" is everything
	force  bool
}

func (a *app) exportCommand() *cobra.Command {
	var x exporting
	c := &cobra.Command{
		Use:   "export",
		Short: "Take what you wrote with you, as Markdown or JSON",
		Long:  "Write everything that you wrote, also what you have only begun, to a file or to standard output. Only you can read the file. One that is there already is kept, unless you say --force. The JSON is described in the README.",
		Example: strings.TrimSpace(`
goldenthread export -o reflections.md
goldenthread export --format json -o reflections.json
goldenthread export --unit disciplines/mastery`),
		Args: noArguments,
		RunE: a.later(func([]string) error { return a.export(x) }),
	}
	c.Flags().Var(oneOf(&x.format, "md", "json"), "format", "format: md or json; without it the name of the file decides, else md")
	c.Flags().StringVarP(&x.file, "output", "o", "", "the file to write; - is standard output")
	c.Flags().StringVar(&x.unit, "unit", "", "only this unit, or this framework")
	c.Flags().BoolVar(&x.force, "force", false, "replace the file, if it is there")
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
	toFile := x.file != "" && x.file != "-"
	if toFile {
		if err := a.mayWrite(x); err != nil {
			return err
		}
	}
	book, err := a.book()
	if err != nil {
		return err
	}
	in, unknown := scope(book, x.unit)
	st, err := a.readStore()
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
	var text bytes.Buffer
	if err := x.write(document, &text); err != nil {
		return err
	}
	if !toFile {
		_, err = a.Out.Write(text.Bytes())
		return errors.Join(err, damage)
	}
	if err := writeFile(x.file, text.Bytes(), x.force); err != nil {
		return &unwritten{x.file, err}
	}
	_, err = fmt.Fprintf(a.Err, "Written to %s. Only you can read that file.\n", x.file)
	return errors.Join(err, damage)
}

func (x exporting) write(d *report.Document, text *bytes.Buffer) error {
	if x.format == "json" || x.format == "" && strings.EqualFold(filepath.Ext(x.file), ".json") {
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
func (a *app) mayWrite(x exporting) error {
	info, err := os.Lstat(x.file)
	if err != nil {
		return nil // it is not there; if it cannot be written, writing says why
	}
	if info.IsDir() {
		return &misuse{command: program + " export", err: fmt.Errorf("a folder stands at %s", x.file),
			instead: program + " export -o " + filepath.Join(x.file, "reflections.md")}
	}
	data, _ := a.dataPath()
	if answers, err := os.Stat(data); err == nil {
		if target, err := os.Stat(x.file); err == nil && os.SameFile(answers, target) {
			return &misuse{command: program + " export", err: fmt.Errorf("the workbook itself is %s", x.file)}
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
