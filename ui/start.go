package ui

import (
	"strings"

	"goldenthread/store/insight"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen"
	"goldenthread/ui/terminal"
	"goldenthread/ui/trouble"
)

// newApp makes the app without a screen.
func newApp(e *env.Env, o Options) *App {
	return &App{Window: terminal.NewWindow(e.Theme, &e.Width, o.Theme), env: e, keys: newKeys(), wanted: o}
}

// openAlone makes the app with one screen.
func openAlone(e *env.Env, o Options, r nav.Route) (*App, error) {
	s, err := screen.Open(e, r)
	if err != nil {
		return nil, err
	}
	a := newApp(e, o)
	a.stack = []level{{r, s}}
	return a, nil
}

// openAt makes the app with the screens that lead to a place, and the position in
// the last of them. An empty place is home.
func openAt(e *env.Env, o Options, place string) (*App, error) {
	a := newApp(e, o)
	path, position, _ := strings.Cut(place, "?")
	r, ok := route.Parse(e.Book, path)
	if !ok {
		r = route.Home{}
	}
	whole, err := a.stackUp(r)
	if err != nil {
		return nil, err
	}
	if p, ok := a.top().(nav.Positioned); ok && whole {
		p.SetPosition(position)
	}
	return a, nil
}

// open makes the app at its first place. Without a workbook it shows what is
// wrong and what can be done. A sealed workbook is unlocked before everything
// else; then what could not be saved the last time is offered.
func open(e *env.Env, o Options) (*App, error) {
	if e.Store == nil {
		rescue := &trouble.Rescue{Case: trouble.Of(o.Problem), Open: o.Open}
		return openAlone(e, o, route.Trouble{Rescue: rescue})
	}
	if e.Store.Locked() {
		return openAlone(e, o, route.Unlock{Said: saidSealed})
	}
	offered, err := e.Store.Recoveries()
	if err != nil || len(offered) == 0 {
		return openPlace(e, o) // a journal that cannot be read must keep nobody from writing
	}
	a, err := openAlone(e, o, route.Recover{})
	if err != nil {
		return nil, err
	}
	a.first = func() (*App, error) { return openPlace(e, o) }
	return a, nil
}

// openPlace makes the app at its place. A commitment that is due is asked about
// first, unless the person said where to go.
func openPlace(e *env.Env, o Options) (*App, error) {
	if o.Route != "" {
		app, err := openAt(e, o, o.Route)
		if err != nil {
			return nil, err
		}
		return app, app.arrive() // where the person asked to be is the place from now on
	}
	place, err := e.Store.Place()
	if err != nil {
		return nil, err
	}
	app, err := openAt(e, o, place)
	if err != nil {
		return nil, err
	}
	commitments, _ := insight.Commitments(e.Book, e.Store) // what cannot be read is said at home
	if due := insight.Due(commitments, e.Today()); len(due) > 0 {
		r := route.Due{ID: due[0].ID}
		if s, err := screen.Open(e, r); err == nil {
			app.stack = append(app.stack, level{r, s})
		}
	}
	return app, nil
}
