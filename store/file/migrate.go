package file

import (
	"errors"
	"fmt"
	"goldenthread/store/problem"
)

// CountSaves begins to count the saves of a file: what the first step of every
// schema does.
func CountSaves(tx Tx) error { return tx.PutMeta(metaGeneration, 0) }

var errMigration = errors.New("what it would hold afterwards is not what it holds")

// migrate brings a file of an older schema up to date: first a snapshot, then
// all steps in one transaction, which is dropped unless the essence of the file is
// the same and its derived buckets lead to something. Killed at any moment it leaves
// the old file or the new one.
//
// What a step does never changes once a version with it is out in the world. It may
// add and alter, and takes nothing away.
func (f *File) migrate(from int) error {
	schema := f.schema.Number
	if _, err := f.snapshotIn("", f.now(), unlessOpenable); err != nil {
		return problem.Of(f.path, fmt.Errorf("before its schema %d becomes %d: %w", from, schema, err))
	}
	err, _ := f.commit(func(tx Tx) error {
		if f.schema.check(tx) != nil {
			if _, err := f.schema.index(tx); err != nil { // what is damaged stays, and is said when it is read
				return err
			}
		}
		before := sum(f.schema.Essence, tx)
		for _, step := range f.schema.Steps[from-1:] {
			if err := step(tx); err != nil {
				return fmt.Errorf("store: migrate from schema %d: %w", from, err)
			}
		}
		if sum(f.schema.Essence, tx) != before {
			return fmt.Errorf("store: migrate from schema %d: %w", from, errMigration)
		}
		return errors.Join(f.schema.check(tx), tx.PutMeta(metaSchema, schema))
	})
	return problem.Of(f.path, err)
}

// unlessOpenable lets a copy pass in which values are damaged: they are so in the
// file, too, and a step leaves them as they are. All the others were read.
func unlessOpenable(copied Snapshot) error {
	if problem.IsDamage(copied.Err) {
		return nil
	}
	return copied.Err
}
