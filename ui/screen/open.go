// Package screen opens the screen of a route. The screens are in the wings below it:
// reflection, file and private, each with a table of its own. It must not know how
// any of them is made or drawn.
package screen

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/screen/file"
	"goldenthread/ui/screen/private"
	"goldenthread/ui/screen/reflection"
	"goldenthread/ui/screen/table"
)

// Open makes the screen of a route.
func Open(e *env.Env, r nav.Route) (nav.Screen, error) {
	return all().Open(e, r)
}

// all returns the tables of the wings as one.
func all() table.Table {
	return slices.Concat(reflection.Screens(), file.Screens(), private.Screens())
}

// Help makes the page of the keys of the screen below it, which has a title and
// groups of keys. It has no route.
func Help(e *env.Env, title string, groups [][]key.Binding) nav.Screen {
	return reflection.NewHelp(e, title, groups)
}
