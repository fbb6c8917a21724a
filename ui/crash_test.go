//go:build !windows

package ui

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/terminal"
)

// faulty is the program with a fault in it, which one key brings out.
type faulty struct{ *App }

func (f faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "ctrl+b" {
		var none []int
		_ = none[len(k.String())]
	}
	_, cmd := f.App.Update(msg)
	return f, cmd
}

// A crash leaves the alternate screen, shows none of the words, and keeps them.
func TestCrash(t *testing.T) { crash(t, func(*driver) {}) }

// So does a crash of a sealed workbook; the passphrase is not shown either.
func TestCrashSealed(t *testing.T) {
	crash(t, func(d *driver) {
		d.sealed(80, 24)
		d.unlock()
	})
}

func crash(t *testing.T, prepare func(d *driver)) {
	t.Helper()
	keyboard, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer keyboard.Close()
	if err := pty.Setsize(keyboard, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, 80, 24)
	d.reopen("disciplines/mastery/notice", 80, 24)
	prepare(d)
	d.app.env.Tick = tea.Tick
	p := terminal.NewProgram(faulty{d.app}, terminal.Options{In: tty, Out: tty, Environ: []string{"TERM=xterm-256color"}})
	ended := make(chan error, 1)
	go func() {
		ended <- run(t.Context(), d.app, p)
		tty.Close()
	}()
	var out bytes.Buffer
	buf := make([]byte, 4096)
	typed := false
	for {
		n, err := keyboard.Read(buf)
		out.Write(buf[:n])
		if !typed && strings.Contains(out.String(), "Notice") {
			typed = true
			fmt.Fprint(keyboard, "hush\x02") // ctrl+b
		}
		if err != nil {
			break
		}
	}
	if err := <-ended; err == nil {
		t.Fatal("it did not crash")
	}
	left, entered := strings.LastIndex(out.String(), ansi.ResetModeAltScreenSaveCursor), strings.LastIndex(out.String(), ansi.SetModeAltScreenSaveCursor)
	if left < entered || entered < 0 {
		t.Errorf("the alternate screen is left at %d, entered at %d", left, entered)
	}
	if after := out.String()[max(left, 0):]; strings.Contains(after, "hush") || strings.Contains(after, passphrase) {
		t.Errorf("after it: %q", after)
	}
	r, _, err := d.store.Latest(store.Slot{Step: toShare.Step(content.Notice), Field: store.FieldAnswer})
	if err != nil || r.Text != "hush" {
		t.Errorf("kept: %q (%v)", r.Text, err)
	}
}
