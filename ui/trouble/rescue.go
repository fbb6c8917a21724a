package trouble

import "goldenthread/store"

// Rescue is shared by the screens that are shown while no workbook could be opened.
// They change it from the App's goroutine alone.
type Rescue struct {
	Case    Case
	Open    func(path string, o store.Options) (*store.Store, error) // Older and Anew of o count
	Working string                                                   // what is being done; while it is, the screens wait
	Failed  string                                                   // why what was tried last came to nothing
	Saved   *Saved                                                   // a new workbook of what could be saved
}

// Saved is a workbook that was made of what could be read of a damaged one.
type Saved struct {
	Path string
	store.Salvaged
}
