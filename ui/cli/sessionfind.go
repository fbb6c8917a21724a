package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content/safetext"
	"goldenthread/store"
	"goldenthread/store/session"
	"goldenthread/ui/explain"
)

// sessionNamed finds a session of a folder by its name, or the beginning of it; ""
// is the newest.
func sessionNamed(folder, name string) (session.File, error) {
	all, err := session.List(folder)
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

// completeSessions completes the names of sessions, but for names that a shell could
// not show as they are.
func (a *app) completeSessions(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	all, err := session.List(a.sessionFolder())
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, f := range all {
		if safetext.IsName(f.Name()) {
			names = append(names, f.Name()+"\t"+safetext.Name(f.About.Group))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// noSession is the error of a name that no session has, or that several begin with.
type noSession struct {
	name string
	fits []string
	near []string
}

func (e *noSession) Error() string { return "cli: no session " + e.name }
func (e *noSession) Code() int     { return explain.Misused }

func (e *noSession) Words() explain.Words {
	said := explain.Lines(fmt.Sprintf("There is no session %q.", e.name), explain.Unchanged, "See all of them: "+program+" session list")
	switch {
	case len(e.fits) > 0:
		said.Happened = fmt.Sprintf("More than one session begins with %q.", e.name)
		said.Next = "Say which: " + strings.Join(e.fits, ", ")
	case len(e.near) > 0:
		said.Next = "Did you mean: " + strings.Join(e.near[:min(3, len(e.near))], ", ")
	case e.name == "":
		said.Happened = "There is no session yet."
		said.Next = "Begin one with: " + program + " facilitate"
	}
	return said
}

// busySession is the error of a session that runs in another window.
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
func (e *busySession) Code() int     { return explain.InUse }

func (e *busySession) Words() explain.Words {
	return explain.Lines(fmt.Sprintf("The session %s runs in another window.", e.name), explain.Unchanged, "End it there with q, or leave it with ctrl+c, and try again.")
}
