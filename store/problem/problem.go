// Package problem has what can be wrong with a file of the store: the kinds of it,
// and who else has the file open. It opens no file itself.
package problem

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"syscall"
	"time"

	berrors "go.etcd.io/bbolt/errors"

	"goldenthread/store/guarded"
)

// Kind is one of the ways in which opening or saving can go wrong.
type Kind string

// The kinds of problem. The file is never changed by one.
const (
	InUse      Kind = "in-use"     // another window has the workbook open; see Holder
	Missing    Kind = "missing"    // no such file, and it was not to be made
	Empty      Kind = "empty"      // the file has no bytes
	Foreign    Kind = "foreign"    // the file is something else than a workbook
	CutShort   Kind = "cut-short"  // the end of the file is missing
	Damaged    Kind = "damaged"    // the file is a workbook, and broken
	Newer      Kind = "newer"      // written by a newer version of the program
	Costly     Kind = "costly"     // made to use up the memory: unlocking it asks for more than any workbook does
	Older      Kind = "older"      // whole, and without saves that were seen here before; Err is an *Older
	NoAccess   Kind = "no-access"  // the file or its folder may not be read or written
	NoFolder   Kind = "no-folder"  // the folder is not there
	NotAFile   Kind = "not-a-file" // a folder or a device is at its path
	InTheWay   Kind = "in-the-way" // what lies where a small file beside it belongs is no file; Err names it
	Locked     Kind = "locked"     // it is sealed, and nobody has unlocked it yet; see Store.Unlock
	DiskFull   Kind = "disk-full"  // nothing was saved; a later save may succeed
	Replaced   Kind = "replaced"   // the opened file is no longer the one at its path; nothing was saved
	Session    Kind = "session"    // the file holds a group's session and no workbook
	Workbook   Kind = "workbook"   // the file is a workbook and holds no session
	Unexpected Kind = "unexpected" // anything else; after a failed save, no more saves
)

// Problem is why a workbook could not be opened or saved.
type Problem struct {
	Kind   Kind
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

// Of sorts an error of the system, of bbolt or of a value into the kinds. An error
// that already is a Problem stays as it is.
func Of(path string, err error) error {
	if err == nil {
		return nil
	}
	var known *Problem
	if errors.As(err, &known) {
		return err
	}
	return &Problem{Kind: kindOf(err), Path: path, Err: err}
}

func kindOf(err error) Kind {
	var damage *Damage
	switch {
	case errors.As(err, &damage):
		return Damaged
	case IsDiskFull(err):
		return DiskFull
	case errors.Is(err, berrors.ErrTimeout):
		return InUse
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, guarded.ErrLink), errors.Is(err, guarded.ErrForeign):
		return NoAccess
	case errors.Is(err, fs.ErrNotExist):
		return Missing
	case errors.Is(err, syscall.ENOTDIR):
		return NoFolder
	case errors.Is(err, syscall.EISDIR), errors.Is(err, guarded.ErrNotRegular):
		return NotAFile
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch):
		return Foreign
	case errors.Is(err, berrors.ErrChecksum):
		return Damaged
	}
	return Unexpected
}

// IsDiskFull also reads the words of the error: bbolt wraps a failure to grow
// the file with %s, which hides it from errors.Is.
func IsDiskFull(err error) bool {
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
