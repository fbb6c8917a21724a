package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/ui/report/agenda"
)

func agendaShowCommand(a *app) *cobra.Command {
	v := &fitting{app: a}
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
			v.name = args[0]
			sheet, err := v.sheet()
			if err != nil {
				return err
			}
			return sheet.Overview(safetext.Raw(a.Out))
		}),
		ValidArgsFunction: a.completeAgendas,
	}
	v.addFlags(c)
	return c
}

// sheet lays the agenda out.
func (x *fitting) sheet() (*agenda.Sheet, error) {
	start, err := x.beginning()
	if err != nil {
		return nil, err
	}
	book, plan, timetable, err := x.fitted()
	if err != nil {
		return nil, err
	}
	return &agenda.Sheet{Agenda: plan, Timetable: timetable, Kit: book.Kit, Start: start, Votes: content.FewestVotes}, nil
}
