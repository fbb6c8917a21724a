package related

import (
	"path/filepath"
	"strings"
	"time"
)

// A pattern is a name with places to fill in: NAME is the name of a workbook's file,
// BASE begins the names in the folders beside it, STAMP is a date, and ANY is a name
// that a person chose.
type pattern string

// The patterns of what the program makes. A pattern that begins with NAME is also that
// of what belongs to a file beside a workbook, such as a snapshot that is made anew.
const (
	workbookName pattern = "NAME"
	lockName     pattern = "NAME.lock"          // locked by who has it open; it is empty
	ownerName    pattern = "NAME.owner"         // says who that is
	markerName   pattern = "NAME.seen"          // how new it was when it was last seen here
	editingName  pattern = "NAME.editing"       // names the folders in which another editor has a text
	copyingName  pattern = "NAME.copying-STAMP" // names a copy that is being written elsewhere

	newName       pattern = "NAME.new"       // while it is made
	restoringName pattern = "NAME.restoring" // a copy that is to take its place
	rewritingName pattern = "NAME.rewriting" // while it is made anew
	salvagingName pattern = "NAME.salvaging" // while it is made of what was saved out of another
	partName      pattern = "NAME.part"      // while it is written
	copyName      pattern = ".NAME.part"     // while a copy, or an export, is written under that name

	soundName    pattern = "NAME.before-restore-STAMP" // set aside, and whole
	damagedName  pattern = "NAME.damaged-STAMP"        // set aside, and broken
	savedName    pattern = "NAME.saved-STAMP"          // made of what was salvaged out of it
	unsealedName pattern = "NAME.before-seal-STAMP"    // as it was before it was sealed

	snapshotName       pattern = "BASESTAMP.db"
	journalName        pattern = "BASESTAMP.journal"
	journalDamagedName pattern = "NAME.damaged" // a journal of which part could not be read
	reserveName        pattern = "BASEreserve"  // room on the disk for a journal
)

// stampForm is the form of a STAMP, in UTC, so that names sort as time goes.
const stampForm = "20060102-150405"

// A place is where a name lies: beside the workbook, or in a folder there.
type place int

const (
	beside place = iota
	snapshots
	recovery
	sessions
)

// row is one row of the table: one name that the program makes.
type row struct {
	in   place
	name pattern
	kind Kind
	half bool // it is there while something is made, and nothing is only in it
}

// table has every name that the program ever makes beside a workbook, and in the
// folders there. The first row that fits is that of a file. What begins with ANY may
// belong to another workbook in the same folder.
//
// A copy or an export that goes elsewhere, while it is written, has the copyName or
// the salvagingName of its place, and a file with the copyingName names it.
var table = [...]row{
	{beside, "NAME", Workbook, false},
	{beside, "NAME.lock", Lock, false},
	{beside, "NAME.owner", Lock, false},
	{beside, "NAME.seen", Lock, false},
	{beside, "NAME.seen.part", Lock, true},
	{beside, "NAME.editing", Lock, false},
	{beside, "NAME.editing.part", Lock, true},
	{beside, "NAME.copying-STAMP", Lock, false},
	{beside, "NAME.new", Aside, true},
	{beside, "NAME.restoring", Aside, true},
	{beside, "NAME.restoring.rewriting", Aside, true},
	{beside, "NAME.rewriting", Aside, true},
	{beside, "NAME.salvaging", Aside, true},
	{beside, "NAME.salvaging.new", Aside, true},
	{beside, "NAME.salvaging.rewriting", Aside, true},
	{beside, "NAME.salvaging.before-seal-STAMP", Aside, true},
	{beside, ".NAME.part", Aside, true},
	{beside, "NAME.before-restore-STAMP", Aside, false},
	{beside, "NAME.before-restore-STAMP.rewriting", Aside, true},
	{beside, "NAME.damaged-STAMP", Aside, false},
	{beside, "NAME.damaged-STAMP.rewriting", Aside, true},
	{beside, "NAME.before-seal-STAMP", Aside, false},
	{beside, "NAME.before-seal-STAMP.rewriting", Aside, true},
	{beside, "NAME.saved-STAMP", Aside, false},
	{beside, "NAME.saved-STAMP.rewriting", Aside, true},
	{beside, "NAME.saved-STAMP.salvaging", Aside, true},
	{beside, "NAME.saved-STAMP.salvaging.new", Aside, true},
	{beside, "NAME.saved-STAMP.salvaging.rewriting", Aside, true},
	{beside, "NAME.saved-STAMP.salvaging.before-seal-STAMP", Aside, true},
	{beside, ".ANY.part", Stray, false},
	{beside, "ANY.salvaging", Stray, false},
	{beside, "ANY.salvaging.new", Stray, false},
	{beside, "ANY.salvaging.rewriting", Stray, false},
	{beside, "ANY.salvaging.before-seal-STAMP", Stray, false},

	{snapshots, "BASESTAMP.db", Snapshot, false},
	{snapshots, ".BASESTAMP.db.part", Snapshot, true},
	{snapshots, "BASESTAMP.db.rewriting", Snapshot, true},

	{recovery, "BASESTAMP.journal", Recovery, false},
	{recovery, "BASESTAMP.journal.part", Recovery, true},
	{recovery, "BASESTAMP.journal.damaged", Recovery, false},
	{recovery, "BASESTAMP.journal.damaged.part", Recovery, true},
	{recovery, "BASEreserve", Recovery, false},

	{sessions, "ANY", Session, false},
}

// folder returns where a place is of a workbook.
func (p place) folder(path string) string {
	switch p {
	case snapshots:
		return SnapshotFolder(path)
	case recovery:
		return RecoveryFolder(path)
	case sessions:
		return SessionFolder(path)
	}
	return filepath.Dir(Resolve(path))
}

// of returns the name that a pattern gives to what belongs to a file, at an instant.
func (p pattern) of(path string, at time.Time) string {
	return strings.NewReplacer("NAME", filepath.Base(path), "BASE", base(path), "ANY", "copy", "STAMP", at.UTC().Format(stampForm)).Replace(string(p))
}

// beside returns the path beside a file that a pattern gives to what belongs to it.
func (p pattern) beside(path string, at time.Time) string {
	path = Resolve(path)
	return filepath.Join(filepath.Dir(path), p.of(path, at))
}

// fits reports whether a name is one of those of the workbook at path, whose links are
// resolved, and returns the last date in it.
func (p pattern) fits(name, path string) (at time.Time, ok bool) {
	rest := string(p)
	for rest != "" {
		switch {
		case strings.HasPrefix(rest, "NAME"):
			name, ok = strings.CutPrefix(name, filepath.Base(path))
			rest = rest[len("NAME"):]
		case strings.HasPrefix(rest, "BASE"):
			name, ok = strings.CutPrefix(name, base(path))
			rest = rest[len("BASE"):]
		case strings.HasPrefix(rest, "STAMP"):
			var err error
			at, err = time.Parse(stampForm, name[:min(len(name), len(stampForm))])
			ok, rest = err == nil, rest[len("STAMP"):]
			name = name[min(len(name), len(stampForm)):]
		case strings.HasPrefix(rest, "ANY"):
			rest = rest[len("ANY"):]
			ends := len(strings.ReplaceAll(rest, "STAMP", stampForm)) // what follows has one length
			ok = len(name) > ends
			name = name[max(0, len(name)-ends):]
		default:
			name, ok = strings.CutPrefix(name, rest[:1])
			rest = rest[1:]
		}
		if !ok {
			return at, false
		}
	}
	return at, name == ""
}
