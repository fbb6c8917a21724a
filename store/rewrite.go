package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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

// rewriting makes a new file out of a workbook, entry by entry: bbolt never
// shrinks a file, and what was deleted stays in its free pages. The new file is
// written beside the old one, put on the disk, verified from its first page to
// its last value, counted, and renamed into the old one's place. Whenever the
// process is killed, the old file or the new one stands there, whole; what it
// leaves beside is removed when the workbook is next opened.
type rewriting struct {
	// begin looks at the whole workbook first. It may be nil.
	begin func(tx transaction) error
	// change returns what is to stand in the place of an entry, in its envelope; a
	// nil key drops it. It must not alter or keep what it is given. A nil change
	// keeps everything. The indexes do not come: they are made again.
	change func(tx transaction, bucket string, key, value []byte) (newKey, newValue []byte, err error)
	// finish adds what was not there. It may be nil.
	finish func(tx transaction) error
	// done follows when the new file has taken the old one's place, on the writer. It
	// may be nil.
	done func() error
	// to is the form of the new file; nil is that of the old one.
	to *codec
	// aside is what comes between the old file's name and the date in the name
	// that it stays under; "" removes it.
	aside string
}

// rewrite makes the workbook's file anew and goes on with the new one. No save
// comes between: it runs on the writer. What was read before is still true.
func (s *Store) rewrite(r rewriting) error {
	return s.do(write{apply: func() (err, failed error) {
		if err, failed = s.makeAnew(r); err == nil && r.done != nil {
			err = r.done()
		}
		return err, failed
	}})
}

// makeAnew runs on the writer. failed is not nil if the file could not be opened
// again after it.
func (s *Store) makeAnew(r rewriting) (err, failed error) {
	defer faultsAsPanics()()
	defer s.guard(&err)
	if p := s.fault.Load(); p != nil {
		return p, p
	}
	if s.readOnly {
		return problem.Of(s.path, berrors.ErrDatabaseReadOnly), nil
	}
	path := related.Resolve(s.path)
	defer s.options.disk.Remove(path + related.RewriteEnding) // if it is still there
	o := s.options
	if o.keys = s.form.keys; r.to != nil {
		o.keys = r.to.keys
	}
	if err := s.counted(r).write(s.read, path+related.RewriteEnding, o); err != nil {
		return problem.Of(s.path, fmt.Errorf("rewrite: %w", err)), nil
	}
	if _, err := s.checkPlace(); err != nil {
		return err, nil
	}
	s.handle.Lock()
	defer s.handle.Unlock()
	err = s.db.Close() // Windows renames no file that is open
	if err == nil {
		err = r.swap(path, s.options, s.now())
	}
	failed = s.reopen(s.form.keys, o.keys)
	return errors.Join(problem.Of(s.path, err), failed), failed
}

// counted is a rewriting that counts as a save.
func (s *Store) counted(r rewriting) rewriting {
	finish := r.finish
	r.finish = func(tx transaction) error {
		if finish != nil {
			if err := finish(tx); err != nil {
				return err
			}
		}
		return putMeta(tx, metaGeneration, s.generation+1)
	}
	return r
}

// reopen opens the file that now stands at the path. Where the old one and the
// new one have different keys, it takes those that fit.
func (s *Store) reopen(keys ...*vault.Keys) error {
	id, err := s.inspect(s.options.kind)
	if err != nil {
		return err
	}
	s.generation = id.generation
	s.setForm(id.header, formOf(id.header, keys...))
	return s.openFile(id.file, s.options)
}

// rewriteFile makes a workbook anew that nobody else can have open: a snapshot,
// or one whose lock the caller holds.
func rewriteFile(path string, r rewriting, o Options) error {
	path = related.Resolve(path)
	s, err := Open(path, Options{Now: o.Now, Kinds: o.Kinds, ReadOnly: true, held: true, disk: o.disk, kind: o.kind, keys: o.keys})
	if err != nil {
		return err
	}
	defer o.disk.Remove(path + related.RewriteEnding) // if it is still there
	err = r.write(s.view, path+related.RewriteEnding, o)
	if err = errors.Join(err, s.Close()); err == nil {
		err = r.swap(path, o, s.now())
	}
	return problem.Of(path, err)
}

