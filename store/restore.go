package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// Restored says what Restore did.
type Restored struct {
	From  Snapshot
	Path  string      // where the copy now is
	Aside string      // where the file is that was there; "" if there was none
	Sound bool        // that file is whole, too
	Back  []Forgotten // what had been deleted in it, and is here again
	Blind bool        // something had been deleted in it, and one of the two is sealed: whether it is here again cannot be told
}

// Restore puts a verified copy of a snapshot in the place of the workbook at
// path, which nobody may have open. The file that is there is not written to: it
// is only renamed, to "name.before-restore-DATE" or, if it is broken, to
// "name.damaged-DATE".
//
// Nothing is renamed before the copy is on the disk, and the name of the workbook
// stands for the old file or for the new one at every moment: whenever the
// process is killed, one of them is there, and both are on the disk. Only where
// the file system knows no second name for a file is there an instant without;
// then Open finds snapshots and makes no empty workbook.
func Restore(path, snapshot string, o Options) (done Restored, err error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if path, err = filepath.Abs(path); err != nil {
		return done, problem.Of(path, err)
	}
	path = related.Resolve(path)
	if err := o.disk.MakeFolder(filepath.Dir(path)); err != nil {
		return done, problem.Of(path, err)
	}
	lock, err := acquire(path, o)
	if err != nil {
		return done, withHolder(path, err)
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	return restore(path, snapshot, o)
}

// rebury lets the copy of a snapshot know what was deleted since, as far as the
// workbook that it replaces can be read, and returns what of that it brings back.
func rebury(workbook, copied string, o Options) ([]Forgotten, error) {
	var gone []Forgotten
	if old, err := Open(workbook, o); err == nil {
		gone, err = old.Forgotten()
		if err := errors.Join(err, old.Close()); err != nil {
			return nil, nil // it is about to be set aside as damaged
		}
	}
	if len(gone) == 0 {
		return nil, nil
	}
	if err := rewriteFile(copied, rewriting{finish: func(tx transaction) error { return bury(tx, gone) }}, o); err != nil {
		return nil, err
	}
	s, err := Open(copied, o)
	if err != nil {
		return nil, err
	}
	var back []Forgotten
	for _, one := range gone {
		traces, err := s.Traces(func(slot Slot) bool { return slot == one.Slot })
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		if len(traces) > 0 && one.covers(traces[0].First) {
			back = append(back, one)
		}
	}
	return back, s.Close()
}

// reburyBlind is rebury where one of the two is sealed. What was deleted is carried
// over as it stands there, if the same keys seal both. It reports whether there
// was something that rebury can no longer look at.
func reburyBlind(workbook, copied string, o Options) (blind bool, err error) {
	old, err := Open(workbook, o)
	if err != nil {
		return false, nil // rebury finds the same
	}
	gone := map[string][]byte{}
	err = old.examine(func(tx transaction) error {
		bucket := tx.Bucket([]byte(bucketGone))
		if bucket == nil {
			return nil
		}
		return bucket.ForEach(func(key, value []byte) error {
			gone[string(key)] = bytes.Clone(value)
			return nil
		})
	})
	ours, theirs := old.header, headerAt(copied)
	if err = errors.Join(err, old.Close()); err != nil || len(gone) == 0 || ours == nil && theirs == nil {
		return false, err
	}
	if ours == nil || theirs == nil || !ours.Same(theirs) {
		return true, nil
	}
	file, err := o.disk.Open(copied, os.O_RDWR)
	if err != nil {
		return true, err
	}
	db, err := o.disk.OpenDatabase(file, false)
	if err != nil {
		return true, err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists([]byte(bucketGone))
		for key, value := range gone {
			if err == nil {
				err = bucket.Put([]byte(key), value)
			}
		}
		return err
	})
	return true, errors.Join(err, db.Close())
}

// withHolder adds who has the workbook open.
func withHolder(path string, err error) error {
	var p *Problem
	if errors.As(err, &p) && p.Kind == ProblemInUse {
		p.Holder = holderOf(path)
	}
	return err
}

func restore(path, snapshot string, o Options) (done Restored, err error) {
	there, err := o.disk.Lstat(path)
	switch source, absent := o.disk.Stat(snapshot); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return done, problem.Of(path, fmt.Errorf("restore: %w", err))
	case err == nil && !there.Mode().IsRegular():
		return done, &Problem{Kind: ProblemNotAFile, Path: path}
	case err == nil && absent == nil && os.SameFile(source, there):
		return done, fmt.Errorf("store: restore: %w", ErrItself)
	}
	beside := path + related.RestoreEnding
	defer func() {
		if err != nil {
			_ = o.disk.Remove(beside)
		}
	}()
	if err = o.disk.Copy(snapshot, beside); err != nil {
		return done, &Unrestorable{Path: snapshot, Err: err}
	}
	done = Restored{From: verify(snapshot, Options{ReadOnly: true, disk: o.disk}), Path: path}
	if done.From.Err == nil {
		done.From.Err = verify(beside, Options{ReadOnly: true, disk: o.disk}).Err
	}
	if done.From.Err != nil {
		return done, &Unrestorable{Path: snapshot, Err: done.From.Err}
	}
	if there != nil {
		reading := Options{ReadOnly: true, held: true, disk: o.disk}
		if done.Blind, err = reburyBlind(path, beside, reading); err == nil && !done.Blind {
			done.Back, err = rebury(path, beside, reading)
		}
		if err != nil {
			return done, problem.Of(path, fmt.Errorf("restore: %w", err))
		}
		done.Sound = isSound(verify(path, Options{ReadOnly: true, held: true, disk: o.disk}).Err)
		why := related.AsideDamaged
		if done.Sound {
			why = related.AsideSound
		}
		done.Aside, err = setAside(o.disk, path, why, o.Now())
	}
	if err == nil {
		err = o.disk.Remove(related.MarkerPath(path)) // what is put back may be older
	}
	if err == nil {
		err = o.disk.Rename(beside, path)
	}
	if err != nil {
		takeBack(o.disk, path, done.Aside)
	} else {
		err = o.disk.SyncFolder(filepath.Dir(path))
	}
	if err != nil {
		return done, problem.Of(path, fmt.Errorf("restore: %w", err))
	}
	return done, nil
}

// isSound reports whether what was found wrong with a file is not its own fault.
func isSound(err error) bool {
	var p *Problem
	return err == nil || errors.As(err, &p) && p.Kind == ProblemNewer
}

// Unrestorable is a file from which nothing can be restored. Nothing was changed.
type Unrestorable struct {
	Path string
	Err  error
}

// Error returns one line for a log.
func (e *Unrestorable) Error() string { return "store: restore from " + e.Path + ": " + e.Err.Error() }

// Unwrap returns Err.
func (e *Unrestorable) Unwrap() error { return e.Err }

// takeBack undoes setAside.
func takeBack(d disk.Disk, path, aside string) {
	if aside != "" && d.Rename(aside, path) == nil {
		_ = d.Remove(aside) // where it was a second name
	}
}

// setAside gives a file a second name, or where that cannot be, a new one. It
// says why and when.
func setAside(d disk.Disk, path, why string, at time.Time) (string, error) {
	for {
		aside := path + why + at.UTC().Format(related.Stamp)
		switch _, err := d.Lstat(aside); {
		case err == nil:
			at = at.Add(time.Second)
			continue
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
		if d.Link(path, aside) == nil {
			return aside, nil
		}
		return aside, d.Rename(path, aside)
	}
}
