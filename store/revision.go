package store

import (
	"bytes"
	"fmt"
	"goldenthread/store/file"
	"iter"
	"time"
)

// Revision holds what was in a slot when it was left. It is written once and
// never changed.
type Revision struct {
	V       int       `json:"v"` // version of this record's form
	ID      ID        `json:"id"`
	Kind    Kind      `json:"kind"`
	Slot              // step and field
	Visit   int       `json:"visit"`             // which visit of the unit, from 0
	Wording string    `json:"wording,omitempty"` // "sha256:…" of the words that were answered; see Store.Wording
	Parents []ID      `json:"parents,omitempty"` // the heads of the slot that this revision follows
	Device  string    `json:"device"`            // the file that it was first written in
	At      time.Time `json:"at"`
	Body              // the member that belongs to Kind
}

// validateRevision refuses what could not be read again, and what lacks something.
func (ks Kinds) validateRevision(r *Revision) error {
	if err := ks.validate(r.Kind, r.Slot, r.Visit, &r.Body); err != nil {
		return err
	}
	if err := ks.Of(r.Kind).complete(&r.Body); err != nil {
		return fmt.Errorf("store: %s: a revision of kind %s: %w", r.Slot, r.Kind, err)
	}
	return nil
}

// Draft is the latest keystrokes in a slot. It is overwritten, and removed when
// a revision of the slot is added.
type Draft struct {
	Kind    Kind      `json:"kind"`
	Slot              // step and field
	Visit   int       `json:"visit"`
	Wording string    `json:"wording,omitempty"`
	At      time.Time `json:"at"`
	Focus   string    `json:"focus,omitempty"`  // which part of the step was being filled in
	Cursor  int       `json:"cursor,omitempty"` // where in the text
	Top     int       `json:"top,omitempty"`    // first line that was in view
	Body              // the member that belongs to Kind, if it has been begun
}

// batch bounds the revisions that Revisions reads in one transaction.
const batch = 256

// Revisions goes through all revisions in the order of their IDs. A damaged one
// comes as an error, and the next ones follow. What is added meanwhile may come
// or not.
func (s *Store) Revisions() iter.Seq2[Revision, error] {
	return func(yield func(Revision, error) bool) {
		var after *ID
		for {
			found, last, err := s.revisionsAfter(after)
			for _, f := range found {
				if !yield(f.revision, f.err) {
					return
				}
			}
			if err != nil {
				yield(Revision{}, err)
				return
			}
			if len(found) < batch {
				return
			}
			after = &last
		}
	}
}

type result struct {
	revision Revision
	err      error
}

func (s *workbook) revisionsAfter(after *ID) (found []result, last ID, err error) {
	err = s.read(func(tx transaction) error {
		cursor := tx.Bucket([]byte(bucketRev)).Cursor()
		key, _ := cursor.First()
		if after != nil {
			if key, _ = cursor.Seek(after[:]); bytes.Equal(key, after[:]) {
				key, _ = cursor.Next()
			}
		}
		for ; key != nil && len(found) < batch; key, _ = cursor.Next() {
			if len(key) != idSize {
				return &Damage{Bucket: bucketRev, Err: errKey}
			}
			last = ID(key)
			r, err := revisionAt(tx, Slot{}, last)
			found = append(found, result{r, err})
		}
		return nil
	})
	return found, last, err
}

// revisionAt reads a revision that belongs to a slot; the zero slot means any.
func revisionAt(tx transaction, slot Slot, id ID) (Revision, error) {
	r, err := openRevision(tx, id, tx.Bucket([]byte(bucketRev)).Get(id[:]))
	if err == nil && slot != (Slot{}) && r.Slot != slot {
		err = file.ErrMisplaced
	}
	if err == nil {
		return r, nil
	}
	if slot == (Slot{}) {
		slot = slotOfRevision(tx, id)
	}
	return Revision{}, damageTo(bucketRev, Origin{slot, id}, err)
}

func openRevision(tx transaction, id ID, value []byte) (Revision, error) {
	if value == nil {
		return Revision{}, file.ErrMissing
	}
	m, payload, err := tx.Decode(bucketRev, id[:], value)
	if err != nil {
		return Revision{}, err
	}
	r, err := decodeRevision(payload)
	if err == nil && (r.ID != id || tx.kinds.tag(r.Kind) != m) {
		err = file.ErrMisplaced
	}
	if spec := tx.kinds.Of(r.Kind); err == nil && spec != nil && !spec.hasMember(&r.Body) {
		err = errMember
	}
	return r, err
}
