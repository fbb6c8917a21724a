package file

import (
	"errors"
	"io"

	"goldenthread/store/boltfile"
	"goldenthread/store/problem"
)

// verifyPages reports whether a file is sound enough to be handed to bbolt, which on a
// damaged file panics, waits for ever, or makes things worse. It reads every
// page, and keeps no lock and no mapping.
func verifyPages(file io.ReaderAt, size int64) error {
	if size == 0 {
		return &problem.Problem{Kind: problem.Empty}
	}
	_, err := boltfile.Verify(file, size)
	var fault *boltfile.Fault
	if !errors.As(err, &fault) {
		return err
	}
	return &problem.Problem{Kind: kindOfFault(fault.Kind), Err: err}
}

func kindOfFault(kind boltfile.Kind) problem.Kind {
	switch kind {
	case boltfile.Foreign:
		return problem.Foreign
	case boltfile.CutShort:
		return problem.CutShort
	}
	return problem.Damaged
}
