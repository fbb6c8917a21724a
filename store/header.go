package store

import (
	"errors"
	"io"

	"goldenthread/store/boltfile"
)

// check reports whether a file is sound enough to be handed to bbolt, which on a
// damaged file panics, waits for ever, or makes things worse. It reads every
// page, and keeps no lock and no mapping.
func check(file io.ReaderAt, size int64) error {
	if size == 0 {
		return &Problem{Kind: ProblemEmpty}
	}
	_, err := boltfile.Verify(file, size)
	var fault *boltfile.Fault
	if !errors.As(err, &fault) {
		return err
	}
	return &Problem{Kind: kindOfFault(fault.Kind), Err: err}
}

func kindOfFault(kind boltfile.Kind) ProblemKind {
	switch kind {
	case boltfile.Foreign:
		return ProblemForeign
	case boltfile.CutShort:
		return ProblemCutShort
	}
	return ProblemDamaged
}
