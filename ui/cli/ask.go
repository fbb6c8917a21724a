package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

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
		line, err := term.ReadPassword(terminal.Fd())
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
