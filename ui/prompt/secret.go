package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"
	"unicode/utf8"

	"github.com/charmbracelet/x/term"

	"goldenthread/ui/interrupt"
)

// Secret asks for a line that is not shown while it is typed. Whatever ends the
// waiting, the terminal shows again what is typed. A signal, and ctrl+c, return an
// *interrupt.Error; without a terminal it returns ErrNobody.
func (p Prompt) Secret(question string) (string, error) {
	terminal, ok := p.In.(term.File)
	if !ok {
		return "", ErrNobody
	}
	before, err := term.MakeRaw(terminal.Fd()) // from here on nothing is shown
	if err != nil {
		return "", err
	}
	defer func() {
		_ = term.Restore(terminal.Fd(), before)
		_, _ = fmt.Fprintln(p.Err)
	}()
	if _, err := fmt.Fprint(p.Err, question); err != nil {
		return "", err
	}
	ctx, stop := interrupt.Context()
	defer stop()
	return until(ctx, terminal)
}

// until reads a secret in the background, until the context ends.
func until(ctx context.Context, terminal io.Reader) (string, error) {
	type typed struct {
		line []byte
		err  error
	}
	got := make(chan typed, 1)
	go func() {
		line, err := readSecret(terminal)
		got <- typed{line, err}
	}()
	select {
	case t := <-got:
		if errors.Is(t.err, io.EOF) {
			t.err = nil // nothing was typed
		}
		return string(t.line), t.err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// The keys of a terminal that takes every key as it is.
const (
	keyInterrupt = 0x03
	keyEnd       = 0x04 // on an empty line
	keyBackspace = 0x7f
	keyErase     = 0x08
	keyKill      = 0x15
)

// readSecret reads a line from a terminal that takes every key as it is. What is
// typed before the question is asked counts, too.
func readSecret(r io.Reader) ([]byte, error) {
	var line []byte
	one := make([]byte, 1)
	for {
		n, err := r.Read(one)
		if n == 0 && err != nil {
			return line, err
		}
		switch c := one[0]; {
		case n == 0:
		case c == '\r' || c == '\n':
			return line, nil
		case c == keyInterrupt:
			return nil, &interrupt.Error{Signal: syscall.SIGINT}
		case c == keyEnd && len(line) == 0:
			return nil, io.EOF
		case c == keyBackspace || c == keyErase:
			_, size := utf8.DecodeLastRune(line)
			line = line[:len(line)-size]
		case c == keyKill:
			line = line[:0]
		default:
			line = append(line, c)
		}
	}
}
