package store

import bolt "go.etcd.io/bbolt"

// transaction is one of bbolt's, with the form of the keys and values in it, and
// the kinds of answers.
type transaction struct {
	*bolt.Tx
	codec
	kinds Kinds
}

// put writes a value in its envelope; a value is never empty.
func (tx transaction) put(bucket string, m mark, key, payload []byte) error {
	value, err := tx.seal(bucket, m, key, payload)
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucket)).Put(key, value)
}

func (tx transaction) putIndexed(bucket string, slot Slot, key, payload []byte) error {
	value, err := tx.sealIndexed(bucket, slot, key, payload)
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucket)).Put(key, value)
}

// slotNamed returns the slot that a key begins with; zero if nothing tells.
func (tx transaction) slotNamed(key []byte) Slot {
	if !tx.sealed {
		slot, _, _ := slotOf(key)
		return slot
	}
	if heads := tx.Bucket([]byte(bucketHead)); heads != nil && !tx.locked() && len(key) >= hiddenSlotSize {
		key = key[:hiddenSlotSize]
		if slot, _, err := tx.openIndexed(bucketHead, key, heads.Get(key)); err == nil {
			return slot
		}
	}
	return Slot{}
}
