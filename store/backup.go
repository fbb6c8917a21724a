package store

import (
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

// Snapshot writes a verified copy of the workbook into a folder, which it makes
// if need be; "" is the workbook's own folder of snapshots. Saving goes on
// meanwhile. If a value of the workbook is damaged, so would be the copy: then
// none is made, and the error names the *Damage.
func (s *Store) Snapshot(dir string) (Snapshot, error) {
	return s.snapshotIn(dir, s.now(), unlessSound)
}

// unlessSound is what is wrong with a copy.
func unlessSound(copied Snapshot) error { return copied.Err }

// snapshotIn names no snapshot earlier than those that are there: after the clock
// went back, the newest would else not be the one that holds the most. refuse
// returns why a copy is of no use.
func (s *Store) snapshotIn(dir string, at time.Time, refuse func(Snapshot) error) (Snapshot, error) {
	if dir == "" {
		dir = related.SnapshotFolder(s.path)
		if all, err := namedSnapshots(s.options.disk, s.path); err == nil && len(all) > 0 && !at.After(all[0].At) {
			at = all[0].At.Add(time.Second)
		}
	}
	if err := s.options.disk.MakeFolder(dir); err != nil {
		return Snapshot{}, fmt.Errorf("store: snapshot: %w", err)
	}
	for {
		snap, err := s.backup(filepath.Join(dir, related.SnapshotName(s.path, at)), false, refuse)
		if !errors.Is(err, fs.ErrExist) {
			return snap, err
		}
		at = at.Add(time.Second) // two in one second
	}
}

// Backup writes a verified copy of the workbook to a file, as Snapshot does: it
// is written beside its place and renamed, so that there is never half of one. A
// file that is there is kept unless replace is set; then the error is an
// fs.ErrExist.
func (s *Store) Backup(file string, replace bool) (Snapshot, error) {
	return s.backup(file, replace, unlessSound)
}

func (s *Store) backup(file string, replace bool, refuse func(Snapshot) error) (snap Snapshot, err error) {
	if err := s.mayCopyTo(file, replace); err != nil {
		return Snapshot{}, fmt.Errorf("store: snapshot: %w", err)
	}
	beside := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+related.PartEnding)
	defer func() {
		if err != nil {
			_ = s.options.disk.Remove(beside)
			err = fmt.Errorf("store: snapshot: %w", err)
		}
	}()
	if err := s.copyTo(beside); err != nil {
		return Snapshot{}, err
	}
	snap = Verify(beside)
	if err := refuse(snap); err != nil {
		return Snapshot{}, err
	}
	if err := s.mayCopyTo(file, replace); err != nil {
		return Snapshot{}, err
	}
	if err := s.options.disk.Settle(beside, file); err != nil {
		return Snapshot{}, err
	}
	snap.Path = file
	if at, ok := related.SnapshotTime(related.Base(s.path), filepath.Base(file)); ok {
		snap.At = at
	}
	return snap, nil
}

// ErrItself is that a workbook was to be copied onto itself.
var ErrItself = errors.New("it is the workbook itself")

func (s *Store) mayCopyTo(file string, replace bool) error {
	s.handle.RLock()
	defer s.handle.RUnlock()
	info, err := s.options.disk.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case os.SameFile(info, s.file):
		return ErrItself
	case !replace:
		return &fs.PathError{Op: "write", Path: file, Err: fs.ErrExist}
	}
	return nil
}

// copyTo writes the workbook as it is now into a new file.
func (s *Store) copyTo(path string) error {
	return s.options.disk.Write(path, func(w io.Writer) error {
		return s.examine(func(tx transaction) error {
			_, err := tx.WriteTo(w)
			return err
		})
	})
}

// SnapshotIfDue makes a snapshot in the workbook's own folder and thins out the
// old ones, if something was written since the newest: on its first call, and
// then once an hour. Call it often, from a goroutine of its own. After an error
// it tries again an hour later; a save never waits for it.
func (s *Store) SnapshotIfDue(now time.Time) (snap Snapshot, made bool, err error) {
	s.snapshots.Lock()
	defer s.snapshots.Unlock()
	since := now.Sub(s.looked)
	if s.readOnly || !s.looked.IsZero() && since >= 0 && since < snapshotEvery {
		return Snapshot{}, false, nil
	}
	s.looked = now
	if changed, err := s.changedSinceSnapshot(); err != nil || !changed {
		return Snapshot{}, false, err
	}
	if snap, err = s.snapshotIn("", now, unlessSound); err != nil {
		return Snapshot{}, false, err
	}
	return snap, true, s.thinOut(snap)
}

// changedSinceSnapshot reports whether something was written that the newest
// snapshot has not.
func (s *Store) changedSinceSnapshot() (bool, error) {
	if a, err := s.inventory(); err != nil || a.empty() {
		return false, err
	}
	all, err := namedSnapshots(s.options.disk, s.path)
	if err != nil || len(all) == 0 {
		return err == nil, err
	}
	newest, err := Open(all[0].Path, Options{ReadOnly: true})
	if err != nil {
		return true, nil // it is of no use
	}
	then, err := newest.fingerprint()
	if err = errors.Join(err, newest.Close()); err != nil {
		return true, nil
	}
	now, err := s.fingerprint()
	return now != then, err
}
