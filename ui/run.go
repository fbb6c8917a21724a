package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/store/vault"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/env"
	"goldenthread/ui/screen"
	"goldenthread/ui/theme"
)

// framesPerSecond is how often the screen may change. Twice the libraries'
// default halves the wait from a key to the screen; CONTRIBUTING.md has the
// measurement.
const framesPerSecond = 120

// Options are what Run needs.
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
	Env     func(string) string
	Environ []string
	Moved   func(path string) // told if the person goes on in another file; may be nil
}

// ErrFacilitate is what Run returns when the person left the workbook to
// facilitate a group: everything is kept, and the workbook is to be closed first.
var ErrFacilitate = errors.New("ui: on to a group's session")

// Run shows the workbook until the person quits or ctx ends, and returns when
// everything is kept and the terminal is as it was. The error says what could
// not be kept, or why the terminal could not be used. Without a workbook it shows
// what can be done, and goes on when one is open; if none is in the end, the
// error is the problem that stands.
func Run(ctx context.Context, o Options) error {
	e := &env.Env{
		Book: o.Book, Store: o.Store, Now: o.Now, Tick: tea.Tick, Getenv: o.Env,
		Theme: theme.New(theme.Options{Dark: o.Theme != "light", ASCII: o.ASCII, Profile: colorprofile.TrueColor}),
		Width: ansi.WcWidth,
		Clip:  &editor.Clip{}, Cost: vault.CostHere(),
	}
	notice := ""
	if o.Store != nil {
		notice = welcome(e)
	}
	app, err := open(e, o)
	if err != nil {
		return err
	}
	app.notice = notice
	if f, ok := o.Out.(*os.File); ok {
		if width, height, err := term.GetSize(f.Fd()); err == nil {
			app.resize(width, height) // the first frame need not wait for the message
		}
	}
	options := []tea.ProgramOption{
		tea.WithInput(o.In), tea.WithOutput(o.Out), tea.WithFPS(framesPerSecond),
		tea.WithoutSignalHandler(), tea.WithEnvironment(o.Environ),
	}
	if o.Profile != nil {
		options = append(options, tea.WithColorProfile(*o.Profile))
	}
	err = run(ctx, app, tea.NewProgram(app, options...))
	if e.Store != o.Store {
		if wrong := e.Store.Close(); wrong != nil {
			return errors.Join(err, wrong)
		}
	}
	return err
}

// open makes the app at its first place. A sealed workbook is unlocked before
// everything else; then what could not be saved the last time is offered.
func open(e *env.Env, o Options) (*App, error) {
	if e.Store == nil {
		return openRescue(e, o)
	}
	if e.Store.Locked() {
		return openLocked(e, o)
	}
	offered, err := e.Store.Recoveries()
	if err != nil || len(offered) == 0 {
		return openPlace(e, o) // a journal that cannot be looked at must keep nobody from writing
	}
	r := screen.RecoverRoute{}
	s, err := screen.Open(e, r)
	if err != nil {
		return nil, err
	}
	return &App{
		env: e, keys: newKeys(), look: Look{Theme: o.Theme, NoMouse: o.NoMouse}, wanted: o, stack: []level{{r, s}},
		first: func() (*App, error) { return openPlace(e, o) }, gone: o.Moved,
	}, nil
}

// openPlace makes the app at its place. A commitment that is due is asked about
// first, unless the person said where to go.
func openPlace(e *env.Env, o Options) (*App, error) {
	look := Look{Theme: o.Theme, NoMouse: o.NoMouse}
	if o.Route != "" {
		app, err := New(e, look, o.Route)
		if err != nil {
			return nil, err
		}
		app.gone = o.Moved
		return app, app.arrive() // where the person asked to be is the place from now on
	}
	place, err := e.Store.Place()
	if err != nil {
		return nil, err
	}
	app, err := New(e, look, place)
	if err != nil {
		return nil, err
	}
	app.gone = o.Moved
	commitments, _ := insight.Commitments(e.Book, e.Store) // what cannot be read is said at home
	if due := insight.Due(commitments, e.Today()); len(due) > 0 {
		r := screen.DueRoute{ID: due[0].ID}
		if s, err := screen.Open(e, r); err == nil {
			app.stack = append(app.stack, level{r, s})
		}
	}
	return app, nil
}

// lastMoments is how long the program may take to end by itself.
const lastMoments = 2 * time.Second

// run shows the program. Whatever ends it, the screens are asked once more to
// keep what they hold.
func run(ctx context.Context, app *App, p *tea.Program) error {
	ended := make(chan struct{})
	go func() {
		select {
		case <-ctx.Done():
			p.Quit()
			select {
			case <-ended:
			case <-time.After(lastMoments):
				p.Kill()
			}
		case <-ended:
		}
	}()
	_, err := p.Run()
	close(ended)
	kept := app.Leave()
	if kept == nil {
		kept = app.keepPlace()
	}
	if ctx.Err() != nil {
		err = nil // the terminal may be gone; what matters is what was kept
	}
	if app.env.Store == nil {
		kept = app.env.Rescue.Case.Problem
	}
	if err = errors.Join(kept, err); err == nil && app.facilitate && ctx.Err() == nil {
		return ErrFacilitate
	}
	return err
}
