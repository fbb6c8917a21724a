package route

import (
	"goldenthread/ui/nav"
	"goldenthread/ui/trouble"
)

// Recover offers the texts that could not be saved the last time. It comes before the place
// where the person was.
type Recover struct{}

// Path returns "recover".
func (Recover) Path() string { return "recover" }

// Parent returns nil.
func (Recover) Parent() nav.Route { return nil }

// AfterLock returns false.
func (Recover) AfterLock() bool { return false }

// SaveAs asks for another file, in which a workbook that cannot be saved goes on.
type SaveAs struct{}

// Path returns "save-as".
func (SaveAs) Path() string { return "save-as" }

// Parent returns home.
func (SaveAs) Parent() nav.Route { return Home{} }

// AfterLock returns false.
func (SaveAs) AfterLock() bool { return false }

// Trouble takes the place of home while there is no workbook: it tells what is wrong,
// and the ways out. Rescue is shared with the screens above it.
type Trouble struct{ Rescue *trouble.Rescue }

// Path returns "".
func (Trouble) Path() string { return "" }

// Parent returns nil.
func (Trouble) Parent() nav.Route { return nil }

// AfterLock returns false.
func (Trouble) AfterLock() bool { return false }

// Snapshots offers the snapshots of a workbook that cannot be opened.
type Snapshots struct{ Rescue *trouble.Rescue }

// Path returns "".
func (Snapshots) Path() string { return "" }

// Parent returns the trouble with the workbook.
func (r Snapshots) Parent() nav.Route { return Trouble(r) }

// AfterLock returns false.
func (Snapshots) AfterLock() bool { return false }

// OtherFile asks which workbook is to be opened instead.
type OtherFile struct{ Rescue *trouble.Rescue }

// Path returns "".
func (OtherFile) Path() string { return "" }

// Parent returns the trouble with the workbook.
func (r OtherFile) Parent() nav.Route { return Trouble(r) }

// AfterLock returns false.
func (OtherFile) AfterLock() bool { return false }
