package store

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"syscall"
	"time"

	berrors "go.etcd.io/bbolt/errors"
)

// ProblemKind is one of the ways in which opening or saving can go wrong.
type ProblemKind string

// The kinds of problem. The file is never changed by one.
const (
	ProblemInUse      ProblemKind = "in-use"     // another window has the workbook open; see Holder
	ProblemMissing    ProblemKind = "missing"    // no such file, and it was not to be made
	ProblemEmpty      ProblemKind = "empty"      // the file has no bytes
	ProblemForeign    ProblemKind = "foreign"    // the file is something else than a workbook
	ProblemCutShort   ProblemKind = "cut-short"  // the end of the file is missing
	ProblemDamaged    ProblemKind = "damaged"    // the file is a workbook, and broken
	ProblemNewer      ProblemKind = "newer"      // written by a newer version of the program
	ProblemOlder      ProblemKind = "older"      // whole, and without saves that were seen here before; Err is an *Older
	ProblemNoAccess   ProblemKind = "no-access"  // the file or its folder may not be read or written
	ProblemNoFolder   ProblemKind = "no-folder"  // the folder is not there
	ProblemNotAFile   ProblemKind = "not-a-file" // a folder or a device stands in its place
	ProblemLocked     ProblemKind = "locked"     // it is sealed, and nobody has unlocked it yet; see Store.Unlock
	ProblemDiskFull   ProblemKind = "disk-full"  // nothing was saved; a later save may succeed
	ProblemReplaced   ProblemKind = "replaced"   // the opened file is no longer the one at its path; nothing was saved
	ProblemSession    ProblemKind = "session"    // the file holds a group's session and no workbook
	ProblemWorkbook   ProblemKind = "workbook"   // the file is a workbook and holds no session
	ProblemUnexpected ProblemKind = "unexpected" // anything else; after a failed save, no more saves
)

// Problem is why a workbook could not be opened or saved.
type Problem struct {
	Kind   ProblemKind
	Path   string
	Holder *Holder // who has it open, if Kind is in-use and it is known
	Err    error   // what lies behind it; may be nil
}

// Holder is the process that has a workbook open.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// Error returns one line for a log.
func (p *Problem) Error() string {
	text := fmt.Sprintf("store: %s: %s", p.Path, p.Kind)
	if p.Holder != nil {
		text += fmt.Sprintf(": process %d on %s since %s", p.Holder.PID, p.Holder.Host, p.Holder.Since.Format(time.RFC3339))
	}
	if p.Err != nil {
		text += ": " + p.Err.Error()
	}
	return text
}

// Unwrap returns Err.
func (p *Problem) Unwrap() error { return p.Err }

// ErrClosed is returned by every call on a Store that was closed.
var ErrClosed = errors.New("store: closed")

// Damage is a value in the file that is not what was written. Every other value
// stays readable.
type Damage struct {
	Bucket string
	Slot   Slot // whose answer it is; zero if that is not known
	ID     ID   // the revision; zero if it is none
	Err    error
}

// Error returns one line for a log.
func (d *Damage) Error() string {
	text := "store: damaged value in " + d.Bucket
	if d.Slot != (Slot{}) {
		text += ", " + d.Slot.String()
	}
	if !d.ID.IsZero() {
		text += ", revision " + d.ID.String()
	}
	return text + ": " + d.Err.Error()
}

// Unwrap returns Err.
func (d *Damage) Unwrap() error { return d.Err }

// OfAnswer reports whether it is something that a person wrote.
func (d *Damage) OfAnswer() bool { return d.Bucket == bucketRev || d.Bucket == bucketDraft }

// problem sorts an error of the system or of bbolt into the kinds. An error
// that already is a Problem stays as it is.
func problem(path string, err error) error {
	if err == nil {
		return nil
	}
	var known *Problem
	if errors.As(err, &known) {
		return err
	}
	return &Problem{Kind: kindOf(err), Path: path, Err: err}
}

func kindOf(err error) ProblemKind {
	var damage *Damage
	switch {
	case errors.As(err, &damage):
		return ProblemDamaged
	case isDiskFull(err):
		return ProblemDiskFull
	case errors.Is(err, berrors.ErrTimeout):
		return ProblemInUse
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ProblemNoAccess
	case errors.Is(err, fs.ErrNotExist):
		return ProblemMissing
	case errors.Is(err, syscall.ENOTDIR):
		return ProblemNoFolder
	case errors.Is(err, syscall.EISDIR):
		return ProblemNotAFile
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch):
		return ProblemForeign
	case errors.Is(err, berrors.ErrChecksum):
		return ProblemDamaged
	}
	return ProblemUnexpected
}

// isDiskFull also reads the words of the error: bbolt wraps a failure to grow
// the file with %s, which hides it from errors.Is.
func isDiskFull(err error) bool {
	full := []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, berrors.ErrMaxSizeReached}
	if runtime.GOOS == "windows" {
		const handleDiskFull, diskFull = syscall.Errno(39), syscall.Errno(112)
		full = append(full, handleDiskFull, diskFull)
	}
	for _, e := range full {
		if errors.Is(err, e) || strings.Contains(err.Error(), "file resize error") && strings.Contains(err.Error(), e.Error()) {
			return true
		}
	}
	return false
}
