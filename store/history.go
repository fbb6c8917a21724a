package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"goldenthread/content"
)

// Add appends a revision to its slot. It assigns V, ID, Device, At and Parents,
// keeps the words that were asked, and removes the slot's draft. It returns the
// revision as it now is in the file. If it could not be saved, the error is
// an *Unsaved.
func (s *Store) Add(r Revision, asked string) (added Revision, err error) {
	if err := errors.Join(r.Slot.validate(), s.kinds.validateRevision(&r)); err != nil {
		return Revision{}, err
	}
	words := &unsavedEntry{Draft: Draft{Kind: r.Kind, Slot: r.Slot, Visit: r.Visit, Wording: r.Wording, At: s.file.Now().Round(0), Body: r.Body}, Left: true, Asked: asked}
	if !s.kinds.Of(r.Kind).Written {
		words = nil
	}
	err = s.save(write{words: words}, func(tx transaction) error {
		added, err = s.add(tx, r, asked)
		return err
	})
	if err != nil {
		return Revision{}, err
	}
	return added, nil
}

// add runs on the writer, so that the order of IDs is that in which the calls
// arrived.
func (s *workbook) add(tx transaction, r Revision, asked string) (_ Revision, err error) {
	if r.Parents, err = soundHeads(tx, r.Slot); err != nil {
		return Revision{}, err
	}
	if r.Wording, err = keepWording(tx, asked, r.Wording); err != nil {
		return Revision{}, err
	}
	if r.ID, err = s.file.NewID(); err != nil {
		return Revision{}, err
	}
	r.V, r.Device, r.At = revisionVersion, s.file.Device(), s.file.Now().Round(0)
	if tx.Bucket([]byte(bucketRev)).Get(r.ID[:]) != nil {
		return Revision{}, fmt.Errorf("store: answer %s: there is a revision %s already", r.Slot, r.ID)
	}
	if err := insert(tx, r, []ID{r.ID}); err != nil {
		return Revision{}, err
	}
	if err := tx.Bucket([]byte(bucketDraft)).Delete(tx.slotKey(r.Slot)); err != nil {
		return Revision{}, err
	}
	return revisionAt(tx, r.Slot, r.ID)
}

// soundHeads is heads, with the index made again if it is damaged: it must not
// keep a person from saving an answer.
func soundHeads(tx transaction, slot Slot) ([]ID, error) {
	ids, err := heads(tx, slot)
	if err == nil {
		return ids, nil
	}
	if _, err := rebuild(tx); err != nil {
		return nil, err
	}
	return heads(tx, slot)
}

// insert writes a revision, with its place in the indexes. open are the heads
// that its slot then has.
func insert(tx transaction, r Revision, open []ID) error {
	payload, err := encodeRevision(r)
	if err != nil {
		return fmt.Errorf("store: answer %s: %w", r.Slot, err)
	}
	if err := tx.Put(bucketRev, tx.kinds.tag(r.Kind), r.ID[:], payload); err != nil {
		return err
	}
	if err := index(tx, r.Slot, r.ID, tx.kinds.tag(r.Kind)); err != nil {
		return err
	}
	return putHeads(tx, r.Slot, open)
}

// Latest returns the revision of a slot that no other follows. It goes by what
// each revision names as its parents, not by the clock. If two computers have
// each added one, it is that with the greater ID.
func (s *Store) Latest(slot Slot) (r Revision, found bool, err error) {
	err = s.read(func(tx transaction) error {
		ids, err := heads(tx, slot)
		if err != nil || len(ids) == 0 {
			return err
		}
		r, err = revisionAt(tx, slot, ids[len(ids)-1])
		found = err == nil
		return err
	})
	return r, found, err
}

// LatestOf returns the newest revision that a slot got in a visit. If older ones
// are damaged, it is returned beside the error.
func (s *Store) LatestOf(slot Slot, visit int) (Revision, bool, error) {
	if r, found, err := s.Latest(slot); err == nil && (!found || VisitNumber(r.Visit) == VisitNumber(visit)) {
		return r, found, nil
	}
	history, err := s.History(slot)
	for _, r := range slices.Backward(history) {
		if VisitNumber(r.Visit) == VisitNumber(visit) {
			return r, true, err
		}
	}
	return Revision{}, false, err
}

