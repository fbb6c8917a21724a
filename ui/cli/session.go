package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store/session"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

func sessionCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "session",
		Short: "List, show, export and forget a group's sessions",
		Long: `The sessions that goldenthread facilitate has run, each in a file of its own. Your workbook is not opened.

A session is named as session list names it; its beginning is enough where only one begins so, and without a name it is the newest.`,
		Example: strings.TrimSpace(`
goldenthread session list
goldenthread session show
goldenthread session export 2026-11-22-senior-team -o session.html
goldenthread session forget 2026-11-22-senior-team`),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &explain.Misuse{Command: c.CommandPath(), Err: fmt.Errorf("%q is not list, show, export or forget", args[0])}
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error {
			return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("list, show, export or forget?"), Instead: program + " session list"}
		},
	}
	c.AddCommand(sessionListCommand(a), sessionShowCommand(a), sessionExportCommand(a), sessionForgetCommand(a))
	return c
}

func sessionListCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the sessions, the newest first",
		Example: "goldenthread session list",
		Args:    noArguments,
		RunE:    a.later(func([]string) error { return listSessions(a) }),
	}
}

// listSessions writes a line for each session.
func listSessions(a *app) error {
	all, err := session.List(a.sessionFolder())
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, f := range all {
		fmt.Fprintf(&b, "%-32s  %s\n", f.Name(), sessionState(f))
	}
	if len(all) == 0 {
		fmt.Fprintf(&b, "There is no session yet. Begin one with: %s facilitate\n", program)
	}
	_, err = fmt.Fprint(a.Out, b.String())
	return err
}

// sessionState returns in a line how far a session is.
func sessionState(f session.File) string {
	switch {
	case f.Err != nil && f.Running():
		return "runs in another window"
	case f.Err != nil:
		return "cannot be read" + phrase.Because(f.Err)
	case f.Running():
		return fmt.Sprintf("%s: %s; not ended, carry it on with facilitate", f.About.Group, f.About.Title)
	}
	return fmt.Sprintf("%s: %s; %d people", f.About.Group, f.About.Title, f.About.People)
}
