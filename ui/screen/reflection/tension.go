package reflection

import (
	"fmt"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/step"
)

// newTension makes the screen that asks on which of two sides a person is, and how far.
func newTension(e *env.Env, r route.Tension) (nav.Screen, error) {
	t := e.Book.Tension(r.ID)
	if t == nil {
		return nil, fmt.Errorf("screen: no tension %s", r.ID)
	}
	s, err := step.OpenTension(e, t)
	if err != nil {
		return nil, err
	}
	return ask(e, s, "Two sides, both right"), nil
}

// offered returns the tensions of a unit that both sides have been worked
// through for.
func offered(e *env.Env, unit content.UnitID) ([]*content.Tension, error) {
	var ready []*content.Tension
	of := e.Book.TensionsOf(unit)
	if len(of) == 0 {
		return nil, nil
	}
	progress, err := insight.Progress(e.Book, e.Store)
	if _, err = store.Unreadable(err); err != nil {
		return nil, err
	}
	done := func(id content.UnitID) bool {
		s := progress[id].State
		return s == insight.Open || s == insight.Returned
	}
	for _, t := range of {
		if t.Ready(done) {
			ready = append(ready, t)
		}
	}
	return ready, nil
}
