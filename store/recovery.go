package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"goldenthread/store/file"
	"goldenthread/store/file/journal"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// Recovery is a recovery journal that an earlier window has left behind: words
// that could not be put into the workbook.
type Recovery struct {
	Path       string
	Since      time.Time // of the oldest words in it
	At         time.Time // of the newest
	Slots      []Slot    // what they were written in, each once
	Unreadable int       // entries that are damaged
	Err        error     // why it could not be read at all; may be nil
}

// Recoveries returns the recovery journals of the workbook at path, the oldest
// first, whether the workbook itself can be opened or not. Nothing is changed.
func Recoveries(path string) ([]Recovery, error) {
	paths, err := journal.Paths(disk.Disk{}, path)
	var found []Recovery
	for _, path := range paths {
		entries, unreadable, err := DefaultKinds().readJournal(disk.Disk{}, path, file.Codec{})
		found = append(found, newRecovery(path, entries, unreadable, err))
	}
	return found, err
}

func newRecovery(path string, entries []unsavedEntry, unreadable int, err error) Recovery {
	r := Recovery{Path: path, Unreadable: unreadable, Err: err}
	for _, e := range entries {
		if !slices.Contains(r.Slots, e.Slot) {
			r.Slots = append(r.Slots, e.Slot)
		}
		if r.Since.IsZero() || e.At.Before(r.Since) {
			r.Since = e.At
		}
		if e.At.After(r.At) {
			r.At = e.At
		}
	}
	return r
}

// Recoveries returns the recovery journals that hold what the workbook does not,
// the oldest first. That of this window, see Unsaved, is none of them. A journal
// of which the workbook has every word is deleted.
func (s *Store) Recoveries() ([]Recovery, error) {
	if s.Locked() {
		return nil, s.locked()
	}
	paths, err := journal.Paths(s.file.Options().Disk, s.file.Path())
	var found []Recovery
	for _, path := range slices.DeleteFunc(paths, s.unsaved.isOwnJournal) {
		entries, unreadable, unread := s.kinds.readJournal(s.file.Options().Disk, path, s.file.Form())
		if unread == nil {
			if entries, err = missing(s.read, entries); err != nil {
				return found, err
			}
		}
		if unread == nil && len(entries) == 0 && unreadable == 0 {
			if !s.file.Options().ReadOnly {
				_ = s.file.Options().Disk.RemoveSettled(path) // it does no harm where it is
			}
			continue
		}
		found = append(found, newRecovery(path, entries, unreadable, unread))
	}
	return found, err
}

func (u *unsaved) isOwnJournal(path string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return path == u.journal.Path()
}

// Recovered says what Recover did.
type Recovered struct {
	Back    []Slot // what was put back in its place
	Earlier []Slot // slots that had gone on since: the words are among their earlier answers
	Aside   string // where the journal is, if some of it could not be read; "" if it was deleted
}

// Recover puts the words of a recovery journal into the workbook, all of them or,
// after an error, none. Nothing is overwritten. A journal in the workbook's own
// folder is deleted once every word has been found in the workbook; if part of
// it is damaged it is renamed.
func (s *Store) Recover(path string) (done Recovered, err error) {
	entries, unreadable, err := s.kinds.readJournal(s.file.Options().Disk, path, s.file.Form())
	if err != nil {
		return done, fmt.Errorf("store: recover: %w", err)
	}
	if len(entries) == 0 && unreadable > 0 {
		return done, &Unrecoverable{path}
	}
	if err := s.update(func(tx transaction) error { return s.putBackAll(tx, entries) }); err != nil {
		return done, err
	}
	if err := s.holds(entries); err != nil {
		return done, fmt.Errorf("store: recover: %w", err)
	}
	if done.Back, done.Earlier, err = s.whereabouts(entries); err != nil {
		return done, err
	}
	if !s.owns(path) {
		return done, nil
	}
	if unreadable == 0 {
		return done, s.file.Options().Disk.RemoveSettled(path)
	}
	done.Aside = related.DamagedJournal(path)
	return done, s.file.Options().Disk.Settle(path, done.Aside)
}

