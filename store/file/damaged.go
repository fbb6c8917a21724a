package file

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"goldenthread/store/guarded"
	"goldenthread/store/problem"

	bolt "go.etcd.io/bbolt"
)

// ReadDamaged lets read go through the bytes of a file that may be damaged, and
// that nobody is writing to.
func ReadDamaged(path string, read func(file io.ReaderAt, size int64)) (err error) {
	if path, err = filepath.Abs(path); err != nil {
		return problem.Of(path, err)
	}
	lock, err := acquireShared(path)
	if err != nil {
		return withHolder(path, err)
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	file, err := guarded.Open(path, os.O_RDONLY)
	if err != nil {
		return problem.Of(path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return problem.Of(path, err)
	}
	read(file, info.Size())
	return nil
}

// PutRaw writes values as they are, in their envelopes, into a bucket of a file that
// nobody else can have open.
func PutRaw(path, bucket string, values map[string][]byte, o Options) error {
	file, err := o.Disk.Open(path, os.O_RDWR)
	if err != nil {
		return err
	}
	db, err := o.Disk.OpenDatabase(file, false)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		in, err := tx.CreateBucketIfNotExists([]byte(bucket))
		for key, value := range values {
			if err == nil {
				err = in.Put([]byte(key), value)
			}
		}
		return err
	})
	return errors.Join(err, db.Close())
}
