package route

import (
	"goldenthread/store"
	"goldenthread/ui/nav"
)

// Privacy tells where the answers are kept and who can read them.
type Privacy struct{}

// Path returns "privacy".
func (Privacy) Path() string { return "privacy" }

// Parent returns home.
func (Privacy) Parent() nav.Route { return Home{} }

// Seal puts a passphrase on the workbook.
type Seal struct{}

// Path returns "seal".
func (Seal) Path() string { return "seal" }

// Parent returns home.
func (Seal) Parent() nav.Route { return Home{} }

// AfterLock returns false.
func (Seal) AfterLock() bool { return false }

// Unlock takes the place of everything else while a sealed workbook is locked. Said is
// the reason, in a sentence.
type Unlock struct{ Said string }

// Path returns "".
func (Unlock) Path() string { return "" }

// Parent returns nil.
func (Unlock) Parent() nav.Route { return nil }

// AfterLock returns false.
func (Unlock) AfterLock() bool { return false }

// Delete asks what is to be deleted for good: an answer, or what is around it as
// far as Scope, that of the LookBack.
type Delete struct {
	Scope string
	Slot  store.Slot
}

// Path returns "delete".
func (Delete) Path() string { return "delete" }

// Parent returns the place that is looked back on.
func (r Delete) Parent() nav.Route { return LookBack{r.Scope} }

// AfterLock returns false.
func (Delete) AfterLock() bool { return false }

// Deleted deletes for good what is in a slot, or if it has none, in a place and
// all that is under it; without either, everything.
type Deleted struct {
	Slot  store.Slot
	Place string
}

// Path returns "deleted".
func (Deleted) Path() string { return "deleted" }

// Parent returns home.
func (Deleted) Parent() nav.Route { return Home{} }

// AfterLock returns false: what was deleted is not deleted again.
func (Deleted) AfterLock() bool { return false }

// Holds returns a function that reports whether a slot is to be deleted.
func (r Deleted) Holds() func(store.Slot) bool {
	switch {
	case r.Slot != (store.Slot{}):
		return store.Only(r.Slot)
	case r.Place != "":
		return store.Within(r.Place)
	}
	return func(store.Slot) bool { return true }
}
