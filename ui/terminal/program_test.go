package terminal

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
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
	if err := NewProgram(root{begin: tea.Quit}, quiet()).Run(context.Background()); err != nil {
		t.Error(err)
	}
}

// The end of the context ends the program, and is no error.
func TestRunEndsWithItsContext(t *testing.T) {
	ctx, end := context.WithCancel(context.Background())
	begin := func() tea.Msg { end(); return nil }
	if err := NewProgram(root{begin: begin}, quiet()).Run(ctx); err != nil {
		t.Error(err)
	}
}

// What else ends a program is said.
func TestRunReportsAnInterrupt(t *testing.T) {
	err := NewProgram(root{begin: tea.Interrupt}, quiet()).Run(context.Background())
	if !errors.Is(err, tea.ErrInterrupted) {
		t.Errorf("got %v", err)
	}
}

// Only a terminal that counts graphemes is asked to do so again when it is taken back.
func TestGraphemesAreRemembered(t *testing.T) {
	for value, want := range map[ansi.ModeSetting]bool{ansi.ModeNotRecognized: false, ansi.ModePermanentlyReset: false, ansi.ModeReset: true, ansi.ModeSet: true} {
		var p Program
		msg := tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: value}
		if got := p.filter(nil, msg); got != tea.Msg(msg) || p.graphemes != want {
			t.Errorf("%v: passes %v, graphemes %t", value, got, p.graphemes)
		}
		p.filter(nil, tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeNotRecognized})
		if p.graphemes != want {
			t.Errorf("%v: forgotten", value)
		}
	}
}