// revisionsOf returns the IDs of a slot's revisions, ascending.
func revisionsOf(tx transaction, slot Slot) (ids []ID, err error) {
	prefix := tx.slotKey(slot)
	cursor := tx.Bucket([]byte(bucketSlot)).Cursor()
	for key, _ := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = cursor.Next() {
		if len(key) != len(prefix)+idSize {
			return nil, damageTo(bucketSlot, Origin{Slot: slot}, errKey)
		}
		ids = append(ids, ID(key[len(prefix):]))
	}
	return ids, nil
}

// History returns all revisions of a slot, oldest first; the last one is Latest.
// Those that are readable are returned beside an error about those that are not.
func (s *Store) History(slot Slot) ([]Revision, error) {
	var revisions []Revision
	var damage []error
	err := s.read(func(tx transaction) error {
		prefix := tx.slotKey(slot)
		cursor := tx.Bucket([]byte(bucketSlot)).Cursor()
		for key, value := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = cursor.Next() {
			r, err := indexedAt(tx, slot, key[len(prefix):], key, value)
			if err != nil {
				damage = append(damage, err)
				continue
			}
			revisions = append(revisions, r)
		}
		return nil
	})
	return inOrder(revisions), errors.Join(append(damage, err)...)
}

// indexedAt returns the revision that an entry of bucketSlot is about; id is the
// end of its key.
func indexedAt(tx transaction, slot Slot, id, key, value []byte) (Revision, error) {
	_, _, err := tx.openIndexed(bucketSlot, key, value)
	if err == nil && len(id) != idSize {
		err = errKey
	}
	if err != nil {
		return Revision{}, damageTo(bucketSlot, Origin{Slot: slot}, err)
	}
	return revisionAt(tx, slot, ID(id))
}

// Current returns the latest revision of every field of a step, in the order of
// the fields' keys. Those that are readable are returned beside an error about
// those that are not.
func (s *Store) Current(step content.StepID) ([]Revision, error) {
	var revisions []Revision
	var damage []error
	err := s.read(func(tx transaction) error {
		prefix := tx.stepKey(step)
		cursor := tx.Bucket([]byte(bucketHead)).Cursor()
		for key, value := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = cursor.Next() {
			r, err := currentAt(tx, key, value)
			if err != nil {
				damage = append(damage, err)
				continue
			}
			revisions = append(revisions, r)
		}
		return nil
	})
	slices.SortStableFunc(revisions, func(a, b Revision) int { return compareSlots(a.Slot, b.Slot) }) // sealed keys have another order
	return revisions, errors.Join(append(damage, err)...)
}

// currentAt returns the latest revision of the slot that an entry of bucketHead
// is about.
func currentAt(tx transaction, key, value []byte) (Revision, error) {
	slot, ids, err := openHeads(tx, key, value)
	if err != nil {
		return Revision{}, err
	}
	return revisionAt(tx, slot, ids[len(ids)-1])
}

// inOrder sorts the revisions of one slot so that each comes after its parents.
// Where that leaves a choice, the greater ID comes later.
func inOrder(revisions []Revision) []Revision {
	rest := slices.Clone(revisions)
	slices.SortFunc(rest, func(a, b Revision) int { return a.ID.Compare(b.ID) })
	followers := map[ID]int{}
	for _, r := range rest {
		for _, parent := range r.Parents {
			followers[parent]++
		}
	}
	ordered := make([]Revision, len(rest))
	for place := len(rest) - 1; place >= 0; place-- {
		last := len(rest) - 1 // taken if parents go round in a circle
		for i, r := range slices.Backward(rest) {
			if followers[r.ID] == 0 {
				last = i
				break
			}
		}
		ordered[place] = rest[last]
		for _, parent := range rest[last].Parents {
			followers[parent]--
		}
		rest = slices.Delete(rest, last, last+1)
	}
	return ordered
}
