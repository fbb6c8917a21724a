// Package prompt asks a person in a terminal: a line, yes or no, a secret. Questions
// go to the error stream, because standard output may be a file. It knows neither
// what is asked for nor what becomes of the answer.
package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"

	"goldenthread/content/safetext"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// Columns is the width of sentences for a terminal.
const Columns = 76

// Tries limits how often a passphrase, or a group of a recovery key, is asked for.
const Tries = 3

// ErrNobody reports that a passphrase is wanted, and nobody can type one.
var ErrNobody = explain.New("prompt: no terminal for a passphrase", explain.Misused,
	explain.Lines("The passphrase is asked for, and here is no terminal for that.", explain.Unchanged, "Run it in a terminal."))

// Prompt asks on a pair of streams.
type Prompt struct {
	In  io.Reader
	Err io.Writer

	Answers func() bool // whether somebody can answer; nil: whether both streams are terminals

	aside context.Context // ends what is asked on the other screen; nil outside it
}

// Possible reports whether somebody can answer a question.
func (p Prompt) Possible() bool {
	if p.Answers != nil {
		return p.Answers()
	}
	return IsTerminal(p.In) && IsTerminal(p.Err)
}

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(stream any) bool {
	if w, ok := stream.(io.Writer); ok {
		stream = safetext.Raw(w)
	}
	file, ok := stream.(term.File)
	return ok && term.IsTerminal(file.Fd())
}

// Confirm asks a question that is answered by yes or no; any other answer is no.
func (p Prompt) Confirm(question string) (bool, error) {
	answer, err := p.Line(question + " (yes or no) ")
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	answer = strings.ToLower(answer)
	return answer == "yes" || answer == "y", nil
}

// Line asks for a line and returns it without the blanks around it. At the end of
// the input it returns io.EOF, but only if nothing was typed.
func (p Prompt) Line(question string) (string, error) {
	if _, err := fmt.Fprint(p.Err, question); err != nil {
		return "", err
	}
	line, err := readLine(p.In)
	if errors.Is(err, io.EOF) && line != "" {
		err = nil
	}
	return strings.TrimSpace(line), err
}

// readLine reads no byte more than the line has.
func readLine(r io.Reader) (string, error) {
	var line []byte
	one := make([]byte, 1)
	for {
		n, err := r.Read(one)
		if n > 0 && one[0] == '\n' {
			return string(line), nil
		}
		line = append(line, one[:n]...)
		if err != nil {
			return string(line), err
		}
	}
}

// steer writes a command to the terminal.
func (p Prompt) steer(command string) error {
	_, err := io.WriteString(safetext.Raw(p.Err), command)
	return err
}

// Hint writes sentences that belong to a question.
func (p Prompt) Hint(sentences ...string) error { return Say(p.Err, sentences...) }

// Say writes sentences, each on lines that are not too long for a terminal.
func Say(w io.Writer, sentences ...string) error {
	var b strings.Builder
	for _, s := range sentences {
		b.WriteString(strings.Join(phrase.Wrap(s, Columns), "\n") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
