package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func agendaCheckCommand(a *app) *cobra.Command {
	var x checking
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
			options, err := seedTexts(x.sources)
			if err != nil {
				return err
			}
			_, found, err := checkedAgenda(book, args[0], options)
			if err != nil {
				return err
			}
			return x.report(a.Out, found)
		}),
	}
	x.addFlags(c)
	return c
}
