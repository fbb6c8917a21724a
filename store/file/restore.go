package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// Restored says what Restore did.
type Restored struct {
	From  Snapshot
	Path  string // where the copy now is
	Aside string // where the file is that was there; "" if there was none
	Sound bool   // that file is whole, too
}

// Restore puts a verified copy of a snapshot in the place of the file at path, which nobody may have open. The file that is there is not written to: it
// is only renamed, to "name.before-restore-DATE" or, if it is broken, to
// "name.damaged-DATE".
//
// Nothing is renamed before the copy is on the disk, and the name of the file
// leads to the old one or for the new one at every moment: whenever the
// process is killed, one of them is there, and both are on the disk. Only where
// the file system knows no second name for a file is there an instant without;
// then Open finds snapshots and makes no empty file.
//
// carry may take over into the copy what the old file knows and the snapshot does
// not; both are opened with the Options that it is given. It is not called if there
// was no file.
func Restore(path, snapshot string, schema Schema, o Options, carry func(old, copied string, o Options) error) (done Restored, err error) {
	o.Now = o.Clock()
	if path, err = filepath.Abs(path); err != nil {
		return done, problem.Of(path, err)
	}
	path = related.Resolve(path)
	if err := o.Disk.MakeFolder(filepath.Dir(path)); err != nil {
		return done, problem.Of(path, err)
	}
	lock, err := acquire(path, o)
	if err != nil {
		return done, withHolder(path, err)
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	return restore(path, snapshot, schema, o, carry)
}

func restore(path, snapshot string, schema Schema, o Options, carry func(old, copied string, o Options) error) (done Restored, err error) {
	there, err := o.Disk.Lstat(path)
	switch source, absent := o.Disk.Stat(snapshot); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return done, problem.Of(path, fmt.Errorf("restore: %w", err))
	case err == nil && !there.Mode().IsRegular():
		return done, &problem.Problem{Kind: problem.NotAFile, Path: path}
	case err == nil && absent == nil && os.SameFile(source, there):
		return done, fmt.Errorf("store: restore: %w", ErrItself)
	}
	beside := related.RestoringPath(path)
	defer func() {
		if err != nil {
			_ = o.Disk.Remove(beside)
		}
	}()
	done = Restored{From: Verify(snapshot, schema, Options{ReadOnly: true, Disk: o.Disk}), Path: path}
	if done.From.Err == nil {
		if err = o.Disk.Copy(snapshot, beside); err != nil {
			return done, &Unrestorable{Path: snapshot, Err: err}
		}
		done.From.Err = Verify(beside, schema, Options{ReadOnly: true, Disk: o.Disk}).Err
	}
	if done.From.Err != nil {
		return done, &Unrestorable{Path: snapshot, Err: done.From.Err}
	}
	if there != nil {
		if err = carry(path, beside, Options{ReadOnly: true, Held: true, Disk: o.Disk}); err != nil {
			return done, problem.Of(path, fmt.Errorf("restore: %w", err))
		}
		done.Sound = isSound(Verify(path, schema, Options{ReadOnly: true, Held: true, Disk: o.Disk}).Err)
		why := related.AsideDamaged()
		if done.Sound {
			why = related.AsideSound()
		}
		if done.Aside, err = SetAside(o.Disk, path, why, o.Now()); err != nil {
			takeBack(o.Disk, path, done.Aside)
		}
	}
	if err == nil {
		err = putInPlace(beside, path, done.Aside, o.Disk)
	}
	if err != nil {
		return done, problem.Of(path, fmt.Errorf("restore: %w", err))
	}
	return done, nil
}

// putInPlace gives a copy the name that it is for. If that fails, the file that was
// set aside has its own again.
func putInPlace(copied, path, aside string, d disk.Disk) error {
	err := d.Remove(related.MarkerPath(path)) // what is put back may be older
	if err == nil {
		err = d.Rename(copied, path)
	}
	if err != nil {
		takeBack(d, path, aside)
		return err
	}
	return d.SyncFolder(filepath.Dir(path))
}

// isSound reports whether what was found wrong with a file is not its own fault.
func isSound(err error) bool {
	var p *problem.Problem
	return err == nil || errors.As(err, &p) && p.Kind == problem.Newer
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
