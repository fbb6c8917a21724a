package cli

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui"
	"goldenthread/ui/phrase"
)

func (a *app) openCommand() *cobra.Command {
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
				return &misuse{command: c.CommandPath(), err: errors.New("which unit?"), instead: program + " list"}
			}
			return atMostOne(c, args)
		},
		RunE:              a.later(func(args []string) error { return a.open(args[0]) }),
		ValidArgsFunction: a.completePlaces,
	}
}

// open shows the workbook at a place; "" is where the person stopped. If they go
// on to a group's session, the workbook is closed first, and let go of.
func (a *app) open(name string) error {
	facilitate, err := a.write(name)
	if err != nil || !facilitate {
		return err
	}
	debug.FreeOSMemory() // before a room can see the screen
	return a.facilitate("", 0, 0)
}

// write shows the workbook. facilitate is true if the person goes on to a group's
// session; the workbook is closed in any case.
func (a *app) write(name string) (facilitate bool, err error) {
	book, err := a.book()
	if err != nil {
		return false, err
	}
	route := ""
	if name != "" {
		if route, err = place(book, name); err != nil {
			return false, err
		}
	}
	if !a.interactive(a.IO) {
		return false, errNoTerminal
	}
	ctx, stop := untilSignal()
	defer stop()
	path, named := a.dataPath()
	var st *store.Store
	opener := func(path string, o store.Options) (*store.Store, error) {
		opened, err := store.Open(path, store.Options{Now: a.Now, Named: named, Older: o.Older, Anew: o.Anew})
		if err == nil {
			st = opened
		}
		return opened, err
	}
	defer func() { closing(st, &err) }()
	var problem *store.Problem
	if _, err := opener(path, store.Options{Older: a.flags.useOlder}); err != nil && !errors.As(err, &problem) {
		return false, err
	}
	if st != nil && a.flags.unlockFile != "" {
		if err := a.unlock(st); err != nil {
			return false, err
		}
	}
	moved := ""
	err = a.start(ctx, ui.Options{
		Book:    book,
		Store:   st,
		Problem: problem,
		Open:    opener,
		Route:   route,
		Now:     a.Now,
		Theme:   a.flags.theme,
		ASCII:   a.flags.ascii,
		NoMouse: a.flags.noMouse,
		In:      a.In,
		Out:     a.Out,
		Env:     a.lookup,
		Environ: coloured(a.Env, a.flags.color),
		Moved:   func(path string) { moved = path },
	})
	if err == ui.ErrFacilitate { // alone: nothing else went wrong
		return true, nil
	}
	if moved != "" {
		_, said := fmt.Fprintf(a.Out, "You went on writing in %s.\nOpen it the next time with: %s --data %s\n", moved, program, phrase.ShellPath(moved))
		err = errors.Join(err, said)
	}
	return false, afterSignal(ctx, err)
}

// errNoTerminal is that there is nobody to type.
var errNoTerminal = errors.New("cli: no terminal")
