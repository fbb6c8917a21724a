// Package private holds the screens about who may read what was written: the passphrase
// and its keys, privacy, and deleting for good. It must not know the other wings: a
// screen asks for a route, and so also for a screen of this wing. Screens is the table
// of them, and the place to start reading.
package private

import "goldenthread/ui/screen/table"

// Screens returns the table of this wing.
func Screens() table.Table {
	return table.Table{
		table.Opens(newPrivacy),
		table.Opens(newSeal),
		table.Opens(newUnlock),
		table.Opens(newDelete),
		table.Opens(newDeleted),
	}
}
