// Package screen is the screens of the workbook, one file each, and the table
// of routes that opens them. A screen names another only by its route.
package screen

import (
	"fmt"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
)

// Open makes the screen of a route. It is the floor plan of the program.
func Open(e *env.Env, to nav.Route) (nav.Screen, error) {
	switch r := to.(type) {
	case route.Home:
		return newHome(e)
	case route.Framework:
		return newFramework(e, r)
	case route.Unit:
		return newUnit(e, r)
	case route.Step:
		s, err := newStep(e, r)
		if err != nil {
			return nil, err // not a nil *stepScreen in an interface
		}
		return s, nil
	case route.Mind:
		return newMind(e)
	case route.Path:
		return newPath(e, r)
	case route.Tension:
		return newTension(e, r)
	case route.Page:
		return newPage(e, r)
	case route.Privacy:
		return newPrivacy(e)
	case route.LookBack:
		return newLookBack(e, r)
	case route.Delete:
		return newForget(e, r)
	case route.Deleted:
		return newForgotten(e, r)
	case route.Due:
		return newDue(e, r)
	case route.Recover:
		return newRecovering(e)
	case route.SaveAs:
		return newElsewhere(e)
	case route.Seal:
		return newSealing(e)
	case route.Unlock:
		return newUnlock(e, r)
	case route.Trouble:
		return newTrouble(e, r)
	case route.Snapshots:
		return newSnapshots(e, r)
	case route.OtherFile:
		return newOtherFile(e, r)
	}
	return nil, fmt.Errorf("screen: no screen for %T", to)
}
