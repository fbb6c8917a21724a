package store

import (
	"crypto/sha256"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Audit is what a workbook holds, and what of it cannot be read.
type Audit struct {
	Schema    int
	Sealed    bool
	Locked    bool // it is sealed, and what it holds was compared with the checksums alone
	Answers   int  // places in which something was written; what was only read or visited is none; 0 if it is locked
	Revisions int
	Drafts    int
	Wordings  int
	Damage    []*Damage
}

// empty reports that nothing was written. Of what is locked nobody can tell what
// was only read.
func (a Audit) empty() bool { return a.Answers == 0 && (!a.Locked || a.Revisions+a.Drafts == 0) }

// Audit reads every value and compares it with its checksum. Its error is about
// the reading itself; what is damaged is in the Audit.
func (s *Store) Audit() (a Audit, err error) {
	err = s.examine(func(tx transaction) error {
		if a, err = takeInventory(tx); err != nil {
			return err
		}
		err := tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
			return bucket.ForEach(func(key, value []byte) error {
				if err := tx.examine(string(name), key, value); err != nil {
					a.Damage = append(a.Damage, damageAt(tx, string(name), key, err))
				}
				return nil
			})
		})
		a.Damage = append(a.Damage, lacking(tx)...)
		return err
	})
	return a, err
}

// lacking compares the revisions with their index. A disk that drops writes can
// leave a sound tree in which some are missing.
func lacking(tx transaction) (found []*Damage) {
	revisions, known := tx.Bucket([]byte(bucketRev)), 0
	index := tx.Bucket([]byte(bucketSlot))
	if index == nil { // it is locked; Unlock makes it again
		return []*Damage{{Bucket: bucketSlot, Err: errMissing}}
	}
	cursor := index.Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		id := key[max(0, len(key)-idSize):]
		if revisions.Get(id) == nil {
			found = append(found, damageAt(tx, bucketRev, id, errMissing))
			continue
		}
		known++
	}
	if n := revisions.Stats().KeyN; n > known {
		found = append(found, &Damage{Bucket: bucketSlot, Err: fmt.Errorf("%d of %d revisions: %w", n-known, n, errMissing)})
	}
	var dangling *Damage
	if !tx.locked() && errors.As(resolveHeads(tx), &dangling) {
		found = append(found, dangling)
	}
	return found
}

// inventory counts, and reads no more than it must.
func (s *Store) inventory() (a Audit, err error) {
	err = s.examine(func(tx transaction) error {
		a, err = takeInventory(tx)
		return err
	})
	return a, err
}

func takeInventory(tx transaction) (a Audit, err error) {
	count := func(bucket string) int { return tx.Bucket([]byte(bucket)).Stats().KeyN }
	a = Audit{Sealed: tx.sealed, Locked: tx.locked(), Answers: countAnswers(tx), Revisions: count(bucketRev), Drafts: count(bucketDraft), Wordings: count(bucketContent)}
	_, err = getMeta(tx, metaSchema, &a.Schema)
	return a, err
}

// damageAt says whose value it is that is damaged, as far as its key tells.
func damageAt(tx transaction, bucket string, key []byte, err error) *Damage {
	var of Origin
	switch bucket {
	case bucketRev:
		if len(key) == idSize {
			of = Origin{slotOfRevision(tx, ID(key)), ID(key)}
		}
	case bucketDraft, bucketGone, bucketSlot, bucketHead:
		of.Slot = tx.slotNamed(key)
	case bucketContent:
		err = fmt.Errorf("%s%x: %w", wordingPrefix, key, err)
	case bucketMeta:
		err = fmt.Errorf("%s: %w", key, err)
	}
	return damageTo(bucket, of, err)
}

// Answers returns in how many places something was written.
func (s *Store) Answers() (n int, err error) {
	err = s.view(func(tx transaction) error {
		n = countAnswers(tx)
		return nil
	})
	return n, err
}

func countAnswers(tx transaction) int {
	if tx.locked() {
		return 0
	}
	places := map[Slot]bool{}
	for _, name := range []string{bucketHead, bucketDraft} {
		cursor := tx.Bucket([]byte(name)).Cursor()
		for key, value := cursor.First(); key != nil; key, value = cursor.Next() {
			slot := tx.slotNamed(key)
			if slot == (Slot{}) && name == bucketDraft { // sealed, and there is no revision yet
				d, _ := openDraft(tx, key, value)
				slot = d.Slot
			}
			if slot != (Slot{}) && slot.isAnswer() {
				places[slot] = true
			}
		}
	}
	return len(places)
}

// fingerprint is the same for two workbooks that hold the same answers, whatever
// their places and settings. A revision is never changed, so its ID stands for it.
func (s *Store) fingerprint() (sum [sha256.Size]byte, err error) {
	err = s.examine(func(tx transaction) error {
		h := sha256.New()
		cursor := tx.Bucket([]byte(bucketRev)).Cursor()
		for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
			h.Write(key)
		}
		cursor = tx.Bucket([]byte(bucketDraft)).Cursor()
		for key, value := cursor.First(); key != nil; key, value = cursor.Next() {
			h.Write(key)
			h.Write(value)
		}
		h.Sum(sum[:0])
		return nil
	})
	return sum, err
}
