package file

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"goldenthread/store/related"
)

const snapshotEvery = time.Hour

// Snapshot writes a verified copy of the file into a folder, which it makes
// if need be; "" is the file's own folder of snapshots. Saving goes on
// meanwhile. If a value of the file is damaged, so would be the copy: then
// none is made, and the error names the *problem.Damage.
func (f *File) Snapshot(dir string) (Snapshot, error) {
	return f.snapshotIn(dir, f.now(), unlessSound)
}

// unlessSound returns what is wrong with a copy.
func unlessSound(copied Snapshot) error { return copied.Err }

// snapshotIn names no snapshot earlier than those that are there: after the clock
// went back, the newest would else not be the one that holds the most. refuse
// returns why a copy is of no use.
func (f *File) snapshotIn(dir string, at time.Time, refuse func(Snapshot) error) (Snapshot, error) {
	if dir == "" {
		dir = related.SnapshotFolder(f.path)
		if all, err := NamedSnapshots(f.options.Disk, f.path); err == nil && len(all) > 0 && !at.After(all[0].At) {
			at = all[0].At.Add(time.Second)
		}
	}
	if err := f.options.Disk.MakeFolder(dir); err != nil {
		return Snapshot{}, fmt.Errorf("store: snapshot: %w", err)
	}
	for {
		snap, err := f.backup(filepath.Join(dir, related.SnapshotName(f.path, at)), false, refuse)
		if !errors.Is(err, fs.ErrExist) {
			return snap, err
		}
		at = at.Add(time.Second) // two in one second
	}
}

// Backup writes a verified copy of the file to a file, as Snapshot does: it
// is written beside its place and renamed, so that there is never half of one. A
// file that is there is kept unless replace is set; then the error is an
// fs.ErrExist.
func (f *File) Backup(file string, replace bool) (Snapshot, error) {
	return f.backup(file, replace, unlessSound)
}

func (f *File) backup(file string, replace bool, refuse func(Snapshot) error) (snap Snapshot, err error) {
	if err := f.mayCopyTo(file, replace); err != nil {
		return Snapshot{}, fmt.Errorf("store: snapshot: %w", err)
	}
	if filepath.Dir(file) != related.SnapshotFolder(f.path) { // there every start looks
		defer Note(f.options.Disk, f.path, file, f.now)()
	}
	beside := related.CopyPath(file)
	defer func() {
		if err != nil {
			_ = f.options.Disk.Remove(beside)
			err = fmt.Errorf("store: snapshot: %w", err)
		}
	}()
	if err := f.copyTo(beside); err != nil {
		return Snapshot{}, err
	}
	snap = Verify(beside, f.schema, Options{ReadOnly: true})
	if err := refuse(snap); err != nil {
		return Snapshot{}, err
	}
	if err := f.mayCopyTo(file, replace); err != nil {
		return Snapshot{}, err
	}
	if err := f.options.Disk.Settle(beside, file); err != nil {
		return Snapshot{}, err
	}
	snap.Path = file
	if at, ok := related.SnapshotTime(related.Resolve(f.path), filepath.Base(file)); ok {
		snap.At = at
	}
	return snap, nil
}

// ErrItself is returned where a file was to be copied onto itself.
var ErrItself = errors.New("it is the workbook itself")

// ErrTaken is returned where a copy was to have a name beside the file that the program
// gives to what it makes there: the next start would remove it.
var ErrTaken = errors.New("the program itself makes and removes files of that name")

// errIrregular keeps links, devices and pipes, which a copy would take the place of.
var errIrregular = errors.New("it is a link or a device, not a file")

func (f *File) mayCopyTo(file string, replace bool) error {
	f.handle.RLock()
	defer f.handle.RUnlock()
	info, err := f.options.Disk.Lstat(file)
	switch {
	case related.IsTaken(f.path, file):
		return &fs.PathError{Op: "write", Path: file, Err: ErrTaken}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case os.SameFile(info, f.info):
		return ErrItself
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "write", Path: file, Err: errIrregular}
	case !replace:
		return &fs.PathError{Op: "write", Path: file, Err: fs.ErrExist}
	}
	return nil
}

// copyTo writes the file as it is now into a new file.
func (f *File) copyTo(path string) error {
	return f.options.Disk.Write(path, func(w io.Writer) error {
		return f.ReadRaw(func(tx Tx) error {
			_, err := tx.WriteTo(w)
			return err
		})
	})
}

// SnapshotIfDue makes a snapshot in the file's own folder and thins out the
// old ones, if something was written since the newest: on its first call, and
// then once an hour. Call it often, from a goroutine of its own. After an error
// it tries again an hour later; a save never waits for it.
func (f *File) SnapshotIfDue(now time.Time) (snap Snapshot, made bool, err error) {
	f.snapshots.Lock()
	defer f.snapshots.Unlock()
	since := now.Sub(f.looked)
	if f.readOnly || !f.looked.IsZero() && since >= 0 && since < snapshotEvery {
		return Snapshot{}, false, nil
	}
	f.looked = now
	if changed, err := f.changedSinceSnapshot(); err != nil || !changed {
		return Snapshot{}, false, err
	}
	if snap, err = f.snapshotIn("", now, unlessSound); err != nil {
		return Snapshot{}, false, err
	}
	return snap, true, f.thinOut(snap)
}

// changedSinceSnapshot reports whether something was written that the newest
// snapshot has not.
func (f *File) changedSinceSnapshot() (bool, error) {
	if found, err := f.Count(); err != nil || f.schema.Empty != nil && f.schema.Empty(found) {
		return false, err
	}
	all, err := NamedSnapshots(f.options.Disk, f.path)
	if err != nil || len(all) == 0 {
		return err == nil, err
	}
	newest, err := Open(all[0].Path, f.schema, Options{ReadOnly: true})
	if err != nil {
		return true, nil // it is of no use
	}
	then, err := newest.fingerprint()
	if err = errors.Join(err, newest.Close()); err != nil {
		return true, nil
	}
	now, err := f.fingerprint()
	return now != then, err
}

// fingerprint is the same for two files that hold the same.
func (f *File) fingerprint() (found [sha256.Size]byte, err error) {
	err = f.ReadRaw(func(tx Tx) error {
		found = sum(f.schema.Fingerprint, tx)
		return nil
	})
	return found, err
}
