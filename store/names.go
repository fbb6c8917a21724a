package store

import (
	"goldenthread/store/file"
	"goldenthread/store/ids"
	"goldenthread/store/problem"
)

// What a workbook's user gets from the workbook has its name here, too.
type (
	// ID names a revision or a commitment for ever.
	ID = ids.ID
	// Problem is why a workbook could not be opened or saved.
	Problem = problem.Problem
	// ProblemKind is one of the ways in which opening or saving can go wrong.
	ProblemKind = problem.Kind
	// Holder is the process that has a workbook open.
	Holder = problem.Holder
	// Older is behind a Problem of kind older.
	Older = file.Older
)

// The kinds of problem. The file is never changed by one.
const (
	ProblemInUse      = problem.InUse
	ProblemMissing    = problem.Missing
	ProblemEmpty      = problem.Empty
	ProblemForeign    = problem.Foreign
	ProblemCutShort   = problem.CutShort
	ProblemDamaged    = problem.Damaged
	ProblemNewer      = problem.Newer
	ProblemCostly     = problem.Costly
	ProblemOlder      = problem.Older
	ProblemNoAccess   = problem.NoAccess
	ProblemNoFolder   = problem.NoFolder
	ProblemNotAFile   = problem.NotAFile
	ProblemInTheWay   = problem.InTheWay
	ProblemLocked     = problem.Locked
	ProblemDiskFull   = problem.DiskFull
	ProblemReplaced   = problem.Replaced
	ProblemSession    = problem.Session
	ProblemWorkbook   = problem.Workbook
	ProblemUnexpected = problem.Unexpected
)

// Existed reports whether there was once a workbook at path. Where it is gone, Open
// makes no empty one in its place, unless Options.Anew says so.
func Existed(path string) bool { return file.Existed(path) }

// ParseID reads the form that ID.String writes.
func ParseID(text string) (ID, error) { return ids.Parse(text) }