// write makes the new file beside the old one, and returns when it is on the
// disk and everything in it is as it should be.
func (r rewriting) write(view func(func(tx transaction) error) error, beside string, o Options) error {
	if err := o.disk.Remove(beside); err != nil {
		return err
	}
	file, err := o.disk.Open(beside, os.O_RDWR|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	unsynced := o.disk // synced once, at the end
	unsynced.NoSync = true
	to, err := unsynced.OpenDatabase(file, false)
	if err != nil {
		return err
	}
	var want counts
	err = view(func(tx transaction) error {
		if r.to == nil {
			r.to = &tx.codec
		}
		want, err = r.fill(tx, to)
		return err
	})
	err = errors.Join(err, o.disk.At("filled"), to.Sync(), to.Close(), o.disk.At("synced"))
	if err != nil {
		return err
	}
	return errors.Join(verifyNew(beside, want, Options{ReadOnly: true, disk: o.disk, kind: o.kind, keys: o.keys}), o.disk.At("verified"))
}

// counts is how many entries there are in each bucket.
type counts map[string]int

// compare reports of which bucket there is another number.
func (c counts) compare(found counts) error {
	for name, n := range c {
		if found[name] != n {
			return fmt.Errorf("of %d entries of %s there are %d", n, name, found[name])
		}
	}
	return nil
}

// fill copies what is to stay into an empty file, adds what is new, and makes
// the indexes. It returns what must be in the file.
func (r rewriting) fill(from transaction, to *bolt.DB) (want counts, err error) {
	if r.begin != nil {
		if err := r.begin(from); err != nil {
			return nil, err
		}
	}
	copied := counts{}
	err = from.ForEach(func(name []byte, _ *bolt.Bucket) (err error) {
		if !strings.HasPrefix(string(name), derivedPrefix) {
			copied[string(name)], err = r.fillBucket(from, string(name), to)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = to.Update(func(inner *bolt.Tx) error {
		tx := transaction{inner, *r.to, from.kinds}
		if err := copied.compare(count(tx)); err != nil {
			return err
		}
		if r.finish != nil {
			if err := r.finish(tx); err != nil {
				return err
			}
		}
		_, err := rebuild(tx) // verifyNew finds what is damaged
		want = count(tx)
		return err
	})
	return want, err
}

// fillBucket copies what is to stay of a bucket, and returns how much that is.
func (r rewriting) fillBucket(from transaction, name string, to *bolt.DB) (n int, err error) {
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
				newKey, newValue, err := r.changed(from, name, key, value)
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

// changed returns what is to stand in the place of an entry. What is damaged is
// not copied, but it may be dropped.
func (r rewriting) changed(from transaction, name string, key, value []byte) (newKey, newValue []byte, err error) {
	newKey, newValue = key, value
	if r.change != nil {
		if newKey, newValue, err = r.change(from, name, key, value); err != nil || newKey == nil {
			return nil, nil, err
		}
	}
	if _, _, err := from.unseal(name, key, value); err != nil {
		return nil, nil, damageAt(from, name, key, err)
	}
	return newKey, newValue, nil
}

// count counts what a transaction sees: bbolt's own figures leave out what is
// not committed yet.
func count(tx transaction) counts {
	found := counts{}
	_ = tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
		found[string(name)] = 0
		return bucket.ForEach(func(key, value []byte) error {
			found[string(name)]++
			return nil
		})
	})
	return found
}

// verifyNew reads the new file as if it had come from elsewhere, and counts what
// is in it.
func verifyNew(path string, want counts, o Options) error {
	if snap := verify(path, o); snap.Err != nil {
		return snap.Err
	}
	s, err := Open(path, o)
	if err != nil {
		return err
	}
	err = s.view(func(tx transaction) error {
		return want.compare(count(tx))
	})
	return errors.Join(err, s.Close())
}

// swap puts the new file in the place of the old one.
func (r rewriting) swap(path string, o Options, at time.Time) (err error) {
	aside := ""
	if r.aside != "" {
		if aside, err = setAside(o.disk, path, r.aside, at); err != nil {
			return err
		}
	}
	err = o.disk.At("aside")
	if err == nil {
		err = o.disk.Rename(path+related.RewriteEnding, path)
	}
	if err != nil {
		takeBack(o.disk, path, aside)
		return err
	}
	return errors.Join(o.disk.At("renamed"), o.disk.SyncFolder(filepath.Dir(path)), o.disk.At("swapped"))
}

// sweep removes what a process that was killed has left half made beside the
// workbook. That it cannot be removed is no reason not to open the workbook.
func sweep(path string) {
	for _, half := range related.HalfMade(path) {
		_ = os.Remove(half)
	}
}
