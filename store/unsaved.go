package store

import (
	"bytes"
	"goldenthread/store/file/journal"
	"slices"
	"sync"
	"time"
)

// Unsaved is why words are not in the workbook, and whether the recovery journal
// has them. Every failed PutDraft and Add returns one, unless what was to be
// saved was refused.
type Unsaved struct {
	Err  error // why they are not in the workbook; a *Problem, or a *Damage
	Lost error // why the recovery journal has not got them either; nil if it has
}

// Error returns one line for a log.
func (u *Unsaved) Error() string {
	if u.Lost != nil {
		return u.Err.Error() + "; recovery journal: " + u.Lost.Error()
	}
	return u.Err.Error() + "; kept in the recovery journal"
}

// Unwrap returns Err.
func (u *Unsaved) Unwrap() error { return u.Err }

// Kept reports whether every word that an error is about is in the recovery
// journal, so that it comes back at the next start.
func Kept(err error) bool {
	switch e := err.(type) {
	case *Unsaved:
		return e.Lost == nil
	case interface{ Unwrap() []error }:
		return !slices.ContainsFunc(e.Unwrap(), func(err error) bool { return !Kept(err) })
	case interface{ Unwrap() error }:
		return Kept(e.Unwrap())
	}
	return false
}

// write says what a save is about, and so what becomes of the words if it fails.
type write struct {
	words  *unsavedEntry // those that it is to put into a slot; nil if a person wrote none
	clears Slot          // that the person took back what is unsaved in it; mostly none
	retry  bool          // it is to save what could not be saved before
}

// unsaved holds the words that this window could not save. The writer alone changes
// it; others read it.
type unsaved struct {
	book    workbook
	mu      sync.Mutex
	entries []unsavedEntry // as replay puts them
	since   time.Time      // of the oldest failure that is not made good
	why     error          // of the newest
	lost    error          // why the journal has not got all entries; nil if it has
	journal *journal.Journal[unsavedEntry]
}

// in returns the entries of a slot.
func (u *unsaved) in(slot Slot) []unsavedEntry {
	u.mu.Lock()
	defer u.mu.Unlock()
	var found []unsavedEntry
	for _, e := range u.entries {
		if e.Slot == slot {
			found = append(found, e)
		}
	}
	return found
}

// newest returns the words of a slot that no saved ones have overtaken.
func (u *unsaved) newest(slot Slot) (d Draft, found bool) {
	for _, e := range u.in(slot) {
		if !e.overtaken {
			d, found = e.Draft, true
		}
	}
	return d, found
}

func (u *unsaved) overtake(slot Slot) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for i := range u.entries {
		if u.entries[i].Slot == slot {
			u.entries[i].overtaken = true
		}
	}
}

func (u *unsaved) all() []unsavedEntry {
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.Clone(u.entries)
}

// tells reports whether the newest entry of a slot says what e says: a save that
// is tried again and again must not fill the journal.
func (u *unsaved) tells(e unsavedEntry) bool {
	for _, other := range slices.Backward(u.entries) {
		if other.Slot == e.Slot {
			return other.Left == e.Left && other.says(e.Draft)
		}
	}
	return false
}

// Unsaved returns since when there are words that could not be saved, and why;
// the error is an *Unsaved, or nil when everything is in the workbook.
func (s *Store) Unsaved() (since time.Time, err error) {
	u := &s.unsaved
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.entries) == 0 {
		return time.Time{}, nil
	}
	return u.since, &Unsaved{u.why, u.lost}
}

// SaveUnsaved tries again to save what could not be saved. The error is an
// *Unsaved; nil means that everything is in the workbook.
func (s *Store) SaveUnsaved() error {
	if _, err := s.Unsaved(); err == nil {
		return nil
	}
	err := s.save(write{retry: true}, func(tx transaction) error { return s.putBackAll(tx, s.unsaved.all()) })
	if err != nil {
		return err
	}
	_, err = s.Unsaved()
	return err
}

// finish ends a write: the words of one that failed are kept elsewhere, and
// those that are in the workbook now are so no longer. It runs on the writer.
func (u *unsaved) finish(w write, err error) error {
	switch {
	case err == nil && w.retry:
		u.discardSaved(u.all())
	case err == nil && w.words != nil:
		u.discardOvertaken(w.words)
	case err == nil && w.clears != (Slot{}):
		u.discard(u.in(w.clears)) // the person took them back
	case err != nil && w.retry:
		return u.tryJournal(err)
	case err != nil && w.words != nil:
		return u.toJournal(*w.words, err)
	}
	return err
}

