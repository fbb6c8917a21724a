package problem

import "fmt"

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
