package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content/safetext"
	"goldenthread/store/session"
	"goldenthread/ui/explain"
	"goldenthread/ui/outfile"
	"goldenthread/ui/phrase"
	handout "goldenthread/ui/report/session"
)

func sessionShowCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show [NAME]",
		Short: "Show the report of a session",
		Example: strings.TrimSpace(`
goldenthread session show
goldenthread session show 2026-11-22-senior-team`),
		Args:              atMostOne,
		RunE:              a.later(func(args []string) error { return showSession(a, strings.Join(args, "")) }),
		ValidArgsFunction: a.completeSessions,
	}
}

func sessionExportCommand(a *app) *cobra.Command {
	v := &sessionExportVerb{app: a, File: outfile.File{Command: program + " session export", Usual: "session.html"}}
	c := &cobra.Command{
		Use:   "export [NAME]",
		Short: "Write the report of a session to a file, to hand out",
		Long:  "Write the report of a session: how votes were spread, what was said, what will be done, and the agenda, planned and taken. A name that ends in .html makes one page that needs nothing else and prints well; any other makes Markdown.",
		Example: strings.TrimSpace(`
goldenthread session export -o session.html
goldenthread session export 2026-11-22-senior-team -o session.md`),
		Args: func(c *cobra.Command, args []string) error {
			if v.Path == "" {
				return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("to which file? Name it with -o"), Instead: program + " session export -o session.html"}
			}
			return atMostOne(c, args)
		},
		RunE:              a.later(func(args []string) error { return v.run(strings.Join(args, "")) }),
		ValidArgsFunction: a.completeSessions,
	}
	c.Flags().StringVarP(&v.Path, "output", "o", "", "the file to write, .html or .md")
	c.Flags().BoolVar(&v.Force, "force", false, "replace the file, if it is there")
	return c
}

// sessionExportVerb writes the report of a session to a file.
type sessionExportVerb struct {
	*app
	outfile.File
}

func (v *sessionExportVerb) run(name string) error {
	if v.Named() {
		path, _ := v.dataPath()
		if err := v.Check(path, v.sessionPath(name)); err != nil {
			return err
		}
	}
	r, err := sessionReport(v.app, name)
	if err != nil {
		return err
	}
	if !v.Named() {
		return r.Markdown(safetext.Raw(v.Out))
	}
	var text bytes.Buffer
	if err := handout.Formats.Choose("", v.Path).Write(r, &text); err != nil {
		return err
	}
	if err := v.Write(text.Bytes()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(v.Err, phrase.Line("Written to "+v.Path+". "+v.Privacy()+" Hand it out as the group agreed."))
	return err
}

// sessionPath returns the file of a session, "" if there is none of that name.
func (v *sessionExportVerb) sessionPath(name string) string {
	found, err := sessionNamed(v.sessionFolder(), name)
	if err != nil {
		return ""
	}
	return found.Path
}

// showSession writes the report of a session to standard output.
func showSession(a *app, name string) error {
	r, err := sessionReport(a, name)
	if err != nil {
		return err
	}
	return r.Markdown(safetext.Raw(a.Out))
}

// sessionReport reads a session and closes it.
func sessionReport(a *app, name string) (*handout.Report, error) {
	found, err := sessionNamed(a.sessionFolder(), name)
	if err != nil {
		return nil, err
	}
	s, err := session.Open(found.Path, session.Options{Now: a.Now, ReadOnly: true})
	if err != nil {
		return nil, asBusy(found, err)
	}
	r := handout.New(s)
	return r, s.Close()
}
