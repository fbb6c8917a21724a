package content

import (
	"cmp"
	"fmt"
	"slices"
)

// ParseError is a place in a file of the workbook that cannot be read as
// content, with what was expected there.
type ParseError struct {
	File string // path in the fs.FS
	Line int    // from 1; 0 when the whole file is meant
	Text string // the offending line; empty when Line is 0
	Msg  string // what is wrong and what was expected, one sentence
}

func (e *ParseError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Msg)
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// ParseErrors returns every ParseError that err holds, by file and line. An
// author sees several at once.
func ParseErrors(err error) []*ParseError {
	var found []*ParseError
	collectParseErrors(err, &found)
	slices.SortStableFunc(found, func(a, b *ParseError) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return found
}

func collectParseErrors(err error, found *[]*ParseError) {
	switch e := err.(type) {
	case *ParseError:
		*found = append(*found, e)
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			collectParseErrors(one, found)
		}
	case interface{ Unwrap() error }:
		collectParseErrors(e.Unwrap(), found)
	}
}
