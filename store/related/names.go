// Package related names the files that the program makes because of a workbook, and
// finds them: what each is called and where it lies, who else may read it, and which
// program carries its folder between computers. It opens none of them.
//
// Start reading with the table in table.go: it has every name, and no name is made
// anywhere else.
package related

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// Resolve follows links, so that two names of one file share one lock.
func Resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(dir, filepath.Base(path))
	}
	return path
}

// LockPath returns the path of the lock of a workbook.
func LockPath(path string) string { return lockName.beside(path, time.Time{}) }

// OwnerPath returns the path of the file that names the process which has a workbook open.
func OwnerPath(path string) string { return ownerName.beside(path, time.Time{}) }

// MarkerPath returns the path of the marker file, which records the newest generation
// of a workbook that was seen here.
func MarkerPath(path string) string { return markerName.beside(path, time.Time{}) }

// EditingPath returns the path of the file that names the folders in which another
// editor has a text of a workbook.
func EditingPath(path string) string { return editingName.beside(path, time.Time{}) }

// CopyingPath returns the path of a file that names a copy of a workbook which is being
// written elsewhere.
func CopyingPath(path string, at time.Time) string { return copyingName.beside(path, at) }

// NewPath returns the path under which a file is made that is not there yet.
func NewPath(path string) string { return newName.beside(path, time.Time{}) }

// RestoringPath returns the path of a copy that is to take the place of a file.
func RestoringPath(path string) string { return restoringName.beside(path, time.Time{}) }

// RewritingPath returns the path under which a file is made anew.
func RewritingPath(path string) string { return rewritingName.beside(path, time.Time{}) }

// SalvagingPath returns the path under which a workbook is made of what was saved out
// of another.
func SalvagingPath(path string) string { return salvagingName.beside(path, time.Time{}) }

// PartPath returns the path under which a small file or a journal is written.
func PartPath(path string) string { return partName.beside(path, time.Time{}) }

// CopyPath returns the path, hidden in its folder, under which a copy or an export is
// written that is to be at path.
func CopyPath(path string) string {
	return filepath.Join(filepath.Dir(path), copyName.of(path, time.Time{}))
}

// Reason says why a file was set aside.
type Reason struct{ name pattern }

// AsideSound is the reason of a whole file that a snapshot has taken the place of.
func AsideSound() Reason { return Reason{soundName} }

// AsideDamaged is the reason of a broken file that a snapshot has taken the place of.
func AsideDamaged() Reason { return Reason{damagedName} }

// AsideUnsealed is the reason of a file as it was before it was sealed.
func AsideUnsealed() Reason { return Reason{unsealedName} }

// AsidePath returns the path under which a file is set aside.
func AsidePath(path string, why Reason, at time.Time) string { return why.name.beside(path, at) }

// IsUnsealed reports whether a file is a workbook as it was before it was sealed.
func IsUnsealed(path, workbook string) bool {
	_, is := unsealedName.fits(filepath.Base(path), Resolve(workbook))
	return is
}

// SalvageName is a path beside a damaged workbook for what can be saved of it.
func SalvageName(path string, at time.Time) string { return savedName.beside(path, at) }

// SnapshotFolder returns the folder that the snapshots of a workbook are kept
// in. Nothing is made.
func SnapshotFolder(path string) string {
	return filepath.Join(filepath.Dir(Resolve(path)), "snapshots")
}

// SnapshotName returns the name of a snapshot of a workbook.
func SnapshotName(path string, at time.Time) string { return snapshotName.of(Resolve(path), at) }

// SnapshotTime reads the time in the name of a snapshot of the workbook at path, whose
// links are resolved.
func SnapshotTime(path, name string) (time.Time, bool) { return snapshotName.fits(name, path) }

// CopyTime reads the time in the name of a snapshot of any workbook.
func CopyTime(name string) (time.Time, bool) { return pattern("ANY-STAMP.db").fits(name, "") }

// base begins the names of a workbook's snapshots and journals: two workbooks may lie
// in one folder.
func base(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name)) + "-"
}

// RecoveryFolder returns the folder in which the words are kept that could not be
// put into the workbook at path. Nothing is made.
func RecoveryFolder(path string) string {
	return filepath.Join(filepath.Dir(Resolve(path)), "recovery")
}

// JournalPath returns the path of a recovery journal of a workbook.
func JournalPath(path string, at time.Time) string {
	return filepath.Join(RecoveryFolder(path), journalName.of(Resolve(path), at))
}

// IsJournal reports whether a name in the recovery folder is that of a journal of the
// workbook at path, whose links are resolved.
func IsJournal(path, name string) bool {
	_, is := journalName.fits(name, path)
	return is
}

// DamagedJournal returns the path that a journal gets when part of it could not be
// read.
func DamagedJournal(path string) string { return journalDamagedName.beside(path, time.Time{}) }

// ReservePath returns the path of the room that is kept on the disk for the journals
// of a workbook.
func ReservePath(path string) string {
	return filepath.Join(RecoveryFolder(path), reserveName.of(Resolve(path), time.Time{}))
}

// SessionFolder returns the folder of the sessions that belong to the data of a
// workbook's path. The workbook itself is not looked at.
func SessionFolder(path string) string { return filepath.Join(filepath.Dir(path), "sessions") }

// EditorFolder begins the names of the folders in which another editor has a text of a
// workbook; sum tells workbooks apart.
func EditorFolder(sum []byte) string { return fmt.Sprintf("goldenthread-%x-", sum) }
