package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/ui/explain"
	"goldenthread/ui/facilitate"
	"goldenthread/ui/interrupt"
)

// facilitateVerb projects a group's session.
type facilitateVerb struct {
	*app
	name            string // of an agenda; "" lets the facilitator choose
	people, minutes int    // 0 is not said
}

func facilitateCommand(a *app) *cobra.Command {
	v := &facilitateVerb{app: a}
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
		RunE: a.later(func(args []string) error {
			v.name = strings.Join(args, "")
			return v.run()
		}),
		ValidArgsFunction: a.completeAgendas,
	}
	c.Flags().Var(numberOfPeople(&v.people), "people", "how many people there are, 2 to 200")
	c.Flags().Var(numberOfMinutes(&v.minutes), "minutes", "how many minutes there are")
	return c
}

// run shows the projected view.
func (v *facilitateVerb) run() error {
	book, err := v.book()
	if err != nil {
		return err
	}
	var agenda *content.Agenda
	if v.name != "" {
		if agenda, err = findAgenda(book, v.name); err != nil {
			return err
		}
	}
	if agenda != nil && (v.people > 0 || v.minutes > 0) {
		if _, err := fit(agenda, v.people, v.minutes); err != nil { // before a screen is opened
			return err
		}
	}
	if !v.interactive(v.IO) {
		return errNoProjector
	}
	ctx, stop := interrupt.Context()
	defer stop()
	err = v.project(ctx, facilitate.Options{
		Book: book, Folder: v.sessionFolder(), Meeting: v.meeting(), Agenda: agenda, People: v.people, Minutes: v.minutes,
		Now: v.Now, Theme: v.flags.theme, ASCII: v.flags.ascii, In: v.In, Out: safetext.Raw(v.Out), Environ: coloured(v.Environ, v.flags.color),
	})
	return v.afterSignal(ctx, err)
}

// errNoProjector reports that there is no terminal to show a session in.
var errNoProjector = explain.New("cli: no terminal for a session", explain.Misused, explain.Lines(
	"A session is shown on a screen, and here is no terminal for it.",
	explain.Unchanged,
	"In scripts use: "+program+" agenda show, "+program+" session show",
))
