package cli

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/ui/report"
)

func (a *app) agendaShowCommand() *cobra.Command {
	var x fitting
	c := &cobra.Command{
		Use:   "show ID|FILE",
		Short: "Look at an agenda: what it is for, its timetable, what to bring",
		Long:  "Look at an agenda, fitted to the people and the minutes that you name. Without them it is as it was written. Steps shrink first; only then are steps left out, and never one that the session depends on.",
		Example: strings.TrimSpace(`
goldenthread agenda show senior-team
goldenthread agenda show disciplines/mastery --people 14 --minutes 40
goldenthread agenda show ./mine.md --start 9:30`),
		Args: oneAgenda,
		RunE: a.later(func(args []string) error {
			sheet, err := a.sheet(args[0], x)
			if err != nil {
				return err
			}
			return sheet.Overview(a.Out)
		}),
		ValidArgsFunction: a.completeAgendas,
	}
	x.flags(a, c)
	return c
}

// printing is what print was asked for.
type printing struct {
	fitting
	output
	format string // md or html; "" goes by the file's name
}

func (a *app) agendaPrintCommand() *cobra.Command {
	var x printing
	c := &cobra.Command{
		Use:   "print ID|FILE",
		Short: "Write an agenda for paper: what to bring, timetable, script, notes",
		Long:  "Write all that you need on paper to lead an agenda: what to bring, the room, the timetable, the script with what to watch for and the ways out, and a page for notes. The HTML is one page that needs no other file: open it in a browser and print it.",
		Example: strings.TrimSpace(`
goldenthread agenda print senior-team --people 14 --start 14:00 -o session.html
goldenthread agenda print purpose/culture --minutes 25
goldenthread agenda print G1 --question "What shall we stop?" -o stop.md`),
		Args:              oneAgenda,
		RunE:              a.later(func(args []string) error { return a.print(args[0], x) }),
		ValidArgsFunction: a.completeAgendas,
	}
	x.flags(a, c)
	c.Flags().Var(oneOf(&x.format, "md", "html"), "format", "format: md or html; without it the name of the file decides, else md")
	c.Flags().StringVarP(&x.file, "output", "o", "", "the file to write; - is standard output")
	c.Flags().BoolVar(&x.force, "force", false, "replace the file, if it is there")
	if err := c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"md", "html"}, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag was made above
	}
	return c
}

// sheet lays an agenda out.
func (a *app) sheet(name string, x fitting) (*report.Sheet, error) {
	start, err := x.beginning()
	if err != nil {
		return nil, err
	}
	book, agenda, timetable, err := a.fitted(name, x)
	if err != nil {
		return nil, err
	}
	return &report.Sheet{Agenda: agenda, Timetable: timetable, Kit: book.Kit, Start: start, Votes: content.FewestVotes}, nil
}

func (a *app) print(name string, x printing) error {
	x.verb, x.usual = "agenda print "+name, "session.html"
	if x.toFile() {
		if err := a.mayWrite(x.output); err != nil {
			return err
		}
	}
	sheet, err := a.sheet(name, x.fitting)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	write := sheet.Markdown
	ending := strings.ToLower(filepath.Ext(x.file))
	if x.format == "html" || x.format == "" && (ending == ".html" || ending == ".htm") {
		write = sheet.HTML
	}
	if err := write(&text); err != nil {
		return err
	}
	if !x.toFile() {
		_, err := a.Out.Write(text.Bytes())
		return err
	}
	if err := writeFile(x.file, text.Bytes(), x.force); err != nil {
		return &unwritten{x.file, err}
	}
	_, err = fmt.Fprintf(a.Err, "Written to %s. Nothing that you wrote is in it.\n", x.file)
	return err
}

func (a *app) agendaCheckCommand() *cobra.Command {
	var asJSON, strict bool
	var sources string
	c := &cobra.Command{
		Use:   "check FILE",
		Short: "Check an agenda of your own before people see it",
		Long:  `Check an agenda in a file, as check does for a folder: that its minutes add up, that every step can be led, and that what is projected fits. The exit code is 1 if there is an error.`,
		Example: strings.TrimSpace(`
goldenthread agenda check ./mine.md
goldenthread agenda check ./mine.md --strict --json`),
		Args: oneAgenda,
		RunE: a.later(func(args []string) error {
			book, err := a.book()
			if err != nil {
				return err
			}
			options, err := seedTexts(sources)
			if err != nil {
				return err
			}
			_, found, err := checkedAgenda(book, args[0], options)
			if err != nil {
				return err
			}
			return a.report(found, asJSON, strict)
		}),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON, schema 1")
	c.Flags().BoolVar(&strict, "strict", false, "a warning counts as an error")
	c.Flags().StringVar(&sources, "sources", usualSources, "a folder with the texts of the sources, to compare words with")
	return c
}
