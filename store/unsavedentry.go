package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"goldenthread/store/file"
	"goldenthread/store/file/journal"
	"goldenthread/store/internal/disk"
	"slices"
	"time"
)

// unsavedVersion is the form of the entries that this version writes.
const unsavedVersion = 1

// unsavedEntry is the words of one save that failed, in the recovery journal.
type unsavedEntry struct {
	V     int       `json:"v"`
	ID    ID        `json:"id"` // of the revision that it becomes, if it becomes one
	Draft           // the draft that was in the slot
	Left  bool      `json:"left,omitempty"` // the slot was left: it was to be a revision
	Over  time.Time `json:"over,omitzero"`  // when the draft was written that was then in the file
	Asked string    `json:"-"`              // the words that were asked

	overtaken bool // newer words of the slot have been saved
}

// unsavedRecord is an entry in the journal.
type unsavedRecord struct {
	unsavedEntry
	Asked *wordingRecord    `json:"asked,omitempty"`
	Bytes map[string][]byte `json:"bytes,omitempty"` // see revisionRecord
}

func encodeEntry(e unsavedEntry) ([]byte, error) {
	record := unsavedRecord{unsavedEntry: e}
	record.Body, record.Bytes = e.Body.lossless()
	if e.Asked != "" {
		asked := newWordingRecord(e.Asked)
		record.Asked = &asked
	}
	return file.Marshal(record)
}

func (ks Kinds) decodeEntry(payload []byte) (unsavedEntry, error) {
	var record unsavedRecord
	if err := json.Unmarshal(payload, &record); err != nil {
		return unsavedEntry{}, err
	}
	if record.V != unsavedVersion {
		return unsavedEntry{}, fmt.Errorf("it has version %d, which this version does not know", record.V)
	}
	record.Body.restore(record.Bytes)
	e := record.unsavedEntry
	if record.Asked != nil {
		e.Asked = record.Asked.asked()
	}
	if e.ID.IsZero() {
		return unsavedEntry{}, file.ErrMissing
	}
	return e, errors.Join(e.Slot.validate(), ks.validate(e.Kind, e.Slot, e.Visit, &e.Body))
}

// newJournal returns the recovery journal of a window on the file of a workbook.
func newJournal(f *file.File) *journal.Journal[unsavedEntry] {
	return journal.New(f.Path(), func(e unsavedEntry) ([]byte, error) {
		payload, err := encodeEntry(e)
		if err != nil {
			return nil, fmt.Errorf("store: journal %s: %w", e.Slot, err)
		}
		return payload, nil
	}, f.Form, f.Options())
}

