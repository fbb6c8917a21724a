package page

import (
	"cmp"
	"fmt"
	"slices"
)

// Error reports a place in a file that cannot be read as content.
type Error struct {
	File string // path in the fs.FS
	Line int    // from 1; 0 when the whole file is meant
	Text string // the offending line; empty when Line is 0
	Msg  string // one sentence: the fault, and what was expected
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Msg)
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// Errors returns every Error that err holds, by file and line. An
// author sees several at once.
func Errors(err error) []*Error {
	var found []*Error
	collect(err, &found)
	slices.SortStableFunc(found, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return found
}

func collect(err error, found *[]*Error) {
	switch e := err.(type) {
	case *Error:
		*found = append(*found, e)
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			collect(one, found)
		}
	case interface{ Unwrap() error }:
		collect(e.Unwrap(), found)
	}
}
