package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func agendaCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "agenda",
		Short: "Plan a session with a group: list, look at, print and check agendas",
		Long: `An agenda is a plan for a group with minutes to the step: what you say, what people see and do, what to watch for, and the ways out of a silence and of one loud voice. There are agendas of their own, one for each unit, and one for each group format, to which you bring a question.

An agenda of your own is a Markdown file: name it in place of an ID, or put it into agendas/ in your content folder. No agenda holds anything that you wrote.`,
		Example: strings.TrimSpace(`
goldenthread agenda list
goldenthread agenda show senior-team --people 14 --minutes 75
goldenthread agenda print senior-team --people 14 --start 14:00 -o session.html
goldenthread agenda check ./mine.md`),
		Args: noVerb,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(agendaListCommand(a), agendaShowCommand(a), agendaPrintCommand(a), agendaCheckCommand(a))
	return c
}
