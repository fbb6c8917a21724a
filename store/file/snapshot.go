package file

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

// Snapshot is a whole file as it was at an instant, in a file of its own.
type Snapshot struct {
	Path   string
	At     time.Time // to the second
	Size   int64
	Counts Counts // what is in it, as the Schema counts
	Sealed bool   // nothing but its checksums was looked at
	Saves  int64  // how often the file had been saved; compares those of one file
	Err    error  // why nothing can be restored from it; nil if it is sound
}

// Snapshots returns the snapshots of the file at path, the newest first. The
// structure of each is checked, not every value; see Verify. Where there is no
// folder of snapshots there are none.
func Snapshots(path string, schema Schema) ([]Snapshot, error) {
	found, err := NamedSnapshots(disk.Disk{}, path)
	for i := range found {
		found[i].count(schema)
	}
	return found, err
}

// NamedSnapshots goes by the names alone: of what is in them nothing is known.
func NamedSnapshots(d disk.Disk, path string) ([]Snapshot, error) {
	path = related.Resolve(path)
	folder := related.SnapshotFolder(path)
	entries, err := d.ReadFolder(folder)
	var found []Snapshot
	for _, entry := range entries {
		at, ok := related.SnapshotTime(path, entry.Name())
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

// count fills in what it holds, and Err.
func (snap *Snapshot) count(schema Schema) {
	f, err := Open(snap.Path, schema, Options{ReadOnly: true, Older: true})
	if err == nil {
		snap.Saves = f.generation
		var found Inventory
		found, err = f.Count()
		snap.holds(found)
		err = errors.Join(err, f.Close())
	}
	snap.Err = err
}

func (snap *Snapshot) holds(i Inventory) { snap.Counts, snap.Sealed = i.Counts, i.Sealed }

// NewestSnapshot returns the newest snapshot of which every value is as it was
// written. found is false if there is none.
func NewestSnapshot(path string, schema Schema) (snap Snapshot, found bool, err error) {
	all, err := NamedSnapshots(disk.Disk{}, path)
	for _, snap := range all {
		if snap = Verify(snap.Path, schema, Options{ReadOnly: true}); snap.Err == nil {
			return snap, true, err
		}
	}
	return Snapshot{}, false, err
}

// Verify reads a snapshot, or any other file that nobody has open, from its first
// page to its last value. Of a sealed one it compares every value with its checksum,
// which finds accidents; malice shows when it is unlocked. What is wrong is in Err: a
// *problem.Problem if it cannot be opened, else a *problem.Damage for every value. At
// is the time of its name, or else that of the file.
func Verify(path string, schema Schema, o Options) Snapshot {
	snap := Snapshot{Path: path}
	info, err := o.Disk.Stat(path)
	if err != nil {
		snap.Err = problem.Of(path, err)
		return snap
	}
	snap.Size, snap.At = info.Size(), info.ModTime()
	if at, ok := related.CopyTime(filepath.Base(path)); ok {
		snap.At = at
	}
	o.Older = true // nobody asks whether it is the newest
	f, err := Open(path, schema, o)
	if err != nil {
		snap.Err = err
		return snap
	}
	found, err := f.VerifyValues()
	wrong := []error{err, f.Close()}
	for _, d := range found.Damage {
		wrong = append(wrong, d)
	}
	snap.holds(found)
	snap.Saves, snap.Err = f.generation, errors.Join(wrong...)
	return snap
}
