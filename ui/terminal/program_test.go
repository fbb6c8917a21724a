package terminal

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// root is a root model that begins with a command and waits for its end.
type root struct {
	begin func() tea.Msg
}

func (r root) Init() tea.Cmd                       { return r.begin }
func (r root) Update(tea.Msg) (tea.Model, tea.Cmd) { return r, nil }
func (r root) View() tea.View                      { return tea.NewView("") }

func quiet() Options {
	return Options{In: strings.NewReader(""), Out: io.Discard, Environ: []string{"TERM=dumb"}}
}

func TestRunEnds(t *testing.T) {
	if err := Run(context.Background(), NewProgram(root{begin: tea.Quit}, quiet())); err != nil {
		t.Error(err)
	}
}

// The end of the context ends the program, and is no error.
func TestRunEndsWithItsContext(t *testing.T) {
	ctx, end := context.WithCancel(context.Background())
	begin := func() tea.Msg { end(); return nil }
	if err := Run(ctx, NewProgram(root{begin: begin}, quiet())); err != nil {
		t.Error(err)
	}
}

// What else ends a program is said.
func TestRunReportsAnInterrupt(t *testing.T) {
	err := Run(context.Background(), NewProgram(root{begin: tea.Interrupt}, quiet()))
	if !errors.Is(err, tea.ErrInterrupted) {
		t.Errorf("got %v", err)
	}
}