// toJournal puts words that could not be saved into the journal.
func (u *unsaved) toJournal(e unsavedEntry, why error) error {
	var err error
	if e.ID, err = u.book.file.NewID(); err != nil {
		return &Unsaved{why, err}
	}
	e.V, e.Over = unsavedVersion, u.draftTime(e.Slot)
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.entries) == 0 {
		u.since = e.At
	}
	u.why = why
	if u.tells(e) {
		if u.lost != nil {
			u.lost = u.journal.Rewrite(u.entries)
		}
		return &Unsaved{why, u.lost}
	}
	u.entries = replay(u.entries, e)
	u.lost = u.journal.Put(e, u.entries)
	return &Unsaved{why, u.lost}
}

// tryJournal gives a journal that could not be written another try.
func (u *unsaved) tryJournal(why error) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.why = why
	if u.lost != nil {
		u.lost = u.journal.Rewrite(u.entries)
	}
	return &Unsaved{why, u.lost}
}

// draftTime returns when the draft of a slot in the file was written; zero if
// there is none, or if nobody can tell.
func (u *unsaved) draftTime(slot Slot) (at time.Time) {
	_ = u.book.readOnWriter(func(tx transaction) error {
		if d, found, err := draftAt(tx, slot); err == nil && found {
			at = d.At
		}
		return nil
	})
	return at
}

// discardOvertaken drops what words have overtaken that are now found in the file. An
// unsaved revision is history, and stays until it is there, too.
func (u *unsaved) discardOvertaken(newer *unsavedEntry) {
	older := u.in(newer.Slot)
	if len(older) == 0 {
		return
	}
	if lost, err := missing(u.book.readOnWriter, []unsavedEntry{*newer}); err != nil || len(lost) > 0 {
		return
	}
	absent, err := missing(u.book.readOnWriter, older)
	if err != nil {
		return
	}
	u.discard(slices.DeleteFunc(older, func(e unsavedEntry) bool { return e.Left && contains(absent, e) }))
	u.overtake(newer.Slot)
}

// discardSaved drops those of the entries that are found in the file.
func (u *unsaved) discardSaved(entries []unsavedEntry) {
	if absent, err := missing(u.book.readOnWriter, entries); err == nil {
		u.discard(slices.DeleteFunc(entries, func(e unsavedEntry) bool { return contains(absent, e) }))
	}
}

// missing returns the entries whose words are not in the file.
func missing(view func(func(tx transaction) error) error, entries []unsavedEntry) (absent []unsavedEntry, err error) {
	err = view(func(tx transaction) error {
		for _, e := range entries {
			found, err := e.isIn(tx)
			if err != nil {
				return err
			}
			if !found {
				absent = append(absent, e)
			}
		}
		return nil
	})
	return absent, err
}

func contains(entries []unsavedEntry, e unsavedEntry) bool {
	return slices.ContainsFunc(entries, func(other unsavedEntry) bool { return other.ID == e.ID })
}

// discard forgets entries. The last one takes the journal with it.
func (u *unsaved) discard(gone []unsavedEntry) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.entries = slices.DeleteFunc(u.entries, func(e unsavedEntry) bool { return contains(gone, e) })
	if len(u.entries) > 0 {
		_ = u.journal.Rewrite(u.entries) // if it stays as it was, it offers once more what is there already
		return
	}
	u.since, u.why, u.lost = time.Time{}, nil, nil
	u.journal.Remove()
	u.journal.MakeReserve()
}

// says reports whether an entry holds just these words.
func (e *unsavedEntry) says(d Draft) bool { return e.Visit == d.Visit && sameBody(e.Body, d.Body) }

// sameBody compares what two bodies are in the file: two times that mean the same
// instant may differ in memory.
func sameBody(a, b Body) bool {
	one, err := encodeDraft(Draft{Body: a})
	other, otherErr := encodeDraft(Draft{Body: b})
	return err == nil && otherErr == nil && bytes.Equal(one, other)
}
