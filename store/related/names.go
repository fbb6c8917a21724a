// Package related names the files that the program makes because of a workbook, and
// finds them: what each is called and where it lies, who else may read it, and which
// program carries its folder between computers. It opens none of them.
package related

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// What follows the name of a workbook, beside it. A file of which the name begins
// with a dot is being written.
const (
	lockEnding  = ".lock"    // locked by who has it open; it is empty
	ownerEnding = ".owner"   // says who that is
	seenEnding  = ".seen"    // the marker: how new the workbook was
	editEnding  = ".editing" // names the folders in which another editor has a text

	NewEnding     = ".new"       // while it is made
	RestoreEnding = ".restoring" // a copy that is to take its place
	RewriteEnding = ".rewriting" // while it is made anew
	SalvageEnding = ".salvaging" // while it is made of what was saved out of another
	PartEnding    = ".part"      // a copy that is being written

	AsideSound    = ".before-restore-" // with a stamp, as the following
	AsideDamaged  = ".damaged-"
	asideSaved    = ".saved-" // what was salvaged out of it
	AsideUnsealed = ".before-seal-"
)

// The names in the folders beside a workbook: they begin with its Base.
const (
	Stamp          = "20060102-150405" // in UTC, so that names sort as time goes
	SnapshotEnding = ".db"
	JournalEnding  = ".journal"
	DamagedEnding  = ".damaged" // follows a journal of which part could not be read
	ReserveName    = "reserve"  // room on the disk for a journal
)

// LockPath returns the path of the lock of a workbook.
func LockPath(path string) string { return Resolve(path) + lockEnding }

// OwnerPath returns the path of the file that names the process which has a workbook open.
func OwnerPath(path string) string { return Resolve(path) + ownerEnding }

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

// MarkerPath returns the path of the marker file, which records the newest generation
// of a workbook that was seen here.
func MarkerPath(path string) string { return Resolve(path) + seenEnding }

// EditingPath returns the path of the file that names the folders in which another
// editor has a text of a workbook.
func EditingPath(path string) string { return Resolve(path) + editEnding }

// SnapshotFolder returns the folder that the snapshots of a workbook are kept
// in. Nothing is made.
func SnapshotFolder(path string) string {
	return filepath.Join(filepath.Dir(Resolve(path)), "snapshots")
}

// SnapshotName returns the name of a snapshot of a workbook.
func SnapshotName(path string, at time.Time) string {
	return Base(path) + at.UTC().Format(Stamp) + SnapshotEnding
}

// Base begins the names of a workbook's snapshots: two workbooks may lie
// in one folder.
func Base(path string) string {
	name := filepath.Base(Resolve(path))
	return strings.TrimSuffix(name, filepath.Ext(name)) + "-"
}

// SnapshotTime reads the time in a snapshot's name.
func SnapshotTime(base, name string) (time.Time, bool) {
	stamp, ours := strings.CutPrefix(name, base)
	stamp, whole := strings.CutSuffix(stamp, SnapshotEnding)
	at, err := time.Parse(Stamp, stamp)
	return at, ours && whole && err == nil
}

// RecoveryFolder returns the folder in which the words are kept that could not be
// put into the workbook at path. Nothing is made.
func RecoveryFolder(path string) string {
	return filepath.Join(filepath.Dir(Resolve(path)), "recovery")
}

// SessionFolder returns the folder of the sessions that belong to the data of a
// workbook's path. The workbook itself is not looked at.
func SessionFolder(path string) string { return filepath.Join(filepath.Dir(path), "sessions") }

// SalvageName is a path beside a damaged workbook for what can be saved of it.
func SalvageName(path string, at time.Time) string {
	return Resolve(path) + asideSaved + at.UTC().Format(Stamp)
}

// HalfMade returns where something may have been left half made.
func HalfMade(path string) []string {
	var all []string
	for _, ending := range []string{NewEnding, RestoreEnding, RestoreEnding + RewriteEnding, RewriteEnding} {
		all = append(all, Resolve(path)+ending)
	}
	return append(all, MarkerPath(path)+PartEnding, EditingPath(path)+PartEnding)
}

// SetAside returns the files that Restore and Seal have set aside, and what was
// salvaged.
func SetAside(path string) ([]string, error) {
	path = Resolve(path)
	entries, err := os.ReadDir(filepath.Dir(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var found []string
	for _, entry := range entries {
		for _, why := range []string{AsideDamaged, AsideSound, asideSaved, AsideUnsealed} {
			stamp, ours := strings.CutPrefix(entry.Name(), filepath.Base(path)+why)
			if _, err := time.Parse(Stamp, stamp); ours && err == nil {
				found = append(found, filepath.Join(filepath.Dir(path), entry.Name()))
			}
		}
	}
	if err != nil {
		err = fmt.Errorf("store: %w", err)
	}
	return found, err
}
