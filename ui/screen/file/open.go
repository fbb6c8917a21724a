// Package file holds the screens about the file of the answers: what is wrong with it
// and the ways out, what could not be saved, and going on in another file. It must not
// know the other wings: a screen asks for a route, and so also for a screen of this
// wing. Screens is the table of them, and the place to start reading.
package file

import "goldenthread/ui/screen/table"

// Screens returns the table of this wing.
func Screens() table.Table {
	return table.Table{
		table.Opens(newRecovering),
		table.Opens(newSaveAs),
		table.Opens(newTrouble),
		table.Opens(newSnapshots),
		table.Opens(newOtherFile),
	}
}
