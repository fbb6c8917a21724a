//go:build !windows

package e2e

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is the longest time that a test waits for a screen. It is far more than
// a busy machine needs: only a test that fails waits it out.
const patience = 15 * time.Second

// terminal is one window with the program in it.
type terminal struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	tty    *os.File      // to resize the window
	before *term.State   // of the terminal, before the program and after it
	after  *term.State   // read once ended is closed
	ended  chan struct{} // the process has ended
	read   chan struct{} // everything that it wrote is drawn
	told   chan struct{} // the program was told the background that it asked for

	mu      sync.Mutex
	ttyMu   sync.Mutex // setting the size against letting go of tty
	emu     *vt.Emulator
	raw     bytes.Buffer // every byte that the program wrote
	modes   map[ansi.Mode]bool
	changed chan struct{} // closed and made anew after every change
}

// window says what a terminal is like, other than usual.
type window struct {
	width, height int
	plain         bool      // not the program's controlling terminal: it stays as the program left it
	stderr        io.Writer // nil is the terminal
}

// start opens a window of a size and runs the program in it.
func (m *machine) start(width, height int, args ...string) *terminal {
	m.t.Helper()
	return m.open(window{width: width, height: height}, args...)
}

func (m *machine) open(w window, args ...string) *terminal {
	m.t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		m.t.Fatal(err)
	}
	// Else a window could not be closed while its output is being read.
	if err := syscall.SetNonblock(int(master.Fd()), true); err != nil {
		m.t.Fatal(err)
	}
	x := &terminal{
		t: m.t, cmd: m.command(args...), master: master, tty: tty, emu: vt.NewEmulator(w.width, w.height),
		ended: make(chan struct{}), read: make(chan struct{}), told: make(chan struct{}),
		modes: map[ansi.Mode]bool{}, changed: make(chan struct{}),
	}
	x.setSize(w.width, w.height)
	if x.before, err = term.GetState(tty.Fd()); err != nil {
		m.t.Fatal(err)
	}
	x.emu.SetCallbacks(vt.Callbacks{
		EnableMode:  func(mode ansi.Mode) { x.modes[mode] = true },
		DisableMode: func(mode ansi.Mode) { x.modes[mode] = false },
	})
	x.emu.RegisterCsiHandler(ansi.Command('?', '$', 'p'), x.reportMode)
	x.cmd.Stdin, x.cmd.Stdout, x.cmd.Stderr = tty, tty, tty
	if w.stderr != nil {
		x.cmd.Stderr = w.stderr
	}
	if !w.plain {
		x.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	}
	if err := x.cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	go x.reply()
	go x.draw()
	go x.await()
	m.t.Cleanup(x.close)
	return x
}

func (x *terminal) setSize(width, height int) {
	x.t.Helper()
	x.ttyMu.Lock()
	defer x.ttyMu.Unlock()
	if err := pty.Setsize(x.tty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		x.t.Fatal(err)
	}
}

// reportMode answers as a terminal does that draws whole frames and measures
// graphemes; the emulator leaves these questions open.
func (x *terminal) reportMode(params ansi.Params) bool {
	mode, _, _ := params.Param(0, 0)
	setting := ansi.ModeNotRecognized
	if mode := ansi.DECMode(mode); mode == ansi.ModeSynchronizedOutput || mode == ansi.ModeUnicodeCore {
		setting = ansi.ModeReset
		if x.modes[mode] {
			setting = ansi.ModeSet
		}
	}
	_, err := io.WriteString(x.emu.InputPipe(), ansi.ReportMode(ansi.DECMode(mode), setting))
	return err == nil
}

// reply gives the program what the terminal answers. What nobody wants any more
// is thrown away, so that drawing never waits for it.
func (x *terminal) reply() {
	buf, told := make([]byte, 4096), false
	for {
		n, err := x.emu.Read(buf)
		if err != nil {
			return
		}
		_, _ = x.master.Write(buf[:n])
		if !told && bytes.Contains(buf[:n], []byte("\x1b]11;")) {
			told = true
			close(x.told)
		}
	}
}

// draw draws what the program writes until there is no more of it.
func (x *terminal) draw() {
	defer close(x.read)
	buf := make([]byte, 1<<16)
	for {
		n, err := x.master.Read(buf)
		x.mu.Lock()
		x.raw.Write(buf[:n])
		_, _ = x.emu.Write(buf[:n])
		close(x.changed)
		x.changed = make(chan struct{})
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// await waits for the process, then lets go of the terminal, so that its output
// comes to an end.
func (x *terminal) await() {
	_ = x.cmd.Wait() // the exit code is in its ProcessState
	x.after, _ = term.GetState(x.tty.Fd())
	close(x.ended)
	x.ttyMu.Lock()
	defer x.ttyMu.Unlock()
	_ = x.tty.Close()
}

// close clears away what the test has left.
func (x *terminal) close() {
	_ = x.cmd.Process.Kill()
	<-x.ended
	_ = x.master.Close()
	<-x.read
	if pipe, ok := x.emu.InputPipe().(io.Closer); ok {
		_ = pipe.Close() // ends reply
	}
}

// resize makes the window another size.
func (x *terminal) resize(width, height int) {
	x.t.Helper()
	x.mu.Lock()
	x.emu.Resize(width, height)
	x.mu.Unlock()
	x.setSize(width, height)
}

// hangup closes the window.
func (x *terminal) hangup() {
	x.t.Helper()
	if err := x.master.Close(); err != nil {
		x.t.Fatal(err)
	}
}

func (x *terminal) signal(s syscall.Signal) {
	x.t.Helper()
	if err := x.cmd.Process.Signal(s); err != nil {
		x.t.Fatal(err)
	}
}

// kill ends the program without a word, and returns when it is gone.
func (x *terminal) kill() {
	x.t.Helper()
	x.signal(syscall.SIGKILL)
	<-x.ended
}

// exit waits for the program to end by itself and returns its exit code; -1
// means that a signal killed it.
func (x *terminal) exit() int {
	x.t.Helper()
	select {
	case <-x.ended:
	case <-time.After(patience):
		x.t.Fatalf("the program does not end\n%s", x.screen())
	}
	<-x.read
	return x.cmd.ProcessState.ExitCode()
}

// ends fails unless the program ends with an exit code.
func (x *terminal) ends(code int) {
	x.t.Helper()
	if got := x.exit(); got != code {
		x.t.Errorf("it ends with %d, want %d\n%s", got, code, x.screen())
	}
}

// written returns how much the program has written so far, for since.
func (x *terminal) written() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.Len()
}

// since returns what the program has written since then.
func (x *terminal) since(written int) string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return string(x.raw.Bytes()[written:])
}

// mode reports whether the program has switched a mode of the terminal on.
func (x *terminal) mode(m ansi.Mode) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.modes[m]
}
