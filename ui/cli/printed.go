package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/charmbracelet/x/term"

	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// printed passes on what cobra prints: help, completions, the manual page. It keeps the
// first error of that, which cobra forgets, or hands on as if somebody had mistyped.
type printed struct {
	to  io.Writer
	err error
}

// Write writes to the stream.
func (p *printed) Write(text []byte) (int, error) {
	n, err := p.to.Write(text)
	if p.err == nil && err != nil {
		p.err = &unprinted{err}
	}
	return n, err
}

// stream returns what cobra is given: a terminal stays one, which help is set for.
func (p *printed) stream() io.Writer {
	if file, ok := p.to.(term.File); ok {
		return printedFile{file, p}
	}
	return p
}

// printedFile is printed for a file, whose other methods it has.
type printedFile struct {
	term.File
	printed *printed
}

// Write writes to the file.
func (f printedFile) Write(text []byte) (int, error) { return f.printed.Write(text) }

// asUnprinted puts an error that explains itself in the place of one of the system's
// about standard output, which some verbs of cobra write to by themselves.
func asUnprinted(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) && of.Op == "write" && of.Path == os.Stdout.Name() {
		return &unprinted{of}
	}
	return err
}

// unprinted is the error of standard output that cannot be written to.
type unprinted struct{ err error }

func (e *unprinted) Error() string { return "cli: print: " + e.err.Error() }
func (e *unprinted) Unwrap() error { return e.err }
func (e *unprinted) Code() int     { return explain.Failed }

func (e *unprinted) Words() explain.Words {
	return explain.Lines("What was to be shown could not be written"+phrase.Because(e.err)+".", explain.Unchanged,
		"Write it to another place, such as a file on a disk with room.")
}
