package file

import (
	"errors"
	"fmt"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/vault"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// unknownGeneration is the generation of a file in which it is damaged.
const unknownGeneration = -1

// identity holds what a file says about itself.
type identity struct {
	info       os.FileInfo
	schema     int
	generation int64
	device     string
	indexed    bool          // the indexes are there
	header     *vault.Header // nil if it is plain
}

// identify checks the file and reads its identity without the right to write: a
// file that is not for this version must not change by a byte, and opening it
// for writing may already change it.
func (f *File) identify() (id identity, err error) {
	defer faultsAsPanics()()
	defer f.guard(&err)
	file, err := f.options.Disk.Open(f.path, os.O_RDONLY)
	if err != nil {
		return id, problem.Of(f.path, err)
	}
	if id.info, err = file.Stat(); err == nil {
		err = verifyPages(file, id.info.Size())
	}
	if err != nil {
		return id, errors.Join(problem.Of(f.path, err), file.Close())
	}
	db, err := (disk.Disk{}).OpenDatabase(file, true)
	if err != nil {
		return id, problem.Of(f.path, err)
	}
	err = db.View(func(tx *bolt.Tx) error { return id.read(Tx{Tx: tx}, f.schema) })
	return id, problem.Of(f.path, errors.Join(err, db.Close()))
}

func (id *identity) read(tx Tx, schema Schema) error {
	bucket := tx.Bucket([]byte(bucketMeta))
	if bucket == nil || !IsWrapped(bucket.Get([]byte(metaSchema))) {
		return &problem.Problem{Kind: problem.Foreign, Err: errors.New("a database, but not a workbook")}
	}
	if _, err := tx.GetMeta(metaSchema, &id.schema); err != nil {
		return err
	}
	kind := schema.wantKind(tx)
	var other *problem.Problem
	switch {
	case id.schema < 1:
		return &problem.Problem{Kind: problem.Foreign, Err: fmt.Errorf("schema %d, which there never was", id.schema)}
	case errors.As(kind, &other) && other.Kind != problem.Newer: // its schemas are counted apart
		return kind
	case id.schema > schema.Number:
		return &problem.Problem{Kind: problem.Newer, Err: fmt.Errorf("schema %d, and this version knows %d", id.schema, schema.Number)}
	case kind != nil:
		return kind
	}
	for _, name := range schema.Needed {
		if tx.Bucket([]byte(name)) == nil {
			return &problem.Damage{Bucket: name, Err: ErrMissing}
		}
	}
	if err := id.readHeader(tx, schema); err != nil {
		return err
	}
	id.indexed = !slices.ContainsFunc(schema.Derived, func(name string) bool { return tx.Bucket([]byte(name)) == nil })
	if _, err := tx.GetMeta(metaGeneration, &id.generation); err != nil {
		id.generation = unknownGeneration // no reason to keep anyone from reading; VerifyValues names it
	}
	found, err := tx.GetMeta(metaDevice, &id.device)
	if err == nil && !found {
		err = &problem.Damage{Bucket: bucketMeta, Err: fmt.Errorf("%s: %w", metaDevice, ErrMissing)}
	}
	return err
}

// readHeader reads how the file is unlocked, if it is sealed. A file of which the
// header is gone is not taken for a plain one: what is written next would be.
func (id *identity) readHeader(tx Tx, schema Schema) (err error) {
	bucket := tx.Bucket([]byte(bucketVault))
	if bucket == nil {
		for _, name := range schema.Needed[:min(1, len(schema.Needed))] {
			if _, value := tx.Bucket([]byte(name)).Cursor().First(); len(value) > flagsAt && value[flagsAt] == sealed {
				return &problem.Damage{Bucket: bucketVault, Err: ErrMissing}
			}
		}
		return nil
	}
	key := []byte(vaultHeader)
	text, err := tx.DecodeAs(TagVault, bucketVault, key, bucket.Get(key))
	if err == nil {
		id.header, err = vault.ParseHeader(text)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, vault.ErrNewer):
		return &problem.Problem{Kind: problem.Newer, Err: err}
	case errors.Is(err, vault.ErrCost):
		return &problem.Problem{Kind: problem.Costly, Err: err}
	}
	return &problem.Damage{Bucket: bucketVault, Err: err}
}

// wantKind refuses a file of another kind.
func (s Schema) wantKind(tx Tx) error {
	var found string
	if _, err := tx.GetMeta(metaKind, &found); err != nil {
		return err
	}
	if found == s.Kind {
		return nil
	}
	if kind, known := s.Others[found]; known {
		return &problem.Problem{Kind: kind}
	}
	return &problem.Problem{Kind: problem.Newer, Err: fmt.Errorf("a file of kind %q", found)}
}
