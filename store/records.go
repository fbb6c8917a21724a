package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// Records is an open file of checked values that is no workbook: only what was
// asked for by its kind can be opened. Its methods may be called from any
// goroutine.
type Records struct{ store *Store }

// Tx is a transaction. Its cursors and buckets are those of bbolt; every value
// goes through PutRecord and GetRecord.
type Tx = transaction

// Tag says what a value is; see PutRecord.
type Tag = mark

// ErrMissing is the error of a Damage whose value is not there.
var ErrMissing = errMissing

// OpenRecords opens the file of a kind at path. A fill makes and fills a new file,
// and without one the file must be there. Its errors are those of Open.
func OpenRecords(path, kind string, fill func(tx Tx) error, o Options) (*Records, error) {
	o.kind, o.found = kind, fill
	s, err := Open(path, o)
	if err != nil {
		return nil, err
	}
	return &Records{s}, nil
}

// Path returns the file's absolute path.
func (r *Records) Path() string { return r.store.path }

// Now asks the clock of the file.
func (r *Records) Now() time.Time { return r.store.now() }

// NewID makes an ID that no other record has.
func (r *Records) NewID() (ID, error) { return r.store.ids.Next() }

// View runs fn in a read transaction. What fn keeps it must copy.
func (r *Records) View(fn func(tx Tx) error) error { return r.store.view(fn) }

// Update applies a change as one transaction, and returns when it is on the disk.
func (r *Records) Update(change func(tx Tx) error) error { return r.store.update(change) }

// Rewrite makes the file anew, so that no byte of what was deleted stays in it.
func (r *Records) Rewrite() error { return r.store.rewrite(rewriting{}) }

// Close closes the file. Closing twice is no error.
func (r *Records) Close() error { return r.store.Close() }

// PutRecord writes a value as JSON under a key.
func (tx transaction) PutRecord(bucket string, tag Tag, key []byte, v any) error {
	payload, err := marshal(v)
	if err != nil {
		return fmt.Errorf("store: %s: %w", bucket, err)
	}
	return tx.put(bucket, tag, key, payload)
}

// GetRecord reads what PutRecord wrote into v. One that is missing or cannot be
// read is a *Damage.
func (tx transaction) GetRecord(bucket string, tag Tag, key []byte, v any) error {
	value := tx.Bucket([]byte(bucket)).Get(key)
	if value == nil {
		return &Damage{Bucket: bucket, Err: errMissing}
	}
	payload, err := tx.open(tag, bucket, key, value)
	if err == nil {
		err = json.Unmarshal(payload, v)
	}
	if err != nil {
		return &Damage{Bucket: bucket, Err: err}
	}
	return nil
}

// AllRecords reads a bucket in the order of its keys.
func AllRecords[T any](tx Tx, bucket string, tag Tag) ([]T, error) {
	var all []T
	err := tx.Bucket([]byte(bucket)).ForEach(func(key, _ []byte) error {
		var one T
		err := tx.GetRecord(bucket, tag, key, &one)
		all = append(all, one)
		return err
	})
	return all, err
}

// Wipe writes zeros over a file that nobody has open, and removes it and its lock.
func Wipe(path string, o Options) error {
	o.Now = o.clock()
	held, err := acquire(path, o)
	if err != nil {
		return err
	}
	beside := related.LockPath(path)
	err = errors.Join(o.disk.Wipe(path), held.release())
	if err == nil {
		_ = o.disk.Remove(beside) // the next file of this name makes its own
		err = o.disk.SyncFolder(filepath.Dir(path))
	}
	return problem.Of(path, err)
}
