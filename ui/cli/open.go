package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui"
	"goldenthread/ui/explain"
	"goldenthread/ui/interrupt"
	"goldenthread/ui/phrase"
)

func openCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "open UNIT/STAGE",
		Short: "Go straight to a unit, or to a step of it",
		Long: `Open the workbook at a unit (the stage may be left out), at a step of it, or at a framework.

A unit's own name is enough where only one unit has it. The stages are read, notice, rate, interpret, challenge, test and commit. For the units see: goldenthread list`,
		Example: strings.TrimSpace(`
goldenthread open disciplines/mastery
goldenthread open disciplines/mastery/notice
goldenthread open mastery/commit`),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &explain.Misuse{Command: c.CommandPath(), Err: errors.New("which unit?"), Instead: program + " list"}
			}
			return atMostOne(c, args)
		},
		RunE:              a.later(func(args []string) error { return (&openVerb{app: a, name: args[0]}).run() }),
		ValidArgsFunction: a.completePlaces,
	}
}

// openVerb shows the workbook.
type openVerb struct {
	*app
	name string // of a place; "" is where the person stopped

	st    *store.Store // the workbook that is open; the screen may open another
	moved string       // the file that the person went on in, if not this one
}

// run shows the workbook. If the person goes on to a group's session, the workbook
// is closed first, and let go of.
func (v *openVerb) run() error {
	facilitate, err := v.write()
	if err != nil || !facilitate {
		return err
	}
	vault.Scrub() // before a room can see the screen
	return (&facilitateVerb{app: v.app}).run()
}

// write shows the workbook and closes it in any case. facilitate is true if the
// person goes on to a group's session.
func (v *openVerb) write() (facilitate bool, err error) {
	book, err := v.book()
	if err != nil {
		return false, err
	}
	route := ""
	if v.name != "" {
		if route, err = place(book, v.name); err != nil {
			return false, err
		}
	}
	if !v.interactive(v.IO) {
		return false, errNoTerminal
	}
	ctx, stop := interrupt.Context()
	defer stop()
	defer func() { closing(v.st, &err) }()
	problem, err := v.begin()
	if err != nil {
		return false, err
	}
	err = v.start(ctx, v.screen(book, route, problem))
	if err == ui.ErrFacilitate { // alone: nothing else went wrong
		return true, nil
	}
	return false, v.afterSignal(ctx, errors.Join(err, v.sayMoved()))
}

// begin opens the workbook. What is wrong with it the screen says, which may open
// another one then.
func (v *openVerb) begin() (*store.Problem, error) {
	path, _ := v.dataPath()
	var problem *store.Problem
	if _, err := v.openAt(path, store.Options{Older: v.flags.useOlder}); err != nil && !errors.As(err, &problem) {
		return nil, err
	}
	if v.st != nil && v.flags.unlockFile != "" {
		return problem, v.unlock(v.st)
	}
	return problem, nil
}

// openAt opens a workbook and remembers it.
func (v *openVerb) openAt(path string, o store.Options) (*store.Store, error) {
	_, named := v.dataPath()
	st, err := store.Open(path, store.Options{Now: v.Now, Named: named, Older: o.Older, Anew: o.Anew})
	if err == nil {
		v.st = st
	}
	return st, err
}

// screen returns what the screen is given.
func (v *openVerb) screen(book *content.Workbook, route string, problem *store.Problem) ui.Options {
	return ui.Options{
		Book:    book,
		Store:   v.st,
		Problem: problem,
		Open:    v.openAt,
		Route:   route,
		Now:     v.Now,
		Theme:   v.flags.theme,
		ASCII:   v.flags.ascii,
		NoMouse: v.flags.noMouse,
		In:      v.In,
		Out:     safetext.Raw(v.Out),
		Getenv:  v.getenv,
		Environ: coloured(v.Environ, v.flags.color),
		OnMove:  func(path string) { v.moved = path },
	}
}

// sayMoved names the file that the person went on in, if not the one they opened.
func (v *openVerb) sayMoved() error {
	if v.moved == "" {
		return nil
	}
	_, err := fmt.Fprintf(v.Out, "You went on writing in %s.\nOpen it the next time with: %s --data %s\n", v.moved, program, phrase.ShellPath(v.moved))
	return err
}

// errNoTerminal reports that there is nobody to type.
var errNoTerminal = explain.New("cli: no terminal", explain.Misused, explain.Lines(
	"The workbook is written in on a screen, and here is no terminal for it.",
	explain.Unchanged,
	"In scripts use: "+program+" export, "+program+" list",
))
