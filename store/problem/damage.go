package problem

import (
	"errors"
	"fmt"
)

// Damage is a value in a file that is not what was written. Every other value stays
// readable.
type Damage struct {
	Bucket string
	Of     fmt.Stringer // what the value is about, as far as its key tells; nil if it does not
	Err    error
}

// Error returns one line for a log.
func (d *Damage) Error() string {
	text := "store: damaged value in " + d.Bucket
	if d.Of != nil {
		text += ", " + d.Of.String()
	}
	return text + ": " + d.Err.Error()
}

// Unwrap returns Err.
func (d *Damage) Unwrap() error { return d.Err }

// IsDamage reports whether an error is about single values, and nothing else.
func IsDamage(err error) bool {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			if !IsDamage(e) {
				return false
			}
		}
		return true
	}
	var damage *Damage
	var p *Problem
	return errors.As(err, &damage) && !errors.As(err, &p)
}
