package file

import (
	"errors"
	"fmt"
	"goldenthread/store/problem"
	"goldenthread/store/related"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// The names in bucketMeta that are about the file itself. That and how the schema is
// written never changes.
const (
	bucketMeta = "meta"

	metaSchema     = "schema"
	metaDevice     = "device"
	metaCreated    = "created"
	metaGeneration = "generation" // how often it was saved, since schema 2
	metaKind       = "kind"       // not there in a workbook
)

// bucketVault is only in a sealed file; vaultHeader is its one key.
const (
	bucketVault = "vault"
	vaultHeader = "header"
)

var errGone = errors.New("it is gone")

// statPath looks at what lies at the path before anything is locked or made. It
// makes the folder if it may.
func statPath(path string, o Options) error {
	info, err := o.Disk.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return &problem.Problem{Kind: problem.NotAFile, Path: path, Err: fmt.Errorf("%s", info.Mode().Type())}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return problem.Of(path, err)
	}
	if target, err := os.Readlink(path); err == nil {
		return &problem.Problem{Kind: problem.NoFolder, Path: path, Err: fmt.Errorf("it is a link to %s, which is not there", target)}
	}
	if o.ReadOnly {
		return problem.Of(path, err)
	}
	dir := filepath.Dir(path)
	if _, err := o.Disk.Stat(dir); errors.Is(err, fs.ErrNotExist) && o.Named {
		return &problem.Problem{Kind: problem.NoFolder, Path: path, Err: err}
	}
	return problem.Of(path, o.Disk.MakeFolder(dir))
}

// create makes a new file if none is there. It is made beside its place and
// renamed: whatever happens meanwhile, no half of a file lies there. Where one has
// been before it makes none: an empty one would look as if
// everything were gone, and hide that it can be restored.
func (f *File) create(o Options) error {
	if _, err := f.options.Disk.Stat(f.path); !errors.Is(err, fs.ErrNotExist) {
		if err == nil && o.Fill != nil {
			err = fs.ErrExist
		}
		return problem.Of(f.path, err)
	}
	past, err := NamedSnapshots(f.options.Disk, f.path)
	if len(past) > 0 || err == nil && Existed(f.path) && !o.Anew {
		return &problem.Problem{Kind: problem.Missing, Path: f.path, Err: errGone}
	}
	if err != nil {
		return problem.Of(f.path, err)
	}
	beside := related.NewPath(f.path)
	err = f.createBeside(beside, o)
	if err == nil {
		err = f.options.Disk.Settle(beside, f.path)
	}
	if err != nil {
		_ = f.options.Disk.Remove(beside)
		return problem.Of(f.path, fmt.Errorf("create: %w", err))
	}
	return nil
}

func (f *File) createBeside(beside string, o Options) error {
	file, err := f.options.Disk.Open(beside, os.O_RDWR|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	db, err := o.Disk.OpenDatabase(file, o.ReadOnly)
	if err != nil {
		return err
	}
	err = db.Update(func(inner *bolt.Tx) error {
		tx := Tx{Tx: inner}
		for _, bucket := range append([]string{bucketMeta}, f.schema.Buckets...) {
			if _, err := tx.CreateBucket([]byte(bucket)); err != nil {
				return err
			}
		}
		device, err := f.ids.Next()
		if err != nil {
			return err
		}
		if f.schema.Kind != "" {
			if err := tx.PutMeta(metaKind, f.schema.Kind); err != nil {
				return err
			}
		}
		if o.Fill != nil {
			if err := o.Fill(tx); err != nil {
				return err
			}
		}
		return errors.Join(
			tx.PutMeta(metaSchema, f.schema.Number),
			tx.PutMeta(metaGeneration, 0),
			tx.PutMeta(metaDevice, device),
			tx.PutMeta(metaCreated, f.now().Round(0)))
	})
	return errors.Join(err, db.Sync(), db.Close())
}
