package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/facilitate"
)

func (a *app) facilitateCommand() *cobra.Command {
	people, minutes := 0, 0
	c := &cobra.Command{
		Use:   "facilitate [AGENDA]",
		Short: "Run a session of a group, on a projected screen",
		Long: `Run a session of a group from an agenda (its name, or a file of your own): the question, the clock, what the room says, votes that stay sealed until all are in. Without an agenda it offers those there are, and a session that was interrupted.

The screen is made to be projected: make the terminal's letters large, until it is about 60 columns wide. The workbook is not opened. What the facilitator alone should see is in a second terminal: goldenthread console. For the agendas see: goldenthread agenda list`,
		Example: strings.TrimSpace(`
# choose an agenda, or carry on
goldenthread facilitate
# the senior team's ninety minutes, with fourteen people
goldenthread facilitate senior-team --people 14
# a unit as a group, in forty minutes
goldenthread facilitate disciplines/vision --minutes 40`),
		Args: atMostOne,
		RunE: func(c *cobra.Command, args []string) error {
			if c.Flags().Changed("people") && (people < content.FewestPeople || people > content.MostPeople) {
				return &misuse{command: c.CommandPath(), err: fmt.Errorf("%d people: a group has %d to %d", people, content.FewestPeople, content.MostPeople)}
			}
			if c.Flags().Changed("minutes") && (minutes < 1 || minutes > facilitate.MostMinutes) {
				return &misuse{command: c.CommandPath(), err: fmt.Errorf("%d minutes: a session has 1 to %d", minutes, facilitate.MostMinutes)}
			}
			a.act = func() error { return a.facilitate(strings.Join(args, ""), people, minutes) }
			return nil
		},
		ValidArgsFunction: a.completeAgendas,
	}
	c.Flags().IntVar(&people, "people", 0, "how many people there are, 2 to 200")
	c.Flags().IntVar(&minutes, "minutes", 0, "how many minutes there are")
	return c
}

// facilitate shows the projected view; "" lets the facilitator choose.
func (a *app) facilitate(name string, people, minutes int) error {
	book, err := a.book()
	if err != nil {
		return err
	}
	var agenda *content.Agenda
	if name != "" {
		if agenda, err = findAgenda(book, name); err != nil {
			return err
		}
	}
	if agenda != nil && (people > 0 || minutes > 0) {
		if err := fits(agenda, people, minutes); err != nil {
			return err
		}
	}
	if !a.interactive(a.IO) {
		return errNoProjector
	}
	ctx, stop := untilSignal()
	defer stop()
	path, _ := a.dataPath()
	err = a.project(ctx, facilitate.Options{
		Book: book, Folder: store.SessionFolder(path), Meeting: a.meeting(), Agenda: agenda, People: people, Minutes: minutes,
		Now: a.Now, Theme: a.flags.theme, ASCII: a.flags.ascii, In: a.In, Out: a.Out, Environ: coloured(a.Env, a.flags.color),
	})
	return afterSignal(ctx, err)
}

// errNoProjector is that there is no terminal to show a session in.
var errNoProjector = errors.New("cli: no terminal for a session")

var noProjectorWords = words{
	"A session is shown on a screen, and here is no terminal for it.",
	unchanged,
	"In scripts use: " + program + " agenda show, " + program + " session show",
}

// fits refuses minutes that are not enough before a screen is opened.
func fits(agenda *content.Agenda, people, minutes int) error {
	if people == 0 {
		people = agenda.People.Usual()
	}
	if minutes == 0 {
		minutes = agenda.Whole(people)
	}
	_, err := content.Fit(agenda, minutes, people)
	return err
}
