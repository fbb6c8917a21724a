package route

import (
	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
)

// Home is the first screen.
type Home struct{}

// Path returns "".
func (Home) Path() string { return "" }

// Parent returns nil.
func (Home) Parent() nav.Route { return nil }

// Framework is a framework and its units.
type Framework struct{ ID content.FrameworkID }

// Path returns the framework's ID.
func (r Framework) Path() string { return string(r.ID) }

// Parent returns home.
func (Framework) Parent() nav.Route { return Home{} }

// Unit is a unit's page.
type Unit struct{ ID content.UnitID }

// Path returns the unit's ID.
func (r Unit) Path() string { return string(r.ID) }

// Parent returns the framework.
func (r Unit) Parent() nav.Route { return Framework{r.ID.Framework()} }

// Step is a step of a unit, or its close.
type Step struct {
	Unit  content.UnitID
	Stage content.Stage // content.Close for the close
}

// Path returns the step's ID.
func (r Step) Path() string { return string(r.Unit.Step(r.Stage)) }

// Parent returns the unit's page.
func (r Step) Parent() nav.Route { return Unit{r.Unit} }

// LookBack shows earlier answers: in a step, a unit, a framework, or with an
// empty Scope in all of them.
type LookBack struct{ Scope string }

// Path returns lookBackPath, then the scope.
func (r LookBack) Path() string { return lookBackPath + r.Scope }

// Parent returns home.
func (LookBack) Parent() nav.Route { return Home{} }

// Due asks about a commitment.
type Due struct{ ID store.ID }

// Path returns duePath, then the commitment's ID.
func (r Due) Path() string { return duePath + r.ID.String() }

// Parent returns home.
func (Due) Parent() nav.Route { return Home{} }

// AfterLock returns true: the question is asked again.
func (Due) AfterLock() bool { return true }

// Mind is the entry for people who come with something on their mind.
type Mind struct{}

// Path returns "mind".
func (Mind) Path() string { return "mind" }

// Parent returns home.
func (Mind) Parent() nav.Route { return Home{} }

// Path is a path that is walked alone.
type Path struct{ ID content.PathID }

// Path returns pathPath, then the path's ID.
func (r Path) Path() string { return pathPath + string(r.ID) }

// Parent returns home.
func (Path) Parent() nav.Route { return Home{} }

// Tension is a question about two sides.
type Tension struct{ ID string }

// Path returns tensionPath, then the tension's ID.
func (r Tension) Path() string { return tensionPath + r.ID }

// Parent returns home.
func (Tension) Parent() nav.Route { return Home{} }

// Page is a page to be read.
type Page struct{ ID string }

// Path returns pagePath, then the page's ID.
func (r Page) Path() string { return pagePath + r.ID }

// Parent returns home.
func (Page) Parent() nav.Route { return Home{} }
