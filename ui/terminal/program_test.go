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

// shown is a root model with a view that no theme has drawn.
type shown struct{ root }

func (s shown) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, nil }

func (shown) View() tea.View {
	v := tea.NewView("\x1b[1mA\x1b[m\x1b]52;c;cm0=\a\x1b[2J\u009b8m\u202Eb\u2066\u2028\x7fc")
	v.WindowTitle = "t\x1b]0;P\a"
	return v
}

// TestNothingInAViewSteers: what is left in a view by whoever drew it is taken out by
// the last door, also after the model has been updated.
func TestNothingInAViewSteers(t *testing.T) {
	var m tea.Model = guarded{shown{}}
	for range 2 {
		v := m.View()
		if v.Content != "\x1b[1mA\x1b[m]52;c;cm0=[2J8mb\nc" || v.WindowTitle != "t\uFFFD]0;P\uFFFD" {
			t.Errorf("got %+q, %+q", v.Content, v.WindowTitle)
		}
		m, _ = m.Update(nil)
	}
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
