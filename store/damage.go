package store

import (
	"errors"
	"goldenthread/store/problem"
)

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

// asProblem sorts an error of the system, of bbolt or of a value into the kinds. An
// error that already is a Problem stays as it is.
func asProblem(path string, err error) error {
	var damage *Damage
	var known *Problem
	if errors.As(err, &damage) && !errors.As(err, &known) {
		return &Problem{Kind: ProblemDamaged, Path: path, Err: err}
	}
	return problem.Of(path, err)
}
