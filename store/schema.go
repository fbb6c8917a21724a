package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"

	"goldenthread/store/file"
	"goldenthread/store/problem"
)

// schema is the version of a workbook's form: its buckets, keys and values. A file
// with a higher one is not touched; one with a lower one is brought up to it when
// it is opened for writing, and can be read as it is.
const schema = 3

// steps make a workbook of each schema one of the next: steps[0] makes schema 1
// schema 2. What a step does never changes once a version with it is out in the
// world. It may add and alter, and takes no revision away.
var steps = []func(tx file.Tx) error{file.CountSaves, toSchema3}

// toSchema3 changes nothing: a workbook of schema 2 is one of schema 3 in which
// nobody has filled in a form yet.
func toSchema3(file.Tx) error { return nil }

// schemaOf returns what the file of a workbook has to know of it.
func schemaOf(kinds Kinds) file.Schema {
	return file.Schema{
		Others:  map[string]problem.Kind{"session": problem.Session},
		Number:  schema,
		Steps:   steps,
		Buckets: []string{bucketRev, bucketContent, bucketDraft, bucketSlot, bucketHead},
		Needed:  []string{bucketRev, bucketContent, bucketDraft},
		Derived: []string{bucketSlot, bucketHead},
		Marked:  true,

		Index:   func(tx file.Tx) ([]error, error) { return rebuild(transaction{tx, kinds}) },
		Check:   func(tx file.Tx) error { return resolveHeads(transaction{tx, kinds}) },
		Lacking: func(tx file.Tx) []*Damage { return lacking(transaction{tx, kinds}) },
		Locate: func(tx file.Tx, bucket string, key []byte, err error) *Damage {
			return locate(transaction{tx, kinds}, bucket, key, err)
		},
		Count: func(tx file.Tx) file.Counts { return count(transaction{tx, kinds}) },
		Empty: func(i file.Inventory) bool { return auditOf(i).empty() },

		Fingerprint: fingerprint,
		Essence:     revisionKeys,
		Rekey:       rekey,
	}
}

// resolveHeads reports a head that leads to no revision.
func resolveHeads(tx transaction) error {
	revisions := tx.Bucket([]byte(bucketRev))
	return tx.Bucket([]byte(bucketHead)).ForEach(func(key, value []byte) error {
		slot, ids, err := openHeads(tx, key, value)
		for _, id := range ids {
			if revisions.Get(id[:]) == nil {
				err = damageTo(bucketHead, Origin{slot, id}, file.ErrMissing)
			}
		}
		return err
	})
}

// fingerprint is the same for two workbooks that hold the same answers, whatever
// their places and settings. A revision is never changed, so its ID is enough.
func fingerprint(tx file.Tx) (sum [sha256.Size]byte) {
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
	return sum
}

// revisionKeys is the same for two files with the same revisions.
func revisionKeys(tx file.Tx) (sum [sha256.Size]byte) {
	h := sha256.New()
	cursor := tx.Bucket([]byte(bucketRev)).Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		h.Write(key)
	}
	h.Sum(sum[:0])
	return sum
}

// rekey returns a key in another form. What names a prompt is read from the
// value, because the key may not tell it.
func rekey(from, to file.Codec, bucket string, key, payload []byte) ([]byte, error) {
	is, becomes := key, key
	var err error
	switch bucket {
	case bucketDraft:
		var d Draft
		d, err = decodeDraft(payload)
		is, becomes = slotKey(from, d.Slot), slotKey(to, d.Slot)
	case bucketGone:
		var gone Tombstone
		err = json.Unmarshal(payload, &gone)
		is, becomes = slotKey(from, gone.Slot), slotKey(to, gone.Slot)
	case bucketContent:
		var asked string
		asked, err = decodeWording(payload)
		sum := sha256.Sum256([]byte(asked))
		is, becomes = wordingKey(from, sum), wordingKey(to, sum)
	}
	if err == nil && !bytes.Equal(is, key) {
		err = file.ErrMisplaced
	}
	if err != nil {
		return nil, &Damage{Bucket: bucket, Err: err}
	}
	return becomes, nil
}

// errKey is the error of a key that says too little.
var errKey = errors.New("its key is too short")
