package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/charmbracelet/x/term"
)

// canAsk reports whether somebody is there who can answer a question: standard
// output may be a file.
func canAsk(io IO) bool { return isTerminal(io.In) && isTerminal(io.Err) }

// confirmed asks a question that is answered by yes or no.
func (a *app) confirmed(question string) (bool, error) {
	if _, err := fmt.Fprint(a.Err, question+" (yes or no) "); err != nil {
		return false, err
	}
	line, err := readLine(a.In)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "yes" || answer == "y", nil
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

// newPassphrase asks for a passphrase, and once more: one that was mistyped would
// lock everybody out.
func (a *app) newPassphrase() (string, error) {
	if !a.asks(a.IO) {
		return "", &uncryptable{errors.New("there is no terminal to ask for the passphrase; in scripts use --passphrase-file")}
	}
	first, err := a.secret("Passphrase: ")
	if err != nil {
		return "", err
	}
	if first == "" {
		return "", &uncryptable{errors.New("a passphrase has at least one character")}
	}
	second, err := a.secret("The same once more: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", &uncryptable{errors.New("these were two different passphrases")}
	}
	return first, nil
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
			return nil, &interrupted{syscall.SIGINT}
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

// secret reads a line that is not shown. Whatever ends the waiting, the terminal
// shows again what is typed.
func (a *app) secret(prompt string) (string, error) {
	terminal, ok := a.In.(term.File)
	if !ok {
		return "", errNoTerminal
	}
	before, err := term.MakeRaw(terminal.Fd()) // from here on nothing is shown
	if err != nil {
		return "", err
	}
	defer func() {
		_ = term.Restore(terminal.Fd(), before)
		_, _ = fmt.Fprintln(a.Err)
	}()
	if _, err := fmt.Fprint(a.Err, prompt); err != nil {
		return "", err
	}
	ctx, stop := untilSignal()
	defer stop()
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
