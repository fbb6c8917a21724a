package cli

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/store/session"
	"goldenthread/ui/phrase"
	"goldenthread/ui/report"
)

func (a *app) sessionCommand() *cobra.Command {
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
				return &misuse{command: c.CommandPath(), err: fmt.Errorf("%q is not list, show, export or forget", args[0])}
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error {
			return &misuse{command: c.CommandPath(), err: errors.New("list, show, export or forget?"), instead: program + " session list"}
		},
	}
	c.AddCommand(a.sessionListCommand(), a.sessionShowCommand(), a.sessionExportCommand(), a.sessionForgetCommand())
	return c
}

func (a *app) sessionListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the sessions, the newest first",
		Example: "goldenthread session list",
		Args:    noArguments,
		RunE:    a.later(func([]string) error { return a.listSessions() }),
	}
}

func (a *app) sessionShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show [NAME]",
		Short: "Show the report of a session",
		Example: strings.TrimSpace(`
goldenthread session show
goldenthread session show 2026-11-22-senior-team`),
		Args:              atMostOne,
		RunE:              a.later(func(args []string) error { return a.exportSession(strings.Join(args, ""), "", false) }),
		ValidArgsFunction: a.completeSessions,
	}
}

func (a *app) sessionExportCommand() *cobra.Command {
	file, force := "", false
	c := &cobra.Command{
		Use:   "export [NAME]",
		Short: "Write the report of a session to a file, to hand out",
		Long:  "Write the report of a session: how votes were spread, what was said, what will be done, and the agenda, planned and taken. A name that ends in .html makes one page that needs nothing else and prints well; any other makes Markdown.",
		Example: strings.TrimSpace(`
goldenthread session export -o session.html
goldenthread session export 2026-11-22-senior-team -o session.md`),
		Args: func(c *cobra.Command, args []string) error {
			if file == "" {
				return &misuse{command: c.CommandPath(), err: errors.New("to which file? Name it with -o"), instead: program + " session export -o session.html"}
			}
			return atMostOne(c, args)
		},
		RunE:              a.later(func(args []string) error { return a.exportSession(strings.Join(args, ""), file, force) }),
		ValidArgsFunction: a.completeSessions,
	}
	c.Flags().StringVarP(&file, "output", "o", "", "the file to write, .html or .md")
	c.Flags().BoolVar(&force, "force", false, "replace the file, if it is there")
	return c
}

func (a *app) sessionForgetCommand() *cobra.Command {
	yes := false
	c := &cobra.Command{
		Use:   "forget NAME",
		Short: "Take a session away, with all that was said in it",
		Long:  "Take a session's file away. Its bytes are written over first. What was exported from it stays where it is.",
		Example: strings.TrimSpace(`
goldenthread session forget 2026-11-22-senior-team`),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &misuse{command: c.CommandPath(), err: errors.New("which session?"), instead: program + " session list"}
			}
			return atMostOne(c, args)
		},
		RunE:              a.later(func(args []string) error { return a.forgetSession(args[0], yes) }),
		ValidArgsFunction: a.completeSessions,
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

func (a *app) sessionFolder() string {
	path, _ := a.dataPath()
	return store.SessionFolder(path)
}

func (a *app) listSessions() error {
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

// sessionState says in a line how a session stands.
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

// sessionNamed finds a session by its name, or the beginning of it; "" is the
// newest.
func (a *app) sessionNamed(name string) (session.File, error) {
	all, err := session.List(a.sessionFolder())
	if err != nil {
		return session.File{}, err
	}
	if name == "" && len(all) > 0 {
		return all[0], nil
	}
	if name != "" {
		name = strings.TrimSuffix(filepath.Base(name), ".db")
	}
	var found []session.File
	var names []string
	for _, f := range all {
		if f.Name() == name {
			return f, nil
		}
		if strings.HasPrefix(f.Name(), name) {
			found = append(found, f)
		}
		names = append(names, f.Name())
	}
	if len(found) == 1 {
		return found[0], nil
	}
	missing := &noSession{name: name, near: closest(names, name)}
	for _, f := range found {
		missing.fits = append(missing.fits, f.Name())
	}
	return session.File{}, missing
}

// noSession is a name that no session has, or that several begin with.
type noSession struct {
	name string
	fits []string
	near []string
}

func (e *noSession) Error() string { return "cli: no session " + e.name }

func (e *noSession) words() words {
	said := words{fmt.Sprintf("There is no session %q.", e.name), unchanged, "See all of them: " + program + " session list"}
	switch {
	case len(e.fits) > 0:
		said.happened = fmt.Sprintf("More than one session begins with %q.", e.name)
		said.next = "Say which: " + strings.Join(e.fits, ", ")
	case len(e.near) > 0:
		said.next = "Did you mean: " + strings.Join(e.near[:min(3, len(e.near))], ", ")
	case e.name == "":
		said.happened = "There is no session yet."
		said.next = "Begin one with: " + program + " facilitate"
	}
	return said
}

// busySession is a session that runs in another window.
type busySession struct {
	name string
	err  error
}

// asBusy turns the error of opening a session that runs into a *busySession.
func asBusy(f session.File, err error) error {
	var p *store.Problem
	if errors.As(err, &p) && p.Kind == store.ProblemInUse {
		return &busySession{f.Name(), err}
	}
	return err
}

func (e *busySession) Error() string { return "cli: session " + e.name + " runs: " + e.err.Error() }
func (e *busySession) Unwrap() error { return e.err }

func (e *busySession) words() words {
	return words{fmt.Sprintf("The session %s runs in another window.", e.name), unchanged, "End it there with q, or leave it with ctrl+c, and try again."}
}

// exportSession writes the report of a session; "" and "-" are standard output.
func (a *app) exportSession(name, file string, force bool) error {
	found, err := a.sessionNamed(name)
	if err != nil {
		return err
	}
	s, err := session.Open(found.Path, session.Options{Now: a.Now, ReadOnly: true})
	if err != nil {
		return asBusy(found, err)
	}
	r := report.NewSession(s)
	if err := s.Close(); err != nil {
		return err
	}
	if file == "" || file == "-" {
		return r.Markdown(a.Out)
	}
	write := r.Markdown
	if ending := filepath.Ext(file); strings.EqualFold(ending, ".html") || strings.EqualFold(ending, ".htm") {
		write = r.HTML
	}
	var text bytes.Buffer
	if err := write(&text); err != nil {
		return err
	}
	if err := writeFile(file, text.Bytes(), force); err != nil {
		return &unwritten{file, err}
	}
	_, err = fmt.Fprintf(a.Err, "Written to %s. Only you can read that file; hand it out as the group agreed.\n", file)
	return err
}

func (a *app) forgetSession(name string, yes bool) error {
	found, err := a.sessionNamed(name)
	if err != nil {
		return err
	}
	if !yes {
		if yes, err = a.confirmed(fmt.Sprintf("Forget %s, and all that was said in it?", found.Name())); err != nil {
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

// completeSessions completes the names of sessions.
func (a *app) completeSessions(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	all, err := session.List(a.sessionFolder())
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, f := range all {
		names = append(names, f.Name()+"\t"+f.About.Group)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
