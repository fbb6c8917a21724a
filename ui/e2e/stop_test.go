//go:build !windows

package e2e

import (
	"io"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// stop stops the program and returns when it is stopped.
func (x *terminal) stop(s syscall.Signal) {
	x.t.Helper()
	x.signal(s)
	stopped := make(chan syscall.WaitStatus, 1)
	go func() {
		var status syscall.WaitStatus
		_, _ = syscall.Wait4(x.cmd.Process.Pid, &status, syscall.WUNTRACED, nil)
		stopped <- status
	}()
	select {
	case status := <-stopped:
		if !status.Stopped() {
			x.t.Fatalf("it is not stopped but %v", status)
		}
	case <-time.After(patience):
		x.t.Fatal("it does not stop")
	}
}

// shell does what a shell does with the terminal of a program that was stopped: it
// takes its modes back, and writes over the page.
func (x *terminal) shell(left string) {
	x.t.Helper()
	if err := term.Restore(x.tty.Fd(), x.before); err != nil {
		x.t.Fatal(err)
	}
	said := "\r\n[1]+  Stopped\r\n$ fg\r\n" + ansi.CursorHomePosition + ansi.EraseEntireScreen
	for _, mode := range borrowed {
		said += ansi.ResetMode(mode)
	}
	written := x.written()
	if _, err := io.WriteString(x.tty, said+left); err != nil {
		x.t.Fatal(err)
	}
	x.until("the shell's words", func(screen) bool { return len(x.since(written)) >= len(said+left) })
}

// goesOn lets the program go on and fails unless the page comes back as it was,
// with all modes, and answers keys.
func (x *terminal) goesOn(before screen) {
	x.t.Helper()
	x.signal(syscall.SIGCONT)
	x.until("the page as it was", func(s screen) bool { return s.alt && s.text() == before.text() && s.cursor == before.cursor })
	x.checkTaken()
}

// stops are the ways to stop a program, and what they leave for the shell: nothing
// can be done about the first.
var stops = []struct {
	name   string
	signal syscall.Signal
	tidy   bool
}{{"SIGSTOP", syscall.SIGSTOP, false}, {"SIGTSTP", syscall.SIGTSTP, true}}

// After a stop the terminal is taken back, whatever the shell did to it: modes,
// picture and keys. Asked to stop, the program lets go of it first.
func TestStopAndGoOn(t *testing.T) {
	for _, how := range stops {
		t.Run(how.name, func(t *testing.T) {
			m := newMachine(t)
			x := m.open(window{width: 80, height: 24, plain: true}, "open", mastery+"/notice")
			x.want("   Notice", "tab next")
			x.taken()
			x.keys("half a w")
			before := x.saved("half a w")
			x.checkTaken()
			for range 2 {
				x.stop(how.signal)
				if s := x.until("the shell's screen", func(s screen) bool { return !how.tidy || !s.alt && s.visible }); how.tidy {
					x.tidy(s)
				}
				x.shell("\x1b[3;10r\x1b[?6h\x1b(0\x1b[7m\x1b[?7l\x1b[?1003h")
				x.goesOn(before)
			}
			x.keys("rd<left><left>o") // the arrows are keys, and no enter is needed
			x.want("half a word")
			if x.mode(ansi.ModeMouseAnyEvent) {
				t.Error("it is told of every movement of the mouse")
			}
			x.keys("<ctrl+c>")
			x.ends(0)
			x.checkRestored()
			m.kept(mastery, "notice", "answer", "half a word")
		})
	}
}

// on returns the modes that the program has on.
func (x *terminal) on() (on []ansi.Mode) {
	for _, mode := range borrowed {
		if x.mode(mode) {
			on = append(on, mode)
		}
	}
	return on
}

// tidy fails if the shell is left anything to put right.
func (x *terminal) tidy(s screen) {
	x.t.Helper()
	for _, mode := range borrowed {
		if x.mode(mode) {
			x.t.Errorf("%s is left on", ansi.SetMode(mode)[1:])
		}
	}
	if s.has("half a w") {
		x.t.Errorf("words are left on the screen\n%v", s)
	}
	if state, err := term.GetState(x.tty.Fd()); err != nil || *state != *x.before {
		x.t.Errorf("the terminal was\n%v and is\n%v (%v)", *x.before, state, err)
	}
}

// The room and the console take the terminal back, too.
func TestStopInARoom(t *testing.T) {
	m := newMachine(t)
	room := m.facilitate(60, 17)
	console := m.start(100, 30, "console")
	console.want("CONSOLE", "1 of 18")
	for _, how := range stops {
		for _, x := range []*terminal{room, console} {
			x.until("the last mode", func(screen) bool { return x.mode(ansi.ModeUnicodeCore) })
			on := x.on()
			x.stop(how.signal)
			x.until("the shell's screen", func(s screen) bool { return !how.tidy || !s.alt })
			x.shell("")
			x.signal(syscall.SIGCONT)
			x.until("the page again", func(s screen) bool { return s.alt && s.has("1 of 18") && !s.has("Stopped") })
			x.until("its modes", func(screen) bool { return slices.Equal(x.on(), on) })
		}
	}
	console.keys("n")
	room.want("Roles, never names")
	console.want("Roles, never names")
	console.keys("<ctrl+c>")
	console.ends(0)
	room.keys("<ctrl+c>")
	room.ends(0)
}

// A program that is stopped and then ended goes on to end: words and terminal are
// as after any other end.
func TestEndedWhileStopped(t *testing.T) {
	m := newMachine(t)
	x := m.open(window{width: 80, height: 24, plain: true}, "open", mastery+"/notice")
	x.want("   Notice", "tab next")
	x.taken()
	x.keys("the last wo")
	x.want("the last wo")
	x.stop(syscall.SIGTSTP)
	x.signal(syscall.SIGTERM)
	x.signal(syscall.SIGCONT)
	x.ends(143)
	x.checkRestored()
	m.kept(mastery, "notice", "answer", "the last wo")
}

// However an editor leaves the terminal, the program takes it back, and leaves it
// in the end as it found it.
func TestEditorLeavesTheTerminal(t *testing.T) {
	for _, editor := range []struct{ name, script string }{
		{"raw", `stty raw -echo`},
		{"cooked", `stty sane`},
		{"with its modes on", `printf '\033[?1049h\033[?1003h\033[?1004h\033[?2026h\033[3;10r\033[?6h\033(0\033[7m\033[?7l\033[4h\033[?1h\033=\033[?25l'; stty raw -echo`},
	} {
		t.Run(editor.name, func(t *testing.T) {
			m := newMachine(t)
			m.editor(editor.script)
			x := m.open(window{width: 80, height: 24, plain: true}, "open", mastery+"/notice")
			x.want("   Notice", "tab next")
			x.taken()
			x.keys("From here")
			x.saved("From here")
			x.keys("<ctrl+o><ctrl+o>")
			x.want("Nothing was changed in your editor", "┃ From here")
			x.checkTaken()
			for _, mode := range []ansi.Mode{ansi.ModeMouseAnyEvent, ansi.ModeFocusEvent, ansi.ModeOrigin, ansi.ModeInsertReplace, ansi.ModeCursorKeys} {
				if x.mode(mode) {
					t.Errorf("%s is left on", ansi.SetMode(mode)[1:])
				}
			}
			x.keys("<left><left>!")
			x.saved("From he!re")
			x.keys("<ctrl+c>")
			x.ends(0)
			x.checkRestored()
			m.kept(mastery, "notice", "answer", "From he!re")
		})
	}
}
