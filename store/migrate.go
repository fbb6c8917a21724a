package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"goldenthread/store/problem"
)

// steps make a workbook of each schema one of the next: steps[0] makes schema 1
// schema 2. What a step does never changes once a version with it is out in the
// world. It may add and alter, and takes no revision away.
var steps = []func(tx transaction) error{toSchema2, toSchema3}

// toSchema2 begins to count the saves.
func toSchema2(tx transaction) error { return putMeta(tx, metaGeneration, 0) }

// toSchema3 changes nothing: a workbook of schema 2 is one of schema 3 in which
// nobody has filled in a form yet.
func toSchema3(transaction) error { return nil }

var errMigration = errors.New("what it would hold afterwards is not what it holds")

// migrate brings a file of an older schema up to date: first a snapshot, then
// all steps in one transaction, which is dropped unless every revision is still
// there and every head leads to one. Killed at any moment it leaves the old file
// or the new one.
func (s *Store) migrate(from int, steps []func(tx transaction) error) error {
	schema := schemaOf(s.options.kind)
	if _, err := s.snapshotIn("", s.now(), unlessOpenable); err != nil {
		return problem.Of(s.path, fmt.Errorf("before its schema %d becomes %d: %w", from, schema, err))
	}
	err, _ := s.commit(func(tx transaction) error {
		if resolveHeads(tx) != nil {
			if _, err := rebuild(tx); err != nil { // what is damaged stays, and is said when it is read
				return err
			}
		}
		before := revisionKeys(tx)
		for _, step := range steps[from-1 : min(len(steps), schema-1)] {
			if err := step(tx); err != nil {
				return fmt.Errorf("store: migrate from schema %d: %w", from, err)
			}
		}
		if revisionKeys(tx) != before {
			return fmt.Errorf("store: migrate from schema %d: %w", from, errMigration)
		}
		return errors.Join(resolveHeads(tx), putMeta(tx, metaSchema, schema))
	})
	return problem.Of(s.path, err)
}

// unlessOpenable lets a copy pass in which values are damaged: they are so in the
// workbook, too, and a step leaves them as they are. All the others were read.
func unlessOpenable(copied Snapshot) error {
	if isDamage(copied.Err) {
		return nil
	}
	return copied.Err
}

// isDamage reports whether an error is about single values, and nothing else.
func isDamage(err error) bool {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			if !isDamage(e) {
				return false
			}
		}
		return true
	}
	var damage *Damage
	var p *Problem
	return errors.As(err, &damage) && !errors.As(err, &p)
}

// revisionKeys is the same for two files with the same revisions.
func revisionKeys(tx transaction) (sum [sha256.Size]byte) {
	h := sha256.New()
	cursor := tx.Bucket([]byte(bucketRev)).Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		h.Write(key)
	}
	h.Sum(sum[:0])
	return sum
}

// resolveHeads reports a head that leads to no revision.
func resolveHeads(tx transaction) error {
	revisions := tx.Bucket([]byte(bucketRev))
	return tx.Bucket([]byte(bucketHead)).ForEach(func(key, value []byte) error {
		slot, ids, err := openHeads(tx, key, value)
		for _, id := range ids {
			if revisions.Get(id[:]) == nil {
				err = damageTo(bucketHead, Origin{slot, id}, errMissing)
			}
		}
		return err
	})
}
