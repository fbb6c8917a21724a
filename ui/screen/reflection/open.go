// Package reflection holds the screens on which a person reflects: home, frameworks,
// units, their steps and what was written in them before, paths, and what can be read
// besides. It must not know the other wings: a screen asks for a route, and so also
// for a screen of this wing. Screens is the table of them, and the place to start
// reading; home.go is the first screen.
package reflection

import "goldenthread/ui/screen/table"

// Screens returns the table of this wing.
func Screens() table.Table {
	return table.Table{
		table.Opens(newHome),
		table.Opens(newFramework),
		table.Opens(newUnit),
		table.Opens(newStep),
		table.Opens(newLookBack),
		table.Opens(newDue),
		table.Opens(newMind),
		table.Opens(newPath),
		table.Opens(newTension),
		table.Opens(newPage),
	}
}
