package ui

import (
	"strings"

	"goldenthread/store/insight"
	"goldenthread/ui/env"
	"goldenthread/ui/route"
	"goldenthread/ui/terminal"
	"goldenthread/ui/trouble"
)

// open makes the app at its first place.
func open(e *env.Env, o Options) (*App, error) {
	known := welcome(e)
	first, err := firstScreens(e, o)
	if err != nil {
		return nil, err
	}
	a := newApp(e, o, first)
	a.footnote.notice = known
	return a, nil
}

// newApp makes the app with the screens that are open. Every App is made here.
func newApp(e *env.Env, o Options, first stack) *App {
	a := &App{Window: terminal.NewWindow(e.Theme, &e.Width, o.Theme), env: e, options: o, keys: globalKeys()}
	a.tasks = a.newTasks()
	a.enter(first)
	return a
}

// firstScreens opens the first place. Without a workbook it shows what is wrong and
// what can be done. A sealed workbook is unlocked before everything else; then what
// could not be saved the last time is offered.
func firstScreens(e *env.Env, o Options) (stack, error) {
	if e.Store == nil {
		return oneScreen(e, route.Trouble{Rescue: &trouble.Rescue{Case: trouble.Of(o.Problem), Open: o.Open}})
	}
	if e.Store.Locked() {
		return oneScreen(e, route.Unlock{Said: saidSealed})
	}
	place := func() (stack, error) { return placeScreens(e, o) }
	offered, err := e.Store.Recoveries()
	if err != nil || len(offered) == 0 {
		return place() // a journal that cannot be read must keep nobody from writing
	}
	s, err := oneScreen(e, route.Recover{})
	s.next = place
	return s, err
}

// placeScreens opens the place where the person was. A commitment that is due is
// asked about first, unless the person said where to go.
func placeScreens(e *env.Env, o Options) (stack, error) {
	if o.Route != "" {
		return screensAt(e, o.Route)
	}
	place, err := e.Store.Place()
	if err != nil {
		return stack{}, err
	}
	s, err := screensAt(e, place)
	if err != nil {
		return s, err
	}
	commitments, _ := insight.Commitments(e.Book, e.Store) // what cannot be read is said at home
	if due := insight.Due(commitments, e.Today()); len(due) > 0 {
		_ = s.push(route.Due{ID: due[0].ID}) // one that cannot be read is said at home, too
	}
	return s, nil
}

// screensAt opens the screens that lead to a place, which is a path and a position
// in the last of them. An empty place is home, and so is one that is not in the
// book.
func screensAt(e *env.Env, place string) (stack, error) {
	path, position, _ := strings.Cut(place, "?")
	r, ok := route.Parse(e.Book, path)
	if !ok {
		r = route.Home{}
	}
	s, whole, err := screensTo(e, r)
	if err == nil && whole {
		s.setPosition(position)
	}
	return s, err
}
