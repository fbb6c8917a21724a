package store

import (
	"crypto/sha256"

	"goldenthread/content"
	"goldenthread/store/file"
)

// transaction is one of the file, with the kinds of answers.
type transaction struct {
	file.Tx
	kinds Kinds
}

// read runs fn in a read transaction. What fn keeps it must copy. Of a workbook
// that is locked nothing is read.
func (s *workbook) read(fn func(tx transaction) error) error {
	return s.file.Read(func(tx file.Tx) error { return fn(transaction{tx, s.kinds}) })
}

// readOnWriter is read for what runs on the writer.
func (s *workbook) readOnWriter(fn func(tx transaction) error) error {
	return s.file.ReadOnWriter(func(tx file.Tx) error { return fn(transaction{tx, s.kinds}) })
}

// update applies a change that holds no words of a person as one transaction, and
// waits until it is on the disk.
func (s *workbook) update(change func(tx transaction) error) error {
	return s.file.Update(func(tx file.Tx) error { return change(transaction{tx, s.kinds}) })
}

// save is update for what a person wrote: w says what becomes of it.
func (s *Store) save(w write, change func(tx transaction) error) error {
	return s.file.Save(func(tx file.Tx) error { return change(transaction{tx, s.kinds}) }, func(err error) error { return s.unsaved.finish(w, err) })
}

// stepKey begins the key of every field of a step.
func (tx transaction) stepKey(step content.StepID) []byte { return stepKey(tx.Codec, step) }

// slotKey returns the key of a slot in bucketDraft and bucketHead, which also begins its keys
// in bucketSlot.
func (tx transaction) slotKey(s Slot) []byte { return slotKey(tx.Codec, s) }

// wordingKey returns the key of the words that were asked, by their SHA-256.
func (tx transaction) wordingKey(sum [sha256.Size]byte) []byte { return wordingKey(tx.Codec, sum) }

// putIndexed writes an entry of an index, which is about a slot.
func (tx transaction) putIndexed(bucket string, slot Slot, key, payload []byte) error {
	if tx.Sealed() {
		payload = append(slot.plainKey(), payload...)
	}
	return tx.Put(bucket, tagIndex, key, payload)
}

// openIndexed returns what putIndexed was given. The slot is there beside an
// error, too, if the key tells it.
func (tx transaction) openIndexed(bucket string, key, value []byte) (slot Slot, payload []byte, err error) {
	if !tx.Sealed() {
		if slot, _, err = slotOf(key); err == nil {
			payload, err = tx.DecodeAs(tagIndex, bucket, key, value)
		}
		return slot, payload, err
	}
	if payload, err = tx.DecodeAs(tagIndex, bucket, key, value); err != nil {
		return Slot{}, nil, err
	}
	return slotOf(payload)
}

// slotNamed returns the slot that a key begins with; zero if nothing tells.
func (tx transaction) slotNamed(key []byte) Slot {
	if !tx.Sealed() {
		slot, _, _ := slotOf(key)
		return slot
	}
	if heads := tx.Bucket([]byte(bucketHead)); heads != nil && !tx.Locked() && len(key) >= hiddenSlotSize {
		key = key[:hiddenSlotSize]
		if slot, _, err := tx.openIndexed(bucketHead, key, heads.Get(key)); err == nil {
			return slot
		}
	}
	return Slot{}
}
