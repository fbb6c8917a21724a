package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/ui/explain"
	"goldenthread/ui/outfile"
	"goldenthread/ui/phrase"
	"goldenthread/ui/prompt"
	"goldenthread/ui/report"
	"goldenthread/ui/step"
)

// exportVerb writes what a person wrote.
type exportVerb struct {
	*app
	outfile.File
	outfile.Encryption
	format string // md or json; "" goes by the file's name
	unit   string // a unit or a framework; "" is everything

	share    bool // only what was marked
	evidence bool // only what was marked as evidence
	yes      bool // it need not be asked
}

func exportCommand(a *app) *cobra.Command {
	v := &exportVerb{app: a, File: outfile.File{Command: program + " export", Usual: "reflections.md"}}
	c := &cobra.Command{
		Use:   "export",
		Short: "Take what you wrote with you, as Markdown or JSON",
		Long: `Write everything that you wrote, also what you have only begun, to a file or to standard output. Only you can read the file. One that is there already is kept, unless you say --force. The JSON is described in docs/json.md.

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
			if v.share || v.evidence {
				return v.runShare()
			}
			return v.run()
		}),
	}
	formats := oneOf(&v.format, report.Formats.Names()...)
	c.Flags().Var(formats, "format", "format: md or json; without it the name of the file decides, else md")
	c.Flags().StringVarP(&v.Path, "output", "o", "", "the file to write; - is standard output")
	c.Flags().StringVar(&v.unit, "unit", "", "only this unit, or this framework; with --share also UNIT/STAGE, a step")
	c.Flags().BoolVar(&v.Force, "force", false, "replace the file, if it is there")
	c.Flags().BoolVar(&v.share, "share", false, "only what you have marked as shareable or as evidence")
	c.Flags().BoolVar(&v.evidence, "evidence", false, "only what you have marked as evidence")
	c.Flags().BoolVar(&v.yes, "yes", false, "with --share: write without asking")
	encryptFlags(c, &v.Encryption)
	complete(c, "format", formats.completions())
	complete(c, "unit", a.completePlaces)
	return c
}

// run writes everything.
func (v *exportVerb) run() (err error) {
	if err := v.mayExport(); err != nil {
		return err
	}
	book, err := v.book()
	if err != nil {
		return err
	}
	in, unknown := scope(book, v.unit)
	st, err := v.openStore()
	if err != nil {
		return err
	}
	if st == nil {
		return errors.Join(unknown, v.nothingYet())
	}
	defer closing(st, &err)
	document, damage := report.New(report.From{Book: book, Store: st, Exports: step.Kinds().Exports()}, v.Now(), in)
	if unknown != nil && len(document.Frameworks) == 0 {
		return unknown
	}
	return errors.Join(v.deliver(document), damage)
}

// mayExport refuses what could not be written, before any work is done.
func (v *exportVerb) mayExport() error {
	switch {
	case v.yes && !v.share && !v.evidence:
		return &explain.Misuse{Command: v.Command, Err: errors.New("--yes belongs to --share")}
	case v.Named():
		path, _ := v.dataPath()
		return v.Check(path)
	case v.Wanted() && prompt.IsTerminal(v.Out):
		return &explain.Misuse{Command: v.Command, Err: errors.New("an encrypted file is nothing for a terminal"),
			Instead: v.Command + " -o " + v.Usual + outfile.AgeEnding}
	}
	return nil
}

// deliver writes a document to where it is wanted, and as it is wanted. What is
// to be encrypted is never written in any other way.
func (v *exportVerb) deliver(d *report.Document) error {
	key, err := v.Key(v.newPassphrase)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := report.Formats.Choose(v.format, strings.TrimSuffix(v.Path, outfile.AgeEnding)).Write(d, &b); err != nil {
		return err
	}
	readers := v.Privacy()
	if key != nil {
		readers = v.Readers()
	}
	text, err := key.Encrypt(b.Bytes())
	if err != nil {
		return err
	}
	if !v.Named() {
		_, err = safetext.Raw(v.Out).Write(text)
		return err
	}
	v.Note = v.note
	if err := v.Write(text); err != nil {
		return err
	}
	_, err = fmt.Fprintln(v.Err, phrase.Line("Written to "+v.Path+". "+readers))
	return err
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
