package ui

import (
	"context"
	"errors"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/env"
	"goldenthread/ui/step"
	"goldenthread/ui/terminal"
)

// Options say what Run shows, and where.
type Options struct {
	Book    *content.Workbook
	Store   *store.Store // nil if it could not be opened; then Problem says why
	Problem *store.Problem
	Open    func(path string, o store.Options) (*store.Store, error) // tries again; Older and Anew of o count
	Route   string                                                   // a unit or step to open; empty carries on at the place that was left
	Now     func() time.Time
	Theme   string // auto, light or dark
	ASCII   bool
	NoMouse bool
	Profile *colorprofile.Profile // colours to use; nil asks the environment
	In      io.Reader
	Out     io.Writer
	Getenv  func(string) string
	Environ []string
	OnMove  func(path string) // told if the person goes on in another file; may be nil
}

// ErrFacilitate is returned by Run if the person left the workbook to facilitate a
// group: everything is saved, and the workbook must be closed before the session.
var ErrFacilitate = errors.New("ui: on to a group's session")

// Run shows the workbook until the person quits or ctx ends, and returns when
// everything is saved and the terminal is as it was. The error is that of what could
// not be saved, or of the terminal. Without a workbook it shows what can be done, and
// goes on when one is open; if none is in the end, the error is the *Problem.
func Run(ctx context.Context, o Options) error {
	e := &env.Env{
		Book: o.Book, Kinds: step.Kinds(), Store: o.Store, Now: o.Now, Tick: tea.Tick, Getenv: o.Getenv,
		Theme: terminal.Theme(o.Theme, o.ASCII),
		Width: ansi.WcWidth,
		Clip:  &editor.Clip{}, Cost: vault.CostHere(),
	}
	app, err := open(e, o)
	if err != nil {
		return err
	}
	app.Measure(o.Out)
	app.layout()
	err = run(ctx, app, terminal.NewProgram(app, terminal.Options{In: o.In, Out: o.Out, Environ: o.Environ, Profile: o.Profile}))
	if e.Store != o.Store {
		if wrong := e.Store.Close(); wrong != nil {
			return errors.Join(err, wrong)
		}
	}
	return err
}

// run shows the program. Whatever ends it, the screens are asked once more to
// keep what they hold.
func run(ctx context.Context, app *App, p *terminal.Program) error {
	err := p.Run(ctx)
	kept := app.Leave()
	if kept == nil {
		kept = app.stack.savePlace()
	}
	if app.env.Store == nil {
		kept = app.rescue().Case.Problem
	}
	if err = errors.Join(kept, err); err == nil && app.exit.facilitate && ctx.Err() == nil {
		return ErrFacilitate
	}
	return err
}
