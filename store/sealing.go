package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"

	"goldenthread/store/related"
	"goldenthread/store/vault"
)

// Seal writes the workbook anew, with every value sealed by these keys, which it
// takes over, and goes on with the new file. A plain workbook's old file stays
// beside it, until the person has been asked; see Leftovers. That of a workbook
// that was sealed before, by other keys, is removed. Killed at any moment, the old
// file or the new one is there, whole.
func (s *Store) Seal(header *vault.Header, keys *vault.Keys) error {
	r := resealing(header, codec{sealed: true, keys: keys})
	if !s.Sealed() {
		r.aside = related.AsideUnsealed
	}
	return s.reseal(r)
}

// Unseal writes the workbook anew without a passphrase, and goes on with that.
func (s *Store) Unseal() error { return s.reseal(resealing(nil, codec{})) }

// SetPassphrase lets a new passphrase unlock the workbook in the place of the old
// one. Nothing that was written is sealed anew, but the file is made anew, so
// that the old passphrase opens no page of it. It still opens the copies that
// were made before. The workbook must be unlocked.
func (s *Store) SetPassphrase(passphrase []byte, cost vault.Cost) error {
	s.keyring.RLock()
	header, form := s.header, s.form
	s.keyring.RUnlock()
	if form.keys == nil {
		return s.problemLocked()
	}
	renewed, err := header.Rewrap(form.keys, passphrase, cost)
	if err != nil {
		return err
	}
	return s.rewrite(rewriting{change: func(_ transaction, bucket string, key, value []byte) ([]byte, []byte, error) {
		if bucket != bucketVault {
			return key, value, nil
		}
		return key, wrap(bucketVault, markVault, plain, key, renewed.Text()), nil
	}})
}

// reseal replaces the keys, and wipes the old ones once they are of no use.
func (s *Store) reseal(r rewriting) error {
	s.keyring.RLock()
	before := s.form
	s.keyring.RUnlock()
	_, err := s.Unsaved() // else words in its journal would have the old form
	if before.locked() {
		err = s.problemLocked()
	}
	if err == nil {
		err = s.rewrite(r)
	}
	s.keyring.RLock()
	defer s.keyring.RUnlock()
	for _, keys := range []*vault.Keys{before.keys, r.to.keys} {
		if keys != nil && keys != s.form.keys && keys != s.options.keys {
			keys.Wipe()
		}
	}
	return err
}

// resealing brings every key and value into another form. A nil header makes a
// plain file.
func resealing(header *vault.Header, to codec) rewriting {
	return rewriting{
		to: &to,
		change: func(tx transaction, bucket string, key, value []byte) ([]byte, []byte, error) {
			if bucket == bucketVault {
				return nil, nil, nil
			}
			m, payload, err := tx.unseal(bucket, key, value)
			if err != nil {
				return nil, nil, damageAt(tx, bucket, key, err)
			}
			newKey, err := tx.rename(to, bucket, key, payload)
			if err != nil {
				return nil, nil, err
			}
			newValue, err := to.seal(bucket, m, newKey, payload)
			return newKey, newValue, err
		},
		finish: func(tx transaction) error {
			if header == nil {
				return dropBucket(tx, bucketVault)
			}
			if _, err := tx.CreateBucketIfNotExists([]byte(bucketVault)); err != nil {
				return err
			}
			return tx.put(bucketVault, markVault, []byte(vaultHeader), header.Text())
		},
	}
}

// rename returns a key in another form. What names a prompt is read from the
// value, because the key may not tell it.
func (c codec) rename(to codec, bucket string, key, payload []byte) ([]byte, error) {
	switch bucket {
	case bucketDraft:
		d, err := decodeDraft(payload)
		if err == nil && !bytes.Equal(c.slotKey(d.Slot), key) {
			err = errMisplaced
		}
		if err != nil {
			return nil, &Damage{Bucket: bucket, Err: err}
		}
		return to.slotKey(d.Slot), nil
	case bucketGone:
		var gone Forgotten
		err := json.Unmarshal(payload, &gone)
		if err == nil && !bytes.Equal(c.slotKey(gone.Slot), key) {
			err = errMisplaced
		}
		if err != nil {
			return nil, &Damage{Bucket: bucket, Err: err}
		}
		return to.slotKey(gone.Slot), nil
	case bucketContent:
		asked, err := decodeWording(payload)
		if err == nil && !bytes.Equal(c.wordingKey(sha256.Sum256([]byte(asked))), key) {
			err = errMisplaced
		}
		if err != nil {
			return nil, &Damage{Bucket: bucket, Err: err}
		}
		return to.wordingKey(sha256.Sum256([]byte(asked))), nil
	}
	return key, nil
}
