package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// Snapshot is a whole workbook as it was at an instant, in a file of its own.
type Snapshot struct {
	Path      string
	At        time.Time // to the second
	Size      int64
	Answers   int   // places in which something was written; 0 if it is sealed
	Revisions int   // what was kept in them, one after another
	Sealed    bool  // nothing but its checksums was looked at
	Saves     int64 // how often the workbook had been saved; compares those of one workbook
	Err       error // why nothing can be restored from it; nil if it is sound
}

// Snapshots returns the snapshots of the workbook at path, the newest first. The
// structure of each is checked, not every value; see Verify. Where there is no
// folder of snapshots there are none.
func Snapshots(path string) ([]Snapshot, error) {
	found, err := namedSnapshots(disk.Disk{}, path)
	for i := range found {
		found[i].look()
	}
	return found, err
}

// namedSnapshots goes by the names alone.
func namedSnapshots(d disk.Disk, path string) ([]Snapshot, error) {
	folder, base := related.SnapshotFolder(path), related.Base(path)
	entries, err := d.ReadFolder(folder)
	var found []Snapshot
	for _, entry := range entries {
		at, ok := related.SnapshotTime(base, entry.Name())
		if !ok || !entry.Type().IsRegular() {
			continue
		}
		if info, err := entry.Info(); err == nil { // else it went meanwhile
			found = append(found, Snapshot{Path: filepath.Join(folder, entry.Name()), At: at, Size: info.Size()})
		}
	}
	slices.SortStableFunc(found, func(a, b Snapshot) int { return b.At.Compare(a.At) })
	if err != nil {
		err = fmt.Errorf("store: snapshots: %w", err)
	}
	return found, err
}

// look fills in what it holds, and Err.
func (snap *Snapshot) look() {
	s, err := Open(snap.Path, Options{ReadOnly: true, Older: true})
	if err == nil {
		snap.Saves = s.generation
		var audit Audit
		audit, err = s.inventory()
		snap.holds(audit)
		err = errors.Join(err, s.Close())
	}
	snap.Err = err
}

func (snap *Snapshot) holds(a Audit) {
	snap.Answers, snap.Revisions, snap.Sealed = a.Answers, a.Revisions, a.Sealed
}

// NewestSnapshot returns the newest snapshot of which every value is as it was
// written. found is false if there is none.
func NewestSnapshot(path string) (snap Snapshot, found bool, err error) {
	all, err := namedSnapshots(disk.Disk{}, path)
	for _, snap := range all {
		if snap = Verify(snap.Path); snap.Err == nil {
			return snap, true, err
		}
	}
	return Snapshot{}, false, err
}

// Verify reads a snapshot, or any other workbook that nobody has open, from its
// first page to its last value. Of a sealed one it compares every value with its
// checksum, which finds accidents; malice shows when it is unlocked. What is wrong is in Err: a *Problem if it cannot
// be opened, else a *Damage for every value. At is the time of its name, or else
// that of the file.
func Verify(path string) Snapshot { return verify(path, Options{ReadOnly: true}) }

func verify(path string, o Options) Snapshot {
	snap := Snapshot{Path: path}
	info, err := o.disk.Stat(path)
	if err != nil {
		snap.Err = problem.Of(path, err)
		return snap
	}
	snap.Size, snap.At = info.Size(), info.ModTime()
	name := filepath.Base(path)
	if cut := len(name) - len(related.Stamp) - len(related.SnapshotEnding); cut > 0 {
		if at, ok := related.SnapshotTime(name[:cut], name); ok {
			snap.At = at
		}
	}
	o.Older = true // nobody asks whether it is the newest
	s, err := Open(path, o)
	if err != nil {
		snap.Err = err
		return snap
	}
	audit, err := s.Audit()
	wrong := []error{err, s.Close()}
	for _, d := range audit.Damage {
		wrong = append(wrong, d)
	}
	snap.holds(audit)
	snap.Saves, snap.Err = s.generation, errors.Join(wrong...)
	return snap
}
