// Package screen is the screens of the workbook, one file each, and the table
// of routes that opens them. A screen names another only by its route.
package screen

import (
	"fmt"
	"strings"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/step"
)

// Open makes the screen of a route. It is the floor plan of the program.
func Open(e *env.Env, route nav.Route) (nav.Screen, error) {
	switch r := route.(type) {
	case HomeRoute:
		return newHome(e)
	case FrameworkRoute:
		return newFramework(e, r)
	case UnitRoute:
		return newUnit(e, r)
	case StepRoute:
		s, err := newStep(e, r)
		if err != nil {
			return nil, err // not a nil *stepScreen in an interface
		}
		return s, nil
	case MindRoute:
		return newMind(e)
	case PathRoute:
		return newPath(e, r)
	case TensionRoute:
		return newTension(e, r)
	case PageRoute:
		return newPage(e, r)
	case PrivacyRoute:
		return newPrivacy(e)
	case LookBackRoute:
		return newLookBack(e, r)
	case ForgetRoute:
		return newForget(e, r)
	case ForgottenRoute:
		return newForgotten(e, r)
	case DueRoute:
		return newDue(e, r)
	case RecoverRoute:
		return newRecovering(e)
	case ElsewhereRoute:
		return newElsewhere(e)
	case SealRoute:
		return newSealing(e)
	case UnlockRoute:
		return newUnlock(e, r)
	case TroubleRoute:
		return newTrouble(e)
	case SnapshotsRoute:
		return newSnapshots(e)
	case OtherFileRoute:
		return newOtherFile(e)
	}
	return nil, fmt.Errorf("screen: no screen for %T", route)
}

// HomeRoute is the first screen.
type HomeRoute struct{}

// Path of home is empty.
func (HomeRoute) Path() string { return "" }

// Parent of home is nil.
func (HomeRoute) Parent() nav.Route { return nil }

// FrameworkRoute is a framework and its units.
type FrameworkRoute struct{ ID content.FrameworkID }

// Path is the framework's ID.
func (r FrameworkRoute) Path() string { return string(r.ID) }

// Parent is home.
func (FrameworkRoute) Parent() nav.Route { return HomeRoute{} }

// UnitRoute is a unit's page.
type UnitRoute struct{ ID content.UnitID }

// Path is the unit's ID.
func (r UnitRoute) Path() string { return string(r.ID) }

// Parent is the framework.
func (r UnitRoute) Parent() nav.Route { return FrameworkRoute{r.ID.Framework()} }

// StepRoute is a step of a unit, or its close.
type StepRoute struct {
	Unit  content.UnitID
	Stage content.Stage
}

// Path is the step's ID.
func (r StepRoute) Path() string { return string(r.Unit.Step(r.Stage)) }

// Parent is the unit's page.
func (r StepRoute) Parent() nav.Route { return UnitRoute{r.Unit} }

// LookBackRoute is what was written before: in a step, a unit, a framework, or
// with an empty Scope in all of them.
type LookBackRoute struct{ Scope string }

// Path is the scope after a word of its own.
func (r LookBackRoute) Path() string { return "back/" + r.Scope }

// Parent is the place that is looked back on.
func (r LookBackRoute) Parent() nav.Route { return HomeRoute{} }

// ForgetRoute asks what is to be deleted for good: an answer, or what is around
// it as far as Scope, that of the LookBackRoute. It is not saved as a place.
type ForgetRoute struct {
	Scope string
	Slot  store.Slot
}

// Path is a word of its own.
func (ForgetRoute) Path() string { return "forget" }

// Parent is what is looked back on.
func (r ForgetRoute) Parent() nav.Route { return LookBackRoute{r.Scope} }

// ForgottenRoute deletes for good what is in a slot, or if it has none, in a place
// and all that is under it; without either, everything. It is not saved as a place.
type ForgottenRoute struct {
	Slot  store.Slot
	Place string
}

// Path is a word of its own.
func (ForgottenRoute) Path() string { return "forgotten" }

// Parent is home.
func (ForgottenRoute) Parent() nav.Route { return HomeRoute{} }

func (r ForgottenRoute) in() func(store.Slot) bool {
	switch {
	case r.Slot != (store.Slot{}):
		return store.Only(r.Slot)
	case r.Place != "":
		return store.Within(r.Place)
	}
	return func(store.Slot) bool { return true }
}

// DueRoute asks about a commitment.
type DueRoute struct{ ID store.ID }

// Path is the commitment's ID after a word of its own.
func (r DueRoute) Path() string { return "due/" + r.ID.String() }

// Parent is home.
func (DueRoute) Parent() nav.Route { return HomeRoute{} }

// RecoverRoute offers what could not be saved the last time. It stands before the
// place where the person was, and is none itself.
type RecoverRoute struct{}

// Path is a word of its own.
func (RecoverRoute) Path() string { return "recover" }

// Parent is nil.
func (RecoverRoute) Parent() nav.Route { return nil }

