package ui

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/screen"
)

// stack holds the screens that are open; the last one is seen. It has at least one.
type stack struct {
	env    *env.Env
	levels []level
	next   func() (stack, error) // what a pop of the only screen leads to; nil if that leads nowhere
	resume []place               // where the person was when the workbook was locked
}

// level is a screen with the route that opened it; the help has none.
type level struct {
	route  nav.Route
	screen nav.Screen
}

// place is a screen that was open when the workbook was locked, without anything
// of what it held.
type place struct {
	route    nav.Route
	position string
}

// oneScreen opens the screen of a route, with nothing below it.
func oneScreen(e *env.Env, r nav.Route) (stack, error) {
	s := stack{env: e}
	err := s.push(r)
	return s, err
}

// screensTo opens the screens that lead to a route. whole is false if one of them
// could not be opened: then the stack ends at the one before.
func screensTo(e *env.Env, to nav.Route) (s stack, whole bool, err error) {
	var routes []nav.Route
	for r := to; r != nil; r = r.Parent() {
		routes = append(routes, r)
	}
	s.env = e
	for _, r := range slices.Backward(routes) {
		if err := s.push(r); err != nil {
			if len(s.levels) == 0 {
				return s, false, err
			}
			return s, false, nil
		}
	}
	return s, true, nil
}

// reopened opens places again, as far as they can be opened.
func reopened(e *env.Env, places []place) (stack, error) {
	s := stack{env: e}
	for i, p := range places {
		if err := s.push(p.route); err != nil {
			if i == 0 {
				return s, err
			}
			break
		}
		s.setPosition(p.position)
	}
	return s, nil
}

func (s *stack) top() nav.Screen { return s.levels[len(s.levels)-1].screen }

// route returns that of the screen that is seen; nil of the help.
func (s *stack) route() nav.Route { return s.levels[len(s.levels)-1].route }

// alone reports whether there is one screen only.
func (s *stack) alone() bool { return len(s.levels) == 1 }

// typing reports whether printable keys are text on the screen that is seen.
func (s *stack) typing() bool {
	t, ok := s.top().(nav.Typing)
	return ok && t.Typing()
}

// begin starts the clock of the screen that is seen, if it has one.
func (s *stack) begin() tea.Cmd {
	if b, ok := s.top().(nav.Beginning); ok {
		return b.Begin()
	}
	return nil
}

func (s *stack) setPosition(position string) {
	if p, ok := s.top().(nav.Positioned); ok {
		p.SetPosition(position)
	}
}

func (s *stack) setSize(width, height int) {
	for _, l := range s.levels {
		l.screen.SetSize(width, height)
	}
}

// holds reports whether a screen is open.
func (s *stack) holds(screen nav.Screen) bool {
	return slices.ContainsFunc(s.levels, func(l level) bool { return l.screen == screen })
}

// has reports whether the screen of a route is open.
func (s *stack) has(r nav.Route) bool {
	return slices.ContainsFunc(s.levels, func(l level) bool { return l.route == r })
}

// news gives a message to every screen; none of them may move for it.
func (s *stack) news(msg tea.Msg) tea.Cmd {
	if m, owned := msg.(nav.Owned); owned && !s.holds(m.To()) {
		m.Drop()
		return nil
	}
	var cmds []tea.Cmd
	for _, l := range s.levels {
		_, cmd := l.screen.Update(msg)
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}

// push opens a route above the screens that are open.
func (s *stack) push(r nav.Route) error {
	opened, err := screen.Open(s.env, r)
	if err != nil {
		return err
	}
	s.levels = append(s.levels, level{r, opened})
	return nil
}

// replace opens a route in place of the screen that is seen. If it is open below,
// it goes back to it.
func (s *stack) replace(r nav.Route) error {
	if n := len(s.levels); n > 1 && s.levels[n-2].route == r {
		return s.drop()
	}
	opened, err := screen.Open(s.env, r)
	if err != nil {
		return err
	}
	s.levels[len(s.levels)-1] = level{r, opened}
	return nil
}

// drop takes the screen away that is seen. The one below reads anew.
func (s *stack) drop() error {
	s.levels = s.levels[:len(s.levels)-1]
	if r, ok := s.top().(nav.Resuming); ok {
		return r.Resume()
	}
	return nil
}

// leaveTop saves what the screen holds that is seen.
func (s *stack) leaveTop() error {
	if l, ok := s.top().(nav.Leaving); ok {
		return l.Leave()
	}
	return nil
}

// leave saves what all screens hold, for the help may lie over one with unsaved
// words.
func (s *stack) leave() error {
	var errs []error
	for _, l := range s.levels {
		if l, ok := l.screen.(nav.Leaving); ok {
			errs = append(errs, l.Leave())
		}
	}
	return errors.Join(errs...)
}

// unsaved returns since when words on a screen could not be saved, and why. The
// error is nil if there are none.
func (s *stack) unsaved() (since time.Time, err error) {
	for _, l := range slices.Backward(s.levels) {
		if u, ok := l.screen.(nav.Unsaved); ok {
			if since, err := u.Unsaved(); err != nil {
				return since, err
			}
		}
	}
	return time.Time{}, nil
}

// pending reports whether words on a screen are so new that nothing has them yet.
func (s *stack) pending() bool {
	return slices.ContainsFunc(s.levels, func(l level) bool {
		p, ok := l.screen.(nav.Pending)
		return ok && p.Pending()
	})
}

// savePlace saves where the person is, for the next start.
func (s *stack) savePlace() error {
	if !s.env.Readable() {
		return nil
	}
	for _, l := range slices.Backward(s.levels) {
		if nav.IsPassing(l.route) {
			continue
		}
		place := l.route.Path()
		if p, ok := l.screen.(nav.Positioned); ok && p.Position() != "" {
			place += "?" + p.Position()
		}
		return s.env.Store.SetPlace(place)
	}
	return nil
}

// places returns the screens that are opened again after a lock.
func (s *stack) places() (all []place) {
	for _, l := range s.levels {
		if p, passing := l.route.(nav.Passing); l.route == nil || passing && !p.AfterLock() {
			continue
		}
		p := place{route: l.route}
		if at, ok := l.screen.(nav.Positioned); ok {
			p.position = at.Position()
		}
		all = append(all, p)
	}
	return all
}
