package check

import "fmt"

// Severity says how much a problem matters.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the content must not be released
	Warning Severity = "warning" // a person should look, and may accept it in check-allowed.yaml
	Note    Severity = "note"    // something could not be checked
)

// Problem is one finding of the check.
type Problem struct {
	File       string // path in the fs.FS
	Line       int    // from 1; 0 when the whole file is meant
	ID         string // the rule, "L01" to "L28"
	Severity   Severity
	Msg        string // the fault, in a sentence
	Words      string // the words that it is about
	Suggestion string // a way to mend it; may be empty
}

func (p Problem) String() string {
	if p.Severity == Note {
		return fmt.Sprintf("%s %s", p.ID, p.Msg)
	}
	where := p.File
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s: %s %s", where, p.ID, p.Msg)
}