// ElsewhereRoute asks where the workbook shall go on that cannot be saved. It is
// no place to come back to.
type ElsewhereRoute struct{}

// Path is a word of its own.
func (ElsewhereRoute) Path() string { return "elsewhere" }

// Parent is home.
func (ElsewhereRoute) Parent() nav.Route { return HomeRoute{} }

// MindRoute is the door of what is on a person's mind.
type MindRoute struct{}

// Path is a word of its own.
func (MindRoute) Path() string { return "mind" }

// Parent is home.
func (MindRoute) Parent() nav.Route { return HomeRoute{} }

// PathRoute is a path that is walked alone.
type PathRoute struct{ ID content.PathID }

// Path is the path's ID after a word of its own.
func (r PathRoute) Path() string { return "path/" + string(r.ID) }

// Parent is home.
func (PathRoute) Parent() nav.Route { return HomeRoute{} }

// TensionRoute is a question about two sides.
type TensionRoute struct{ ID string }

// Path is the tension's ID after a word of its own.
func (r TensionRoute) Path() string { return "tension/" + r.ID }

// Parent is home.
func (TensionRoute) Parent() nav.Route { return HomeRoute{} }

// PageRoute is a page to be read.
type PageRoute struct{ ID string }

// Path is the page's ID after a word of its own.
func (r PageRoute) Path() string { return "page/" + r.ID }

// Parent is home.
func (PageRoute) Parent() nav.Route { return HomeRoute{} }

// PrivacyRoute is what becomes of what is written.
type PrivacyRoute struct{}

// Path is a word of its own.
func (PrivacyRoute) Path() string { return "privacy" }

// Parent is home.
func (PrivacyRoute) Parent() nav.Route { return HomeRoute{} }

// SealRoute puts a passphrase on the workbook. It is no place to come back to.
type SealRoute struct{}

// Path is a word of its own.
func (SealRoute) Path() string { return "seal" }

// Parent is home.
func (SealRoute) Parent() nav.Route { return HomeRoute{} }

// UnlockRoute is what is seen in place of everything else while a sealed workbook
// is locked: Said is why, in a sentence. It is no place to come back to.
type UnlockRoute struct{ Said string }

// Path is empty.
func (UnlockRoute) Path() string { return "" }

// Parent is nil.
func (UnlockRoute) Parent() nav.Route { return nil }

// TroubleRoute is what is seen in place of home while there is no workbook. It
// and those above it are no places to come back to.
type TroubleRoute struct{}

// Path of it is empty, as that of home.
func (TroubleRoute) Path() string { return "" }

// Parent is nil.
func (TroubleRoute) Parent() nav.Route { return nil }

// SnapshotsRoute is the snapshots of a workbook that cannot be opened.
type SnapshotsRoute struct{}

// Path is empty.
func (SnapshotsRoute) Path() string { return "" }

// Parent is what is wrong with the workbook.
func (SnapshotsRoute) Parent() nav.Route { return TroubleRoute{} }

// OtherFileRoute asks which workbook is to be opened instead.
type OtherFileRoute struct{}

// Path is empty.
func (OtherFileRoute) Path() string { return "" }

// Parent is what is wrong with the workbook.
func (OtherFileRoute) Parent() nav.Route { return TroubleRoute{} }

// Parse returns the route of a path, if this book has the place.
func Parse(book *content.Workbook, path string) (nav.Route, bool) {
	if path == "" {
		return HomeRoute{}, true
	}
	if scope, ok := strings.CutPrefix(path, "back/"); ok {
		return LookBackRoute{scope}, true
	}
	if text, ok := strings.CutPrefix(path, "due/"); ok {
		id, err := store.ParseID(text)
		return DueRoute{id}, err == nil
	}
	if path == (MindRoute{}).Path() && len(book.Concerns) > 0 {
		return MindRoute{}, true
	}
	if path == (PrivacyRoute{}).Path() {
		return PrivacyRoute{}, true
	}
	if id, ok := strings.CutPrefix(path, "path/"); ok {
		return PathRoute{content.PathID(id)}, book.Path(content.PathID(id)) != nil
	}
	if id, ok := strings.CutPrefix(path, "tension/"); ok {
		return TensionRoute{id}, book.Tension(id) != nil
	}
	if id, ok := strings.CutPrefix(path, "page/"); ok {
		return PageRoute{id}, book.Page(id) != nil
	}
	if book.Framework(content.FrameworkID(path)) != nil {
		return FrameworkRoute{content.FrameworkID(path)}, true
	}
	if book.Unit(content.UnitID(path)) != nil {
		return UnitRoute{content.UnitID(path)}, true
	}
	id := content.StepID(path)
	if unit := book.Unit(id.Unit()); unit != nil && (id.Stage() == step.Close || unit.Step(id.Stage()) != nil) {
		return StepRoute{id.Unit(), id.Stage()}, true
	}
	return nil, false
}
