package reflection

import (
	"fmt"

	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/step"
)

// newDue makes the screen that asks what became of one commitment.
func newDue(e *env.Env, r route.Due) (nav.Screen, error) {
	all, err := insight.Commitments(e.Book, e.Store)
	if _, err = store.Unreadable(err); err != nil {
		return nil, err
	}
	for _, c := range all {
		if c.ID != r.ID {
			continue
		}
		unit := e.Book.Unit(c.Unit)
		s, err := step.OpenDue(e, unit, c)
		if err != nil {
			return nil, err
		}
		return ask(e, s, "A commitment "+e.Theme.Marks.Crumb+" "+unit.Title), nil
	}
	return nil, fmt.Errorf("screen: no commitment %s", r.ID)
}
