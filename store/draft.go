package store

import (
	"bytes"
	"errors"
	"fmt"
	"goldenthread/store/file"
	"slices"
	"unicode/utf8"
)

// validateDraft refuses what could not be read again.
func (ks Kinds) validateDraft(d *Draft) error {
	if !utf8.ValidString(d.Focus) {
		return fmt.Errorf("store: %s: focus %q is not UTF-8", d.Slot, d.Focus)
	}
	return ks.validate(d.Kind, d.Slot, d.Visit, &d.Body)
}

// PutDraft overwrites the draft of d's slot. asked is the prompt as it was
// shown; it is kept for ever, and d's Wording is its name. If At is zero it is now.
// If it could not be saved, the error is an *Unsaved.
func (s *Store) PutDraft(d Draft, asked string) error {
	if err := errors.Join(d.Slot.validate(), s.kinds.validateDraft(&d)); err != nil {
		return err
	}
	if d.At.IsZero() {
		d.At = s.file.Now()
	}
	d.At = d.At.Round(0)
	return s.save(write{words: &unsavedEntry{Draft: d, Asked: asked}}, func(tx transaction) (err error) {
		if d.Wording, err = keepWording(tx, asked, d.Wording); err != nil {
			return err
		}
		payload, err := encodeDraft(d)
		if err != nil {
			return fmt.Errorf("store: draft %s: %w", d.Slot, err)
		}
		return tx.Put(bucketDraft, tx.kinds.tag(d.Kind), tx.slotKey(d.Slot), payload)
	})
}

// DropDraft removes the draft of a slot, if there is one.
func (s *Store) DropDraft(slot Slot) error {
	if err := slot.validate(); err != nil {
		return err
	}
	return s.save(write{clears: slot}, func(tx transaction) error {
		return tx.Bucket([]byte(bucketDraft)).Delete(tx.slotKey(slot))
	})
}

// Draft returns the draft of a slot: while its newest words could not be saved,
// those.
func (s *Store) Draft(slot Slot) (d Draft, found bool, err error) {
	if s.Locked() {
		return Draft{}, false, s.locked()
	}
	if d, found := s.unsaved.newest(slot); found {
		return d, true, nil
	}
	err = s.read(func(tx transaction) error {
		d, found, err = draftAt(tx, slot)
		return err
	})
	return d, found, err
}

func draftAt(tx transaction, slot Slot) (d Draft, found bool, err error) {
	key := tx.slotKey(slot)
	value := tx.Bucket([]byte(bucketDraft)).Get(key)
	if value == nil {
		return Draft{}, false, nil
	}
	d, err = openDraft(tx, key, value)
	return d, err == nil, ofSlot(err, slot)
}

// Drafts returns all drafts, in the order of their slots' keys. Those that are
// readable are returned beside an error about those that are not.
func (s *Store) Drafts() ([]Draft, error) {
	var drafts []Draft
	var damage []error
	err := s.read(func(tx transaction) error {
		return tx.Bucket([]byte(bucketDraft)).ForEach(func(key, value []byte) error {
			d, err := openDraft(tx, key, value)
			if err != nil {
				damage = append(damage, err)
				return nil
			}
			drafts = append(drafts, d)
			return nil
		})
	})
	slices.SortStableFunc(drafts, func(a, b Draft) int { return compareSlots(a.Slot, b.Slot) }) // sealed keys have another order
	return drafts, errors.Join(append(damage, err)...)
}

func openDraft(tx transaction, key, value []byte) (Draft, error) {
	m, payload, err := tx.Decode(bucketDraft, key, value)
	var d Draft
	if err == nil {
		d, err = decodeDraft(payload)
	}
	if err == nil && (!bytes.Equal(tx.slotKey(d.Slot), key) || tx.kinds.tag(d.Kind) != m) {
		err = file.ErrMisplaced
	}
	if err != nil {
		return Draft{}, damageTo(bucketDraft, Origin{Slot: tx.slotNamed(key)}, err)
	}
	return d, nil
}
