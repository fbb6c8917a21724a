package file

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/problem"
)

// What can be wrong with a value.
var (
	ErrMissing   = errors.New("it is missing")
	ErrMisplaced = errors.New("it belongs elsewhere")
)

// Tx is a transaction of bbolt, with the form of the keys and values in it.
type Tx struct {
	*bolt.Tx
	Codec
}

// Put writes a value in its envelope; a value is never empty.
func (tx Tx) Put(bucket string, tag Tag, key, payload []byte) error {
	value, err := tx.Encode(bucket, tag, key, payload)
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucket)).Put(key, value)
}

// PutRecord writes a value as JSON under a key.
func (tx Tx) PutRecord(bucket string, tag Tag, key []byte, v any) error {
	payload, err := Marshal(v)
	if err != nil {
		return fmt.Errorf("store: %s: %w", bucket, err)
	}
	return tx.Put(bucket, tag, key, payload)
}

// GetRecord reads what PutRecord wrote into v. One that is missing or cannot be
// read is a *problem.Damage.
func (tx Tx) GetRecord(bucket string, tag Tag, key []byte, v any) error {
	value := tx.Bucket([]byte(bucket)).Get(key)
	if value == nil {
		return &problem.Damage{Bucket: bucket, Err: ErrMissing}
	}
	payload, err := tx.DecodeAs(tag, bucket, key, value)
	if err == nil {
		err = json.Unmarshal(payload, v)
	}
	if err != nil {
		return &problem.Damage{Bucket: bucket, Err: err}
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

// DropBucket removes a bucket, if it is there.
func (tx Tx) DropBucket(name string) error {
	if tx.Bucket([]byte(name)) == nil {
		return nil
	}
	return tx.DeleteBucket([]byte(name))
}

// PutMeta writes one of the values that are about the file itself.
func (tx Tx) PutMeta(name string, v any) error {
	payload, err := Marshal(v)
	if err != nil {
		return fmt.Errorf("store: %s: %w", name, err)
	}
	return tx.Put(bucketMeta, tagMeta, []byte(name), payload)
}

// GetMeta reads what PutMeta wrote into v and reports whether it is there.
func (tx Tx) GetMeta(name string, v any) (bool, error) {
	value := tx.Bucket([]byte(bucketMeta)).Get([]byte(name))
	if value == nil {
		return false, nil
	}
	payload, err := tx.DecodeAs(tagMeta, bucketMeta, []byte(name), value)
	if err == nil {
		err = json.Unmarshal(payload, v)
	}
	if err != nil {
		return false, &problem.Damage{Bucket: bucketMeta, Err: fmt.Errorf("%s: %w", name, err)}
	}
	return true, nil
}

// locateMeta returns the damage of a value of which only the bucket is known, and in
// the bucket of the file itself the key, too.
func locateMeta(bucket string, key []byte, err error) *problem.Damage {
	if bucket == bucketMeta {
		err = fmt.Errorf("%s: %w", key, err)
	}
	return &problem.Damage{Bucket: bucket, Err: err}
}

// Marshal writes JSON on one line. It leaves <, > and & as they are: the file
// is not a web page, and what is in it shall be readable in any editor.
func Marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