// owns reports whether a file is in the workbook's own folder of journals.
func (s *workbook) owns(path string) bool {
	folder, err := os.Stat(filepath.Dir(path))
	own, ownErr := os.Stat(related.RecoveryFolder(s.file.Path()))
	return err == nil && ownErr == nil && os.SameFile(folder, own)
}

// whereabouts tells the slots in which entries are what a person sees first from
// those in which they are not.
func (s *Store) whereabouts(entries []unsavedEntry) (back, earlier []Slot, err error) {
	for _, e := range entries {
		d, drafted, err := s.Draft(e.Slot)
		if err != nil {
			return nil, nil, err
		}
		r, found, err := s.Latest(e.Slot)
		if err != nil {
			return nil, nil, err
		}
		first := drafted && e.says(d) || !drafted && found && r.Visit == e.Visit && sameBody(r.Body, e.Body)
		back = slices.DeleteFunc(back, func(slot Slot) bool { return slot == e.Slot })
		earlier = slices.DeleteFunc(earlier, func(slot Slot) bool { return slot == e.Slot })
		if first {
			back = append(back, e.Slot)
		} else {
			earlier = append(earlier, e.Slot)
		}
	}
	return back, earlier, nil
}

// SaveAs writes a verified copy of the workbook to a new file, puts into it
// what could not be saved, and opens it; the caller closes it. A path that is a
// folder means a file of the workbook's name in it. s stays open as it is, and
// keeps its journal: its own file has not got those words.
func (s *Store) SaveAs(path string) (to *Store, err error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, filepath.Base(s.file.Path()))
	}
	if _, err := s.Backup(path, false); err != nil {
		return nil, err
	}
	if to, err = s.openOther(path); err != nil {
		return nil, err
	}
	entries := s.unsaved.all()
	err = to.update(func(tx transaction) error { return to.putBackAll(tx, entries) })
	if err == nil {
		err = to.holds(entries)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store: save as: %w", err), to.Close(), s.file.Options().Disk.RemoveSettled(path))
	}
	return to, nil
}

// openOther opens a copy of the workbook to be written on, unlocked if the workbook
// is, by keys of its own: those of the workbook are wiped when it is closed.
func (s *workbook) openOther(path string) (*Store, error) {
	o := s.file.Options()
	o.Named, o.Disk.MaxSize = true, 0
	if o.Keys != nil {
		own, err := o.Keys.Copy()
		if err != nil {
			return nil, err
		}
		o.Keys = own
	}
	to, err := openFile(path, s.kinds, schemaOf(s.kinds), o)
	if err != nil {
		if o.Keys != nil {
			o.Keys.Wipe()
		}
		return nil, err
	}
	to.file.OwnKeys() // from now on they are the copy's own, to wipe
	to.unsaved.journal.MakeReserve()
	return to, nil
}

// holds reports of which entries the words are not in the file.
func (s *workbook) holds(entries []unsavedEntry) error {
	absent, err := missing(s.read, entries)
	if err == nil && len(absent) > 0 {
		err = damageTo(bucketDraft, Origin{Slot: absent[0].Slot}, file.ErrMissing)
	}
	return err
}

// Unrecoverable is a file that is no recovery journal, or of which nothing can be
// read.
type Unrecoverable struct{ Path string }

// Error returns one line for a log.
func (e *Unrecoverable) Error() string {
	return "store: recover " + e.Path + ": nothing in it can be read"
}

// IsJournal reports whether a text begins as a recovery journal does.
func IsJournal(text []byte) bool { return journal.Is(text) }

// Discard deletes a recovery journal with all that is in it.
func Discard(r Recovery) error {
	if err := (disk.Disk{}).RemoveSettled(r.Path); err != nil {
		return fmt.Errorf("store: recovery: %w", err)
	}
	return nil
}
