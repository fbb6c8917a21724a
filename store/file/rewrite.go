package file

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"goldenthread/store/problem"
	"goldenthread/store/related"
	"goldenthread/store/vault"
)

const (
	rewriteBatch = 512 // entries in a transaction
	rewriteFill  = 0.9 // of a page: most keys only ever grow
)

// Rewriting makes a new file out of a file, entry by entry: bbolt never
// shrinks a file, and what was deleted stays in its free pages. The new file is
// written beside the old one, put on the disk, verified from its first page to
// its last value, counted, and renamed into the old one's place. Whenever the
// process is killed, the old file or the new one is there, whole; what it
// leaves beside is removed when the file is next opened.
type Rewriting struct {
	// Begin looks at the whole file first. It may be nil.
	Begin func(tx Tx) error
	// Change returns what takes the place of an entry, in its envelope; a
	// nil key drops it. It must not alter or keep what it is given. A nil Change
	// keeps everything. What is derived does not come: it is made again.
	Change func(tx Tx, bucket string, key, value []byte) (newKey, newValue []byte, err error)
	// Finish adds what was not there. It may be nil.
	Finish func(tx Tx) error
	// Done follows when the new file has taken the old one's place, on the writer. It
	// may be nil.
	Done func() error
	// to is the form of the new file; nil is that of the old one.
	to *Codec
	// Aside gives the old file the name that it stays under; the zero Reason removes it.
	Aside related.Reason
}

// Rewrite makes the file anew and goes on with the new one. No save
// comes between: it runs on the writer. What was read before is still true.
func (f *File) Rewrite(r Rewriting) error {
	return f.writer.do(write{apply: func() (err, failed error) {
		if err, failed = f.makeAnew(r); err == nil && r.Done != nil {
			err = r.Done()
		}
		return err, failed
	}})
}

// makeAnew runs on the writer. failed is not nil if the file could not be opened
// again after it.
func (f *File) makeAnew(r Rewriting) (err, failed error) {
	defer faultsAsPanics()()
	defer f.guard(&err)
	if p := f.fault.Load(); p != nil {
		return p, p
	}
	if f.readOnly {
		return problem.Of(f.path, berrors.ErrDatabaseReadOnly), nil
	}
	path := related.Resolve(f.path)
	beside := related.RewritingPath(path)
	defer f.options.Disk.Remove(beside) // if it is still there
	o := f.options
	if o.Keys = f.form.keys; r.to != nil {
		o.Keys = r.to.keys
	}
	if err := f.counted(r).write(f.readUnlocked, beside, f.schema, o); err != nil {
		return problem.Of(f.path, fmt.Errorf("rewrite: %w", err)), nil
	}
	if _, err := f.checkPlace(); err != nil {
		return err, nil
	}
	f.handle.Lock()
	defer f.handle.Unlock()
	err = f.db.Close() // Windows renames no file that is open
	if err == nil {
		err = r.swap(path, f.options, f.now())
	}
	failed = f.reopen(f.form.keys, o.Keys)
	return errors.Join(problem.Of(f.path, err), failed), failed
}

// counted is a Rewriting that counts as a save.
func (f *File) counted(r Rewriting) Rewriting {
	finish := r.Finish
	r.Finish = func(tx Tx) error {
		if finish != nil {
			if err := finish(tx); err != nil {
				return err
			}
		}
		return tx.PutMeta(metaGeneration, f.generation+1)
	}
	return r
}

// reopen opens the file that is now at the path. Where the old one and the
// new one have different keys, it takes those that fit.
func (f *File) reopen(keys ...*vault.Keys) error {
	id, err := f.identify()
	if err != nil {
		return err
	}
	f.generation = id.generation
	f.setForm(id.header, formOf(id.header, keys...))
	return f.openDatabase(id.info, f.options)
}

// RewriteFile makes a file anew that nobody else can have open: a snapshot, or one
// whose lock the caller holds.
func RewriteFile(path string, schema Schema, r Rewriting, o Options) error {
	path = related.Resolve(path)
	f, err := Open(path, schema, Options{Now: o.Now, ReadOnly: true, Held: true, Disk: o.Disk, Keys: o.Keys})
	if err != nil {
		return err
	}
	beside := related.RewritingPath(path)
	defer o.Disk.Remove(beside) // if it is still there
	err = r.write(f.Read, beside, schema, o)
	if err = errors.Join(err, f.Close()); err == nil {
		err = r.swap(path, o, f.now())
	}
	return problem.Of(path, err)
}

