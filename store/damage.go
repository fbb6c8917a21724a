package store

import (
	"errors"
	"strings"

	"goldenthread/store/file"
	"goldenthread/store/problem"
)

// ErrClosed is returned by every call on a Store that was closed.
var ErrClosed = file.ErrClosed

// Damage is a value in the file that is not what was written. Every other value
// stays readable. [OriginOf] tells whose it is.
type Damage = problem.Damage

// Origin says whose value one is, as far as its key tells.
type Origin struct {
	Slot Slot // zero if that is not known
	ID   ID   // of the revision; zero if it is none
}

// String returns the slot and the revision, as far as they are known.
func (o Origin) String() string {
	var parts []string
	if o.Slot != (Slot{}) {
		parts = append(parts, o.Slot.String())
	}
	if !o.ID.IsZero() {
		parts = append(parts, "revision "+o.ID.String())
	}
	return strings.Join(parts, ", ")
}

// OriginOf returns whose value it is that is damaged; zero if that is not known.
func OriginOf(d *Damage) Origin {
	origin, _ := d.Of.(Origin)
	return origin
}

// IsWritten reports whether it is something that a person wrote that is damaged.
func IsWritten(d *Damage) bool { return d.Bucket == bucketRev || d.Bucket == bucketDraft }

// damageTo returns a Damage of a value whose origin may be known.
func damageTo(bucket string, of Origin, err error) *Damage {
	d := &Damage{Bucket: bucket, Err: err}
	if of != (Origin{}) {
		d.Of = of
	}
	return d
}

// Unreadable parts the error of a read: single answers that are damaged are counted,
// for the rest of the workbook is whole; any other error is returned.
func Unreadable(err error) (damaged int, other error) {
	var joined interface{ Unwrap() []error }
	var damage *Damage
	switch {
	case err == nil:
		return 0, nil
	case errors.As(err, &joined):
		for _, e := range joined.Unwrap() {
			n, err := Unreadable(e)
			damaged, other = damaged+n, errors.Join(other, err)
		}
		return damaged, other
	case errors.As(err, &damage):
		return 1, nil
	}
	return 0, err
}
