package store

import (
	"errors"
	"fmt"
	"goldenthread/store/file"
)

// Audit sums up what a workbook holds, and lists what of it cannot be read.
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

// What a workbook counts in its file.
const (
	countAnswers   = "answers"
	countRevisions = "revisions"
	countDrafts    = "drafts"
	countWordings  = "wordings"
)

// Audit reads every value and compares it with its checksum. Its error is about
// the reading itself; what is damaged is in the Audit.
func (s *Store) Audit() (Audit, error) {
	found, err := s.file.VerifyValues()
	return auditOf(found), err
}

func auditOf(i file.Inventory) Audit {
	c := i.Counts
	return Audit{i.Schema, i.Sealed, i.Locked, c[countAnswers], c[countRevisions], c[countDrafts], c[countWordings], i.Damage}
}

// count counts what is in a workbook, and reads no more than it must.
func count(tx transaction) file.Counts {
	entries := func(bucket string) int { return tx.Bucket([]byte(bucket)).Stats().KeyN }
	return file.Counts{
		countAnswers: answers(tx), countRevisions: entries(bucketRev), countDrafts: entries(bucketDraft), countWordings: entries(bucketContent),
	}
}

// lacking compares the revisions with their index. A disk that drops writes can
// leave a sound tree in which some are missing.
func lacking(tx transaction) (found []*Damage) {
	revisions, known := tx.Bucket([]byte(bucketRev)), 0
	index := tx.Bucket([]byte(bucketSlot))
	if index == nil { // it is locked; Unlock makes it again
		return []*Damage{{Bucket: bucketSlot, Err: file.ErrMissing}}
	}
	cursor := index.Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		id := key[max(0, len(key)-idSize):]
		if revisions.Get(id) == nil {
			found = append(found, locate(tx, bucketRev, id, file.ErrMissing))
			continue
		}
		known++
	}
	if n := revisions.Stats().KeyN; n > known {
		found = append(found, &Damage{Bucket: bucketSlot, Err: fmt.Errorf("%d of %d revisions: %w", n-known, n, file.ErrMissing)})
	}
	var dangling *Damage
	if !tx.Locked() && errors.As(resolveHeads(tx), &dangling) {
		found = append(found, dangling)
	}
	return found
}

// locate says whose value it is that is damaged, as far as its key tells.
func locate(tx transaction, bucket string, key []byte, err error) *Damage {
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
	}
	return damageTo(bucket, of, err)
}

// Answers returns in how many places something was written.
func (s *Store) Answers() (n int, err error) {
	err = s.read(func(tx transaction) error {
		n = answers(tx)
		return nil
	})
	return n, err
}

func answers(tx transaction) int {
	if tx.Locked() {
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
