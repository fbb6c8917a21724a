// Package table ties routes to the screens that they open: each wing has a Table,
// with a row for each of its screens. It must not know any of them.
package table

import (
	"fmt"
	"reflect"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
)

// Table is the rows of a wing, or of the whole program.
type Table []Row

// Row is one kind of route with the screen that it opens.
type Row struct {
	route reflect.Type
	open  func(*env.Env, nav.Route) (nav.Screen, error)
}

// Opens makes the row of a route R: open makes its screen.
func Opens[R nav.Route, S nav.Screen](open func(*env.Env, R) (S, error)) Row {
	return Row{reflect.TypeFor[R](), func(e *env.Env, r nav.Route) (nav.Screen, error) {
		s, err := open(e, r.(R))
		if err != nil {
			return nil, err // not a nil S in an interface
		}
		return s, nil
	}}
}

// Open makes the screen of a route.
func (t Table) Open(e *env.Env, r nav.Route) (nav.Screen, error) {
	of := reflect.TypeOf(r)
	for _, row := range t {
		if row.route == of {
			return row.open(e, r)
		}
	}
	return nil, fmt.Errorf("screen: no screen for %T", r)
}
