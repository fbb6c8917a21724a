// Package screentest is a desk on which a wing tests its screens: a real workbook in a
// folder of the test, a clock that is turned by hand, keys in and text out. It does
// what the App does with a screen, without the frame around it, but for one thing: a
// move is not made, it is only noted. It must not know a wing.
//
// Start with New, and Open a route; Press and Write play the person, Rest lets the
// pauses pass, Want and WantMove say what must come of it.
package screentest

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/screen/table"
	"goldenthread/ui/step"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// The body of a window of 80x24, which a screen has unless it is resized.
const (
	Width  = 76
	Height = 20
)

// Sunday is the moment at which the clock of a desk begins.
var Sunday = time.Date(2026, time.November, 22, 14, 3, 0, 0, time.UTC)

// book is parsed once for all tests; nobody changes it.
var book = sync.OnceValues(content.Embedded)

// Desk has the screens that are open, with what they are given. It is for one test,
// and for one goroutine.
type Desk struct {
	Env  *env.Env
	Path string            // of the workbook
	Vars map[string]string // the environment
	Said []tea.Msg         // messages to the App that no screen sends to itself: nav.Adopt

	t             testing.TB
	wing          table.Table
	now           time.Time
	open          []nav.Screen // the last is on top
	move          nav.Move     // the last that was asked for
	ticks         []func() tea.Msg
	width, height int
}

// New makes a desk for the screens of a wing, with an empty workbook that is closed
// when the test ends.
func New(t testing.TB, wing table.Table) *Desk {
	t.Helper()
	d := Bare(t, wing)
	d.OpenStore()
	return d
}

// Bare makes a desk without a workbook, for screens that are shown while there is none.
func Bare(t testing.TB, wing table.Table) *Desk {
	t.Helper()
	parsed, err := book()
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{
		t: t, wing: wing, now: Sunday, Vars: map[string]string{}, width: Width, height: Height,
		Path: filepath.Join(t.TempDir(), "workbook.db"),
	}
	if err := os.Chmod(filepath.Dir(d.Path), 0o700); err != nil { // as the program makes it
		t.Fatal(err)
	}
	d.Env = &env.Env{
		Book: parsed, Kinds: step.Kinds(), Now: func() time.Time { return d.now }, Tick: d.later, Width: ansi.GraphemeWidth,
		Clip: &editor.Clip{}, Cost: vault.Cost{Memory: 32, Passes: 1, Lanes: 1},
		Theme:  theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor}),
		Getenv: func(name string) string { return d.Vars[name] },
	}
	return d
}

// OpenStore opens the workbook of a bare desk.
func (d *Desk) OpenStore() {
	d.t.Helper()
	st, err := store.Open(d.Path, store.Options{Now: d.Env.Now})
	if err != nil {
		d.t.Fatal(err)
	}
	d.Env.Store = st
	d.t.Cleanup(func() { _ = st.Close() }) // the test may have closed it
}

// Open opens the screen of a route over those that are open.
func (d *Desk) Open(r nav.Route) {
	d.t.Helper()
	s, err := d.wing.Open(d.Env, r)
	if err != nil {
		d.t.Fatalf("%#v: %v", r, err)
	}
	d.Show(s)
}

// Show puts a screen on top that has no route of its own.
func (d *Desk) Show(s nav.Screen) {
	d.t.Helper()
	d.open = append(d.open, s)
	s.SetSize(d.width, d.height)
	if b, ok := s.(nav.Beginning); ok {
		d.run(b.Begin())
	}
}

// OpenError returns the error of a route that cannot be opened.
func (d *Desk) OpenError(r nav.Route) error {
	_, err := d.wing.Open(d.Env, r)
	return err
}

// Close leaves the screen on top, closes it, and lets the one below it read anew.
func (d *Desk) Close() {
	d.t.Helper()
	if s, ok := d.Top().(nav.Leaving); ok {
		if err := s.Leave(); err != nil {
			d.t.Fatal(err)
		}
	}
	d.open = d.open[:len(d.open)-1]
	if len(d.open) == 0 {
		return
	}
	if s, ok := d.Top().(nav.Resuming); ok {
		if err := s.Resume(); err != nil {
			d.t.Fatal(err)
		}
	}
	d.Resize(d.width, d.height)
}

// Top returns the screen on top.
func (d *Desk) Top() nav.Screen { return d.open[len(d.open)-1] }

// Back does what esc does first: it reports whether the screen on top had something
// to close.
func (d *Desk) Back() bool {
	s, ok := d.Top().(nav.Closing)
	return ok && s.Back()
}

// Resize gives every screen so much room, in cells.
func (d *Desk) Resize(width, height int) {
	d.width, d.height = width, height
	for _, s := range d.open {
		s.SetSize(width, height)
	}
}

// Send gives an event to the screen on top if it is input, else to every screen, and
// runs what follows from it to its end.
func (d *Desk) Send(msg tea.Msg) {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
		move, cmd := d.Top().Update(msg)
		if move != nil {
			d.move = move
		}
		d.run(cmd)
		return
	case nav.Adopt:
		d.Said = append(d.Said, msg)
	}
	for _, s := range d.open {
		_, cmd := s.Update(msg)
		d.run(cmd)
	}
}

// run runs a command and everything that follows from it.
func (d *Desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	default:
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() { // tea.Sequence's message has no name outside
				d.run(v.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		d.Send(msg)
	}
}

// later keeps a pause until Rest is called.
func (d *Desk) later(pause time.Duration, bring func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		d.ticks = append(d.ticks, func() tea.Msg { return bring(d.now.Add(pause)) })
		return nil
	}
}

// Rest lets the pauses pass that have begun.
func (d *Desk) Rest() {
	ticks := d.ticks
	d.ticks = nil
	for _, tick := range ticks {
		d.Send(tick())
	}
}

// Pass turns the clock on.
func (d *Desk) Pass(pause time.Duration) { d.now = d.now.Add(pause) }

// Press plays keys by their names: "tab", "ctrl+r", "3".
func (d *Desk) Press(names ...string) {
	for _, name := range names {
		d.Send(terminal.KeyPress(name))
	}
}

// Write types a text, a key at a time.
func (d *Desk) Write(text string) {
	for _, r := range text {
		d.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Click clicks on the first line that holds a text.
func (d *Desk) Click(text string) {
	d.t.Helper()
	for y, line := range strings.Split(d.Text(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			x := ansi.StringWidth(before)
			d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
			d.Send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
			return
		}
	}
	d.t.Fatalf("there is no %q to click on:\n%s", text, d.Text())
}
