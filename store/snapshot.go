package store

import (
	"time"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
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

func snapshotOf(f file.Snapshot) Snapshot {
	return Snapshot{f.Path, f.At, f.Size, f.Counts[countAnswers], f.Counts[countRevisions], f.Sealed, f.Saves, f.Err}
}

// ErrItself is returned where a workbook was to be copied onto itself.
var ErrItself = file.ErrItself

// Snapshot writes a verified copy of the workbook into a folder, which it makes
// if need be; "" is the workbook's own folder of snapshots. Saving goes on
// meanwhile. If a value of the workbook is damaged, so would be the copy: then
// none is made, and the error names the *Damage.
func (s *Store) Snapshot(dir string) (Snapshot, error) {
	snap, err := s.file.Snapshot(dir)
	return snapshotOf(snap), err
}

// Backup writes a verified copy of the workbook to a file, as Snapshot does: it
// is written beside its place and renamed, so that there is never half of one. A
// file that is there is kept unless replace is set; then the error is an
// fs.ErrExist.
func (s *Store) Backup(path string, replace bool) (Snapshot, error) {
	snap, err := s.file.Backup(path, replace)
	return snapshotOf(snap), err
}

// SnapshotIfDue makes a snapshot in the workbook's own folder and thins out the
// old ones, if something was written since the newest: on its first call, and
// then once an hour. Call it often, from a goroutine of its own. After an error
// it tries again an hour later; a save never waits for it.
func (s *Store) SnapshotIfDue(now time.Time) (snap Snapshot, made bool, err error) {
	found, made, err := s.file.SnapshotIfDue(now)
	return snapshotOf(found), made, err
}

// Snapshots returns the snapshots of the workbook at path, the newest first. The
// structure of each is checked, not every value; see [Verify]. Where there is no
// folder of snapshots there are none.
func Snapshots(path string) ([]Snapshot, error) {
	found, err := file.Snapshots(path, schemaOf(DefaultKinds()))
	var all []Snapshot
	for _, snap := range found {
		all = append(all, snapshotOf(snap))
	}
	return all, err
}

// NewestSnapshot returns the newest snapshot of which every value is as it was
// written. found is false if there is none.
func NewestSnapshot(path string) (snap Snapshot, found bool, err error) {
	newest, found, err := file.NewestSnapshot(path, schemaOf(DefaultKinds()))
	return snapshotOf(newest), found, err
}

// Verify reads a snapshot, or any other workbook that nobody has open, from its
// first page to its last value. Of a sealed one it compares every value with its
// checksum, which finds accidents; malice shows when it is unlocked. What is wrong is
// in Err: a *Problem if it cannot be opened, else a *Damage for every value. At is the
// time of its name, or else that of the file.
func Verify(path string) Snapshot {
	return snapshotOf(file.Verify(path, schemaOf(DefaultKinds()), file.Options{ReadOnly: true}))
}

// Note notes beside the workbook at path that something of it is being written to
// target, and returns what removes the note: should the process be killed meanwhile,
// the next start finds what is left there. A copy that the store itself writes it notes
// itself.
func Note(path, target string, o Options) (drop func()) {
	return file.Note(disk.Disk{}, path, target, o.on(disk.Disk{}).Clock())
}

// Elsewhere returns the paths to which something of the workbook was being written when
// a process was killed, as far as that was noted and what is left there could not be
// removed yet.
func Elsewhere(path string) ([]string, error) { return file.Elsewhere(path) }
