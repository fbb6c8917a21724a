// Package route owns the names of all places: a comparable value for each, the
// path that is saved for it, and Parse, which reads a path back. A screen asks to
// go to a route, and cannot name the screen that the route opens: that table is
// in ui/screen. It must not know any screen, or how one is drawn.
//
// A route with the method AfterLock is a nav.Passing: it is no place to come back
// to at the next start, so its path is never saved.
package route

import (
	"strings"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/nav"
)

// The beginnings of the paths that hold more than the ID of something in content.
const (
	lookBackPath = "back/"
	duePath      = "due/"
	pathPath     = "path/"
	tensionPath  = "tension/"
	pagePath     = "page/"
)

// Parse returns the route of a path. ok is false if this book has no such place.
func Parse(book *content.Workbook, path string) (r nav.Route, ok bool) {
	switch path {
	case Home{}.Path():
		return Home{}, true
	case Mind{}.Path():
		return Mind{}, len(book.Concerns) > 0
	case Privacy{}.Path():
		return Privacy{}, true
	}
	for prefix, parse := range prefixes {
		if rest, found := strings.CutPrefix(path, prefix); found {
			return parse(book, rest)
		}
	}
	return parseID(book, path)
}

// prefixes has the parser of what follows the beginning of a path.
var prefixes = map[string]func(*content.Workbook, string) (nav.Route, bool){
	lookBackPath: func(_ *content.Workbook, scope string) (nav.Route, bool) { return LookBack{scope}, true },
	duePath: func(_ *content.Workbook, text string) (nav.Route, bool) {
		id, err := store.ParseID(text)
		return Due{id}, err == nil
	},
	pathPath: func(book *content.Workbook, id string) (nav.Route, bool) {
		return Path{content.PathID(id)}, book.Path(content.PathID(id)) != nil
	},
	tensionPath: func(book *content.Workbook, id string) (nav.Route, bool) { return Tension{id}, book.Tension(id) != nil },
	pagePath:    func(book *content.Workbook, id string) (nav.Route, bool) { return Page{id}, book.Page(id) != nil },
}

// parseID returns the route of a framework, a unit or a step by its ID.
func parseID(book *content.Workbook, id string) (nav.Route, bool) {
	if book.Framework(content.FrameworkID(id)) != nil {
		return Framework{content.FrameworkID(id)}, true
	}
	if book.Unit(content.UnitID(id)) != nil {
		return Unit{content.UnitID(id)}, true
	}
	step := content.StepID(id)
	unit := book.Unit(step.Unit())
	if unit == nil || step.Stage() != content.Close && unit.Step(step.Stage()) == nil {
		return nil, false
	}
	return Step{step.Unit(), step.Stage()}, true
}
