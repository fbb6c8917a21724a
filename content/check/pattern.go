package check

import (
	"regexp"
	"sync"
)

// pattern is a regular expression of a rule. It is compiled when it is first
// used: the program must not wait for it at every start.
type pattern func() *regexp.Regexp

func newPattern(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
