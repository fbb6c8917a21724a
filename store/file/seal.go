package file

import (
	"goldenthread/store/related"
	"goldenthread/store/vault"
)

// Seal writes the file anew, with every value sealed by these keys, which it
// takes over, and goes on with the new file. A plain file stays beside it
// as it was, until the person has been asked. One that was sealed before, by other keys, is removed. Killed at any moment, the old
// file or the new one is there, whole.
//
// An error of allow is a refusal; the keys are wiped then, too.
func (f *File) Seal(header *vault.Header, keys *vault.Keys, allow func() error) error {
	r := f.schema.resealing(header, SealedBy(keys))
	if !f.Form().Sealed() {
		r.Aside = related.AsideUnsealed()
	}
	return f.reseal(r, allow)
}

// Unseal writes the file anew without a passphrase, and goes on with that.
// Its refusal is that of Seal.
func (f *File) Unseal(allow func() error) error {
	return f.reseal(f.schema.resealing(nil, Codec{}), allow)
}

// SetPassphrase lets a new passphrase unlock the file in the place of the old
// one. Nothing that was written is sealed anew, but the file is made anew, so
// that the old passphrase opens no page of it. It still opens the copies that
// were made before. The file must be unlocked.
func (f *File) SetPassphrase(passphrase []byte, cost vault.Cost) error {
	f.keyring.RLock()
	header, form := f.header, f.form
	f.keyring.RUnlock()
	if form.keys == nil {
		return f.problemLocked()
	}
	renewed, err := header.Rewrap(form.keys, passphrase, cost)
	if err != nil {
		return err
	}
	return f.Rewrite(Rewriting{Change: func(_ Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
		if bucket != bucketVault {
			return key, value, nil
		}
		return key, wrap(bucketVault, TagVault, plain, key, renewed.Text()), nil
	}})
}

// reseal replaces the keys, and wipes the old ones once they are of no use.
func (f *File) reseal(r Rewriting, allow func() error) error {
	f.keyring.RLock()
	before := f.form
	f.keyring.RUnlock()
	err := allow()
	if before.Locked() {
		err = f.problemLocked()
	}
	if err == nil {
		err = f.Rewrite(r)
	}
	f.keyring.RLock()
	defer f.keyring.RUnlock()
	for _, keys := range []*vault.Keys{before.keys, r.to.keys} {
		if keys != nil && keys != f.form.keys && keys != f.options.Keys {
			keys.Wipe()
		}
	}
	return err
}

// resealing brings every key and value into another form. A nil header makes a
// plain file.
func (s Schema) resealing(header *vault.Header, to Codec) Rewriting {
	return Rewriting{
		to: &to,
		Change: func(tx Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
			if bucket == bucketVault {
				return nil, nil, nil
			}
			tag, payload, err := tx.Decode(bucket, key, value)
			if err != nil {
				return nil, nil, s.locate(tx, bucket, key, err)
			}
			newKey, err := s.rekey(tx.Codec, to, bucket, key, payload)
			if err != nil {
				return nil, nil, err
			}
			newValue, err := to.Encode(bucket, tag, newKey, payload)
			return newKey, newValue, err
		},
		Finish: func(tx Tx) error {
			if header == nil {
				return tx.DropBucket(bucketVault)
			}
			if _, err := tx.CreateBucketIfNotExists([]byte(bucketVault)); err != nil {
				return err
			}
			return tx.Put(bucketVault, TagVault, []byte(vaultHeader), header.Text())
		},
	}
}

// rekey is Rekey, if a key hides something.
func (s Schema) rekey(from, to Codec, bucket string, key, payload []byte) ([]byte, error) {
	if s.Rekey == nil {
		return key, nil
	}
	return s.Rekey(from, to, bucket, key, payload)
}