// write makes the new file beside the old one, and returns when it is on the
// disk and everything in it is as it should be.
func (r Rewriting) write(read func(func(tx Tx) error) error, beside string, schema Schema, o Options) error {
	if err := o.Disk.Remove(beside); err != nil {
		return err
	}
	file, err := o.Disk.Open(beside, os.O_RDWR|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	unsynced := o.Disk // synced once, at the end
	unsynced.NoSync = true
	to, err := unsynced.OpenDatabase(file, false)
	if err != nil {
		return err
	}
	var want Counts
	err = read(func(tx Tx) error {
		if r.to == nil {
			r.to = &tx.Codec
		}
		want, err = r.fill(tx, to, schema)
		return err
	})
	err = errors.Join(err, o.Disk.At("filled"), to.Sync(), to.Close(), o.Disk.At("synced"))
	if err != nil {
		return err
	}
	return errors.Join(verifyCopy(beside, want, schema, Options{ReadOnly: true, Disk: o.Disk, Keys: o.Keys}), o.Disk.At("verified"))
}

// compare reports of which bucket there is another number.
func (c Counts) compare(found Counts) error {
	for name, n := range c {
		if found[name] != n {
			return fmt.Errorf("of %d entries of %s there are %d", n, name, found[name])
		}
	}
	return nil
}

// fill copies what is to stay into an empty file, adds what is new, and makes
// the indexes. It returns what must be in the file.
func (r Rewriting) fill(from Tx, to *bolt.DB, schema Schema) (want Counts, err error) {
	if r.Begin != nil {
		if err := r.Begin(from); err != nil {
			return nil, err
		}
	}
	copied := Counts{}
	err = from.ForEach(func(name []byte, _ *bolt.Bucket) (err error) {
		if !slices.Contains(schema.Derived, string(name)) {
			copied[string(name)], err = r.fillBucket(from, string(name), to, schema)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = to.Update(func(inner *bolt.Tx) error {
		tx := Tx{inner, *r.to}
		if err := copied.compare(countEntries(tx)); err != nil {
			return err
		}
		if r.Finish != nil {
			if err := r.Finish(tx); err != nil {
				return err
			}
		}
		_, err := schema.index(tx) // verifyCopy finds what is damaged
		want = countEntries(tx)
		return err
	})
	return want, err
}

// fillBucket copies what is to stay of a bucket, and returns how much that is.
func (r Rewriting) fillBucket(from Tx, name string, to *bolt.DB, schema Schema) (n int, err error) {
	cursor := from.Bucket([]byte(name)).Cursor()
	key, value := cursor.First()
	for more := true; more; more = key != nil {
		err := to.Update(func(tx *bolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte(name))
			if err != nil {
				return err
			}
			bucket.FillPercent = rewriteFill
			for i := 0; i < rewriteBatch && key != nil; i++ {
				newKey, newValue, err := r.changed(from, name, key, value, schema)
				if err != nil {
					return err
				}
				if newKey != nil {
					if err := bucket.Put(newKey, newValue); err != nil {
						return err
					}
					n++
				}
				key, value = cursor.Next()
			}
			return nil
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// changed returns what takes the place of an entry. What is damaged is
// not copied, but it may be dropped.
func (r Rewriting) changed(from Tx, name string, key, value []byte, schema Schema) (newKey, newValue []byte, err error) {
	newKey, newValue = key, value
	if r.Change != nil {
		if newKey, newValue, err = r.Change(from, name, key, value); err != nil || newKey == nil {
			return nil, nil, err
		}
	}
	if _, _, err := from.Decode(name, key, value); err != nil {
		return nil, nil, schema.locate(from, name, key, err)
	}
	return newKey, newValue, nil
}

// countEntries counts what a transaction sees: bbolt's own figures leave out what is
// not committed yet.
func countEntries(tx Tx) Counts {
	found := Counts{}
	_ = tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
		found[string(name)] = 0
		return bucket.ForEach(func(key, value []byte) error {
			found[string(name)]++
			return nil
		})
	})
	return found
}

// verifyCopy reads the new file as if it had come from elsewhere, and counts what
// is in it.
func verifyCopy(path string, want Counts, schema Schema, o Options) error {
	if snap := Verify(path, schema, o); snap.Err != nil {
		return snap.Err
	}
	f, err := Open(path, schema, o)
	if err != nil {
		return err
	}
	err = f.Read(func(tx Tx) error {
		return want.compare(countEntries(tx))
	})
	return errors.Join(err, f.Close())
}

// swap puts the new file in the place of the old one.
func (r Rewriting) swap(path string, o Options, at time.Time) (err error) {
	aside := ""
	if r.Aside != (related.Reason{}) {
		if aside, err = SetAside(o.Disk, path, r.Aside, at); err != nil {
			return err
		}
	}
	err = o.Disk.At("aside")
	if err == nil {
		err = o.Disk.Rename(related.RewritingPath(path), path)
	}
	if err != nil {
		takeBack(o.Disk, path, aside)
		return err
	}
	return errors.Join(o.Disk.At("renamed"), o.Disk.SyncFolder(filepath.Dir(path)), o.Disk.At("swapped"))
}
