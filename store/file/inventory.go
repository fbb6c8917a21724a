package file

import (
	bolt "go.etcd.io/bbolt"

	"goldenthread/store/problem"
)

// Counts holds numbers of things by the names of the things.
type Counts map[string]int

// Inventory sums up what a file holds, and lists what of it cannot be read.
type Inventory struct {
	Schema int
	Sealed bool
	Locked bool   // it is sealed, and what it holds was compared with the checksums alone
	Counts Counts // as the Schema counts
	Damage []*problem.Damage
}

// VerifyValues reads every value and compares it with its checksum. Its error is
// about the reading itself; what is damaged is in the Inventory.
func (f *File) VerifyValues() (i Inventory, err error) {
	err = f.ReadRaw(func(tx Tx) error {
		if i, err = f.count(tx); err != nil {
			return err
		}
		err := tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
			return bucket.ForEach(func(key, value []byte) error {
				if err := tx.verify(string(name), key, value); err != nil {
					i.Damage = append(i.Damage, f.schema.locate(tx, string(name), key, err))
				}
				return nil
			})
		})
		if f.schema.Lacking != nil {
			i.Damage = append(i.Damage, f.schema.Lacking(tx)...)
		}
		return err
	})
	return i, err
}

// Count counts what is in the file, and reads no more than it must.
func (f *File) Count() (i Inventory, err error) {
	err = f.ReadRaw(func(tx Tx) error {
		i, err = f.count(tx)
		return err
	})
	return i, err
}

func (f *File) count(tx Tx) (i Inventory, err error) {
	i = Inventory{Sealed: tx.Sealed(), Locked: tx.Locked()}
	if f.schema.Count != nil {
		i.Counts = f.schema.Count(tx)
	}
	_, err = tx.GetMeta(metaSchema, &i.Schema)
	return i, err
}

// CheckGeneration reports whether the file is older than it was when it was last
// seen here.
func (f *File) CheckGeneration() error {
	return checkGeneration(f.path, f.device, f.generation)
}
