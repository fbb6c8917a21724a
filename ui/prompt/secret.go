package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"

	"goldenthread/content/safetext"
	"goldenthread/ui/interrupt"
	"goldenthread/ui/passphrase"
)

// Secret asks for a line that is not shown while it is typed. Whatever ends the
// waiting, the terminal shows again what is typed. A signal, and ctrl+c, return an
// *interrupt.Error; without a terminal it returns ErrNobody.
func (p Prompt) Secret(question string) (*passphrase.Typed, error) {
	return p.typed(question, false)
}

// Visible asks as Secret does for a line that is shown, such as a key that is read off
// paper.
func (p Prompt) Visible(question string) (*passphrase.Typed, error) {
	return p.typed(question, true)
}

func (p Prompt) typed(question string, shown bool) (*passphrase.Typed, error) {
	terminal, ok := p.In.(term.File)
	if !ok {
		return nil, ErrNobody
	}
	before, err := term.MakeRaw(terminal.Fd()) // from here on nothing is shown
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = term.Restore(terminal.Fd(), before)
		_, _ = fmt.Fprintln(p.Err)
	}()
	if _, err := fmt.Fprint(p.Err, question); err != nil {
		return nil, err
	}
	ctx, stop := interrupt.Context()
	defer stop()
	keys := keyReader{from: terminal, show: io.Discard}
	if shown {
		keys.show = safetext.Raw(p.Err)
	}
	return p.until(ctx, &keys)
}

// until reads a secret in the background, until the context ends, or that of Aside.
func (p Prompt) until(ctx context.Context, keys *keyReader) (*passphrase.Typed, error) {
	type answer struct {
		typed *passphrase.Typed
		err   error
	}
	got := make(chan answer, 1)
	go func() {
		typed, err := keys.line()
		got <- answer{typed, err}
	}()
	aside := context.Background()
	if p.aside != nil {
		aside = p.aside
	}
	select {
	case a := <-got:
		if errors.Is(a.err, io.EOF) {
			a.err = nil // nothing was typed
		}
		return a.typed, a.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-aside.Done():
		return nil, context.Cause(aside)
	}
}

// Other screens of a terminal.
const (
	enterOther = "\x1b[?1049h\x1b[H"
	leaveOther = "\x1b[H\x1b[J\x1b[?1049l" // emptied, for terminals that have no other one
)

// Aside shows something on the other screen of the terminal, which keeps nothing of
// it. Whatever ends it, signals too, that screen is empty and left; a signal returns an
// *interrupt.Error. Where a terminal is dumb it is shown on the only screen there is.
func (p Prompt) Aside(dumb bool, show func(Prompt) error) (err error) {
	if dumb {
		return show(p)
	}
	ctx, stop := interrupt.Context()
	defer stop()
	if err := p.steer(enterOther); err != nil {
		return err
	}
	p.aside = ctx
	err = show(p)
	left := p.steer(leaveOther)
	var ended *interrupt.Error
	switch {
	case errors.As(err, &ended):
		return err // the terminal may be gone
	case errors.As(context.Cause(ctx), &ended):
		return ended
	}
	return errors.Join(err, left)
}

// erase takes characters that were shown off the line.
func erase(characters int) string { return strings.Repeat("\b \b", characters) }