// readJournal returns the entries of a journal that count, and how many could not
// be read; see [journal.Read].
func (ks Kinds) readJournal(d disk.Disk, path string, form file.Codec) (entries []unsavedEntry, unreadable int, err error) {
	unreadable, err = journal.Read(d, path, form, func(payload []byte) error {
		e, err := ks.decodeEntry(payload)
		if err == nil {
			entries = replay(entries, e)
		}
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return entries, unreadable, nil
}

// replay puts an entry after others, as saving it in the workbook would have: a
// draft takes the place of the slot's draft, and a revision that of the draft.
func replay(entries []unsavedEntry, e unsavedEntry) []unsavedEntry {
	entries = slices.DeleteFunc(slices.Clone(entries), func(older unsavedEntry) bool {
		return older.Slot == e.Slot && !older.Left
	})
	return append(entries, e)
}

// revision returns what the entry becomes when its slot was left.
func (e *unsavedEntry) revision() Revision {
	return Revision{V: revisionVersion, ID: e.ID, Kind: e.Kind, Slot: e.Slot, Visit: e.Visit, Wording: e.Wording, At: e.At, Body: e.Body}
}

// isIn reports whether the words of an entry are in the workbook: as the draft of
// the slot, as its latest revision, or as one that is newer than the entry.
func (e *unsavedEntry) isIn(tx transaction) (bool, error) {
	if sameBody(e.Body, Body{}) {
		return true, nil // there are none
	}
	if d, found, err := draftAt(tx, e.Slot); err == nil && found && e.says(d) {
		return true, nil
	}
	latest, err := heads(tx, e.Slot)
	if err != nil {
		return false, err
	}
	ids, err := revisionsOf(tx, e.Slot)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		if id.Compare(e.ID) < 0 && !slices.Contains(latest, id) {
			continue
		}
		r, err := revisionAt(tx, e.Slot, id)
		if err == nil && (id == e.ID || r.Visit == e.Visit && sameBody(r.Body, e.Body)) {
			return true, nil
		}
	}
	return false, nil
}

// putBack does what the save was to do that failed, and takes nothing away. What
// has come into the slot since stays there; then the entry goes among the
// slot's earlier revisions.
func (s *workbook) putBack(tx transaction, e unsavedEntry) (err error) {
	if there, err := e.isBack(tx); err != nil || there {
		return err
	}
	if e.Wording, err = keepWording(tx, e.Asked, e.Wording); err != nil {
		return err
	}
	draft, stands, err := draftAt(tx, e.Slot)
	if err != nil {
		stands = false // it is damaged
	}
	followed := stands && !draft.At.After(e.At)
	ids, err := soundHeads(tx, e.Slot)
	if err != nil {
		return err
	}
	goneOn := stands && !followed || slices.ContainsFunc(ids, func(id ID) bool { return id.Compare(e.ID) > 0 })
	if followed && !goneOn && !draft.At.Equal(e.Over) && !e.says(draft) {
		// Nobody can tell whether this draft is an earlier state of the same words.
		r := Revision{Kind: draft.Kind, Slot: draft.Slot, Visit: draft.Visit, Wording: draft.Wording, Body: draft.Body}
		if s.kinds.validateRevision(&r) == nil {
			added, err := s.add(tx, r, "")
			if err != nil {
				return err
			}
			ids = []ID{added.ID}
		}
	}
	if e.Left || goneOn {
		return s.putBackRevision(tx, e, ids, goneOn)
	}
	payload, err := encodeDraft(e.Draft)
	if err != nil {
		return fmt.Errorf("store: recover %s: %w", e.Slot, err)
	}
	return tx.Put(bucketDraft, tx.kinds.tag(e.Kind), tx.slotKey(e.Slot), payload)
}

// isBack is isIn for what is to be done: words that were to be a revision and are
// a draft still have a way to go.
func (e *unsavedEntry) isBack(tx transaction) (bool, error) {
	if !e.Left {
		return e.isIn(tx)
	}
	return tx.Bucket([]byte(bucketRev)).Get(e.ID[:]) != nil, nil
}

// putBackRevision adds the entry after the heads of its slot, or if the slot has
// gone on, after those that were there before it.
func (s *workbook) putBackRevision(tx transaction, e unsavedEntry, ids []ID, goneOn bool) error {
	r := e.revision()
	if s.kinds.validateRevision(&r) != nil {
		return nil // a draft with nothing in it yet
	}
	r.Device = s.file.Device()
	var open []ID
	for _, id := range ids {
		if goneOn && id.Compare(e.ID) > 0 {
			open = append(open, id)
		} else {
			r.Parents = append(r.Parents, id)
		}
	}
	open = append(open, r.ID)
	slices.SortFunc(open, ID.Compare)
	if err := insert(tx, r, open); err != nil || goneOn {
		return err
	}
	return tx.Bucket([]byte(bucketDraft)).Delete(tx.slotKey(r.Slot))
}

// putBackAll puts entries back in the order in which they came.
func (s *workbook) putBackAll(tx transaction, entries []unsavedEntry) error {
	for _, e := range entries {
		if err := s.putBack(tx, e); err != nil {
			return err
		}
	}
	return nil
}
