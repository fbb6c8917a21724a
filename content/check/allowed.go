package check

import (
	"strings"

	"goldenthread/content/page"
)

// allowedFile lists the warnings that were looked at and accepted.
const allowedFile = "check-allowed.yaml"

// allowance accepts one warning, for a reason.
type allowance struct {
	ID      string `yaml:"id"`      // the rule
	File    string `yaml:"file"`    // path in the fs.FS
	Words   string `yaml:"words"`   // part of the words that the warning is about
	Because string `yaml:"because"` // why it is accepted
	Line    int    `yaml:",line"`
}

// allowances reads check-allowed.yaml.
func allowances(p *page.File) []*allowance {
	list := page.List[allowance](p)
	for _, a := range list {
		if a.ID == "" || a.File == "" || a.Words == "" || a.Because == "" {
			p.Fail(a.Line, `expected "id:", "file:", "words:" and "because:", the reason why the warning is accepted`)
		}
	}
	return list
}

func (a allowance) matches(p Problem) bool {
	return p.Severity == Warning && a.ID == p.ID && a.File == p.File && strings.Contains(p.Words, a.Words)
}

// withoutAllowed drops the warnings that are accepted, and warns of every
// acceptance that is no longer needed.
func withoutAllowed(found []Problem, allowed []*allowance) []Problem {
	used := make([]bool, len(allowed))
	var left []Problem
	for _, p := range found {
		accepted := false
		for i, a := range allowed {
			if a.matches(p) {
				used[i], accepted = true, true
			}
		}
		if !accepted {
			left = append(left, p)
		}
	}
	for i, a := range allowed {
		if !used[i] {
			left = append(left, Problem{
				File: allowedFile, Line: a.Line, ID: "L00", Severity: Warning,
				Msg:        "no " + a.ID + " about " + a.Words + " was found in " + a.File,
				Words:      a.Words,
				Suggestion: "remove the entry",
			})
		}
	}
	return left
}
