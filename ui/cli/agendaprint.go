package cli

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content/safetext"
	"goldenthread/ui/outfile"
	"goldenthread/ui/report/agenda"
)

// agendaPrintVerb writes an agenda for paper.
type agendaPrintVerb struct {
	fitting
	outfile.File
	format string // md or html; "" goes by the file's name
}

func agendaPrintCommand(a *app) *cobra.Command {
	v := &agendaPrintVerb{fitting: fitting{app: a}}
	c := &cobra.Command{
		Use:   "print ID|FILE",
		Short: "Write an agenda for paper: what to bring, timetable, script, notes",
		Long:  "Write all that you need on paper to lead an agenda: what to bring, the room, the timetable, the script with what to watch for and the ways out, and a page for notes. The HTML is one page that needs no other file: open it in a browser and print it.",
		Example: strings.TrimSpace(`
goldenthread agenda print senior-team --people 14 --start 14:00 -o session.html
goldenthread agenda print purpose/culture --minutes 25
goldenthread agenda print G1 --question "What shall we stop?" -o stop.md`),
		Args: oneAgenda,
		RunE: a.later(func(args []string) error {
			v.name = args[0]
			v.Command, v.Usual = program+" agenda print "+v.name, "session.html"
			return v.run()
		}),
		ValidArgsFunction: a.completeAgendas,
	}
	v.addFlags(c)
	formats := oneOf(&v.format, agenda.Formats.Names()...)
	c.Flags().Var(formats, "format", "format: md or html; without it the name of the file decides, else md")
	c.Flags().StringVarP(&v.Path, "output", "o", "", "the file to write; - is standard output")
	c.Flags().BoolVar(&v.Force, "force", false, "replace the file, if it is there")
	complete(c, "format", formats.completions())
	return c
}

func (v *agendaPrintVerb) run() error {
	if v.Named() {
		path, _ := v.dataPath()
		if err := v.Check(path); err != nil {
			return err
		}
	}
	sheet, err := v.sheet()
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := agenda.Formats.Choose(v.format, v.Path).Write(sheet, &text); err != nil {
		return err
	}
	if !v.Named() {
		_, err := safetext.Raw(v.Out).Write(text.Bytes())
		return err
	}
	if err := v.Write(text.Bytes()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(v.Err, "Written to %s. Nothing that you wrote is in it.\n", v.Path)
	return err
}
