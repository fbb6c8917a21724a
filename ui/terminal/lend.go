package terminal

import (
	"bytes"
	"io"
	"os/exec"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"goldenthread/ui/terminal/input"
)

// Lend returns a command that lends the terminal to another program until that
// ends, and takes it back whatever the other has left of it. ended makes a message
// of how it ended. Nothing else may lend it: the library's own commands would read
// keys that are meant for the other.
func Lend(cmd *exec.Cmd, ended func(error) tea.Msg) tea.Cmd {
	return func() tea.Msg { return lendMsg{&other{cmd}, ended} }
}

// lendMsg asks the Program for the terminal.
type lendMsg struct {
	to    tea.ExecCommand
	ended func(error) tea.Msg
}

// lend lets go of the keys and returns the library's message that lends the
// terminal.
func (p *Program) lend(msg lendMsg) tea.Msg {
	if p.keys != nil {
		p.keys.End()
	}
	return tea.Exec(&loan{msg.to, p}, msg.ended)()
}

// loan runs a command while the terminal is its own, and makes the terminal ready
// to be taken back.
type loan struct {
	tea.ExecCommand
	program *Program
}

func (l *loan) Run() error {
	l.program.lent.Store(true)
	err := l.ExecCommand.Run()
	l.program.lent.Store(false)
	l.program.ready()
	awaitDrawer()
	return err
}

// awaitDrawer waits for the goroutine with which the library drew before it lent
// the terminal. Bubble Tea v2.0.10 and v2.1.1 tell it to end and do not wait: if it
// is late, it stops the clock of the one that comes after it, and nothing is drawn
// any more.
func awaitDrawer() {
	stacks := make([]byte, 1<<20)
	for range 1000 { // and no longer, for another program may draw, too
		if !bytes.Contains(stacks[:runtime.Stack(stacks, true)], []byte(".startRenderer.func1(")) {
			return
		}
		runtime.Gosched()
	}
}

// SetStdin gives the other program the terminal and not what reads from it here.
func (l *loan) SetStdin(r io.Reader) {
	if keys, ok := r.(*input.Reader); ok {
		r = keys.File()
	}
	l.ExecCommand.SetStdin(r)
}

// ready undoes what others have done to the terminal. The library then keeps the
// modes that it finds and sets its own.
func (p *Program) ready() {
	if p.keys == nil {
		return
	}
	p.asFound()
	undo := undone()
	if p.graphemes {
		undo += ansi.SetModeUnicodeCore
	}
	_, _ = io.WriteString(p.out, undo) // the next frame fails as well
	p.keys.Begin()
}

// asFound gives the terminal the modes that it had before the program.
func (p *Program) asFound() {
	if p.found != nil {
		_ = term.Restore(p.keys.Fd(), p.found) // the terminal may be gone
	}
}

// undone returns what ends every mode that another program may have left on and
// that would spoil the picture or the keys, on both screens: some terminals have
// them for each.
func undone() string {
	modes := strings.Join([]string{
		ansi.ResetModeSynchronizedOutput,
		ansi.ResetModeMouseX10, ansi.ResetModeMouseNormal, ansi.ResetModeMouseHighlight, ansi.ResetModeMouseButtonEvent, ansi.ResetModeMouseAnyEvent,
		ansi.ResetModeMouseExtUtf8, ansi.ResetModeMouseExtSgr, ansi.ResetModeMouseExtUrxvt, ansi.ResetModeMouseExtSgrPixel,
		ansi.ResetModeFocusEvent, ansi.ResetModeBracketedPaste, ansi.ResetModifyOtherKeys, ansi.KittyKeyboard(0, 1),
		ansi.ResetModeCursorKeys, ansi.KeypadNumericMode, ansi.ResetModeInsertReplace, ansi.ResetModeLineFeedNewLine,
		ansi.ResetModeOrigin, ansi.ResetModeLeftRightMargin, ansi.SetTopBottomMargins(0, 0), ansi.SetModeAutoWrap,
		ansi.SelectCharacterSet('(', 'B'), string(rune(ansi.SI)), ansi.ResetHyperlink(), ansi.ResetStyle, ansi.SetModeTextCursorEnable,
	}, "")
	return modes + ansi.ResetModeAltScreenSaveCursor + modes
}

// other is another program that is given the terminal.
type other struct{ *exec.Cmd }

func (o *other) SetStdin(r io.Reader) {
	if o.Stdin == nil {
		o.Stdin = r
	}
}

func (o *other) SetStdout(w io.Writer) {
	if o.Stdout == nil {
		o.Stdout = w
	}
}

func (o *other) SetStderr(w io.Writer) {
	if o.Stderr == nil {
		o.Stderr = w
	}
}

// nobody is given the terminal for the time of run.
type nobody struct{ run func() error }

func (n nobody) Run() error { return n.run() }

func (nobody) SetStdin(io.Reader)  {}
func (nobody) SetStdout(io.Writer) {}
func (nobody) SetStderr(io.Writer) {}
