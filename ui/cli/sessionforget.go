package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store/session"
	"goldenthread/ui/explain"
)

func sessionForgetCommand(a *app) *cobra.Command {
	yes := false
	c := &cobra.Command{
		Use:   "forget NAME",
		Short: "Take a session away, with all that was said in it",
		Long:  "Take a session's file away. Its bytes are written over first. What was exported from it stays where it is.",
		Example: strings.TrimSpace(`
goldenthread session forget 2026-11-22-senior-team`),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("which session?"), Instead: program + " session list"}
			}
			return atMostOne(c, args)
		},
		RunE:              a.later(func(args []string) error { return forgetSession(a, args[0], yes) }),
		ValidArgsFunction: a.completeSessions,
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

// forgetSession takes a session away, after it was asked.
func forgetSession(a *app, name string, yes bool) error {
	found, err := sessionNamed(a.sessionFolder(), name)
	if err != nil {
		return err
	}
	if !yes {
		if yes, err = a.prompt().Confirm(fmt.Sprintf("Forget %s, and all that was said in it?", found.Name())); err != nil {
			return err
		}
	}
	if !yes {
		_, err := fmt.Fprintln(a.Err, "Nothing was forgotten.")
		return err
	}
	if err := session.Forget(found.Path, session.Options{Now: a.Now}); err != nil {
		return asBusy(found, err)
	}
	_, err = fmt.Fprintf(a.Err, "%s is forgotten. What was exported from it, and copies made by backups, are still where they are.\n", found.Name())
	return err
}
