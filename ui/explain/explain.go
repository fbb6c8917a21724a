// Package explain holds errors that explain themselves. An error that a person can
// do something about has its own words and exit code, beside whatever raises it; the
// command line asks for them once, at its edge. The package knows nothing of ours.
package explain

import "goldenthread/ui/phrase"

// The exit codes of the program.
const (
	Done    = 0
	Failed  = 1
	Misused = 2 // or no terminal
	InUse   = 3
	Damaged = 4   // damaged, missing, newer, or older than last seen
	Signal  = 128 // plus the number of the signal that ended the program
)

// Words holds the text that a person reads when something went wrong. Each member
// is a sentence, or several lines, and may be empty.
type Words struct {
	Happened string // what happened
	Safe     string // what is safe
	Next     string // what to do next
}

// What is safe, where nothing was done.
const (
	Unchanged = "Nothing was changed."
	Kept      = "What you wrote before is safe, and nothing was changed."
)

// Lines returns Words.
func Lines(happened, safe, next string) Words {
	return Words{Happened: happened, Safe: safe, Next: next}
}

// Error is an error that explains itself.
type Error interface {
	error
	Words() Words
	Code() int
}

// Fixed is an Error whose words depend on nothing. It is compared by identity, so
// that a variable of it serves as a sentinel.
type Fixed struct {
	text  string
	code  int
	words Words
}

// New returns an Error with a text for a log, an exit code and words.
func New(text string, code int, words Words) *Fixed { return &Fixed{text, code, words} }

// Error returns the text for a log.
func (e *Fixed) Error() string { return e.text }

// Words returns what a person reads.
func (e *Fixed) Words() Words { return e.words }

// Code returns the exit code.
func (e *Fixed) Code() int { return e.code }

// Misuse is a command line that cannot be meant.
type Misuse struct {
	Command string // the verb in question: "goldenthread export"
	Err     error  // what is wrong with it
	Instead string // a command line that may have been meant; may be empty
}

// Error returns what is wrong.
func (e *Misuse) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *Misuse) Unwrap() error { return e.Err }

// Code returns Misused.
func (e *Misuse) Code() int { return Misused }

// Words names what may have been meant, or the help of the verb.
func (e *Misuse) Words() Words {
	next := "What works: " + e.Command + " --help"
	if e.Instead != "" {
		next = "Did you mean: " + e.Instead
	}
	return Lines(phrase.Sentence(e.Error()), Unchanged, next)
}
