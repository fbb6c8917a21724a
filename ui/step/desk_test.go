package step

import (
	"net/url"
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
	"goldenthread/store/insight"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/env"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// book is parsed once for all tests; nobody changes it.
var book = sync.OnceValues(content.Embedded)

var sunday = time.Date(2026, time.November, 22, 14, 3, 0, 0, time.UTC)

const mastery = content.UnitID("disciplines/mastery")

// The rooms that a step has in windows of 60x17, 80x24 and 100x30.
var rooms = [][2]int{{56, 13}, {76, 17}, {76, 23}}

// desk is a person at a step: a real workbook in a folder of the test, a clock that is
// turned by hand, keys in and text out. It does what a screen does with its step.
type desk struct {
	testing.TB
	env           *env.Env
	path          string // of the workbook
	at            time.Time
	vars          map[string]string   // the environment
	due           *insight.Commitment // the one that was promised
	step          Step
	moved         Move      // what the last event asked for
	said          []tea.Msg // what came of commands
	pauses        []func() tea.Msg
	width, height int
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{TB: t, at: sunday, vars: map[string]string{}, path: filepath.Join(t.TempDir(), "workbook.db"), width: 76, height: 17}
	parsed, err := book()
	d.check(err)
	d.check(os.Chmod(filepath.Dir(d.path), 0o700)) // as the program makes it
	now := func() time.Time { return d.at }
	st, err := store.Open(d.path, store.Options{Now: now})
	d.check(err)
	t.Cleanup(func() { st.Close() })
	d.env = &env.Env{
		Book: parsed, Kinds: Kinds(), Store: st, Now: now, Tick: d.later, Width: ansi.GraphemeWidth, Clip: &editor.Clip{},
		Theme:  theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor}),
		Getenv: func(name string) string { return d.vars[name] },
	}
	return d
}

func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// unit returns a unit of the book.
func (d *desk) unit(id content.UnitID) *content.Unit { return d.env.Book.Unit(id) }

// place returns the place of a stage in a visit of Personal mastery.
func (d *desk) place(stage content.Stage, visit int) Place {
	return Place{Unit: d.unit(mastery), Stage: stage, Visit: visit}
}

// open opens a step of the first visit of Personal mastery.
func (d *desk) open(stage content.Stage) { d.Helper(); d.visit(stage, 1) }

func (d *desk) visit(stage content.Stage, visit int) {
	d.Helper()
	d.show(Open(d.env, d.place(stage, visit)))
}

// show gives a step that was opened its room.
func (d *desk) show(s Step, err error) {
	d.Helper()
	d.check(err)
	d.step, d.moved = s, Stay
	d.resize(d.width, d.height)
}

func (d *desk) resize(width, height int) {
	d.width, d.height = width, height
	d.step.SetSize(width, height)
}

// send gives an event to the step, and runs what follows from it to its end.
func (d *desk) send(msg tea.Msg) {
	move, cmd := d.step.Update(msg)
	d.moved = move
	d.run(cmd)
}

func (d *desk) run(cmd tea.Cmd) {
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
		d.said = append(d.said, msg)
		_, cmd := d.step.Update(msg)
		d.run(cmd)
	}
}

// later keeps a pause until rest is called.
func (d *desk) later(pause time.Duration, bring func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		d.pauses = append(d.pauses, func() tea.Msg { return bring(d.at.Add(pause)) })
		return nil
	}
}

// rest lets the pauses pass that have begun.
func (d *desk) rest() {
	pauses := d.pauses
	d.pauses = nil
	for _, pause := range pauses {
		d.run(pause)
	}
}

// press plays keys by their names: "tab", "ctrl+s", "3".
func (d *desk) press(names ...string) {
	for _, name := range names {
		d.send(terminal.KeyPress(name))
	}
}

// write types a text, a key at a time.
func (d *desk) write(text string) {
	for _, r := range text {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// click clicks on the first line that holds a text, on its first cell.
func (d *desk) click(text string) {
	d.Helper()
	for y, line := range d.lines() {
		if before, _, found := strings.Cut(line, text); found {
			at := tea.Mouse{X: ansi.StringWidth(before), Y: y, Button: tea.MouseLeft}
			d.send(tea.MouseClickMsg(at))
			moved := d.moved
			d.send(tea.MouseReleaseMsg(at))
			d.moved = moved
			return
		}
	}
	d.Fatalf("there is no %q to click on:\n%s", text, d.text())
}

// leave leaves the step, which must be possible.
func (d *desk) leave() {
	d.Helper()
	d.check(d.step.(Keeping).Leave())
}

// away takes the workbook from under the program; the function that it returns puts it
// back.
func (d *desk) away() (back func()) {
	d.Helper()
	if err := os.Rename(d.path, d.path+".aside"); err != nil {
		d.Skip("a file that is open cannot be moved here")
	}
	return func() { d.Helper(); d.check(os.Rename(d.path+".aside", d.path)) }
}

// lines returns what the step shows, without styles and trailing blanks.
func (d *desk) lines() []string {
	lines := strings.Split(ansi.Strip(d.step.View()), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

func (d *desk) text() string { return strings.Join(d.lines(), "\n") }

// shows reports whether a text is on the screen. Where it is wrapped does not matter.
func (d *desk) shows(text string) bool {
	return strings.Contains(strings.Join(strings.Fields(d.text()), " "), text)
}

func (d *desk) want(texts ...string) {
	d.Helper()
	for _, text := range texts {
		if !d.shows(text) {
			d.Fatalf("the step does not show %q:\n%s", text, d.text())
		}
	}
}

func (d *desk) wantNot(texts ...string) {
	d.Helper()
	for _, text := range texts {
		if d.shows(text) {
			d.Fatalf("the step shows %q:\n%s", text, d.text())
		}
	}
}

func (d *desk) wantMove(want Move) {
	d.Helper()
	if d.moved != want {
		d.Errorf("the step asks for move %d, want %d:\n%s", d.moved, want, d.text())
	}
}

func (d *desk) cursor() *tea.Cursor {
	if w, ok := d.step.(Writing); ok {
		return w.Cursor()
	}
	return nil
}

// wantCursor fails the test unless the cursor is right behind a text.
func (d *desk) wantCursor(behind string) {
	d.Helper()
	c := d.cursor()
	if c == nil {
		d.Fatalf("there is no cursor:\n%s", d.text())
	}
	if line := ansi.Truncate(strings.Split(ansi.Strip(d.step.View()), "\n")[c.Y], c.X, ""); !strings.HasSuffix(line, behind) {
		d.Errorf("the cursor is at %d,%d behind %q, want %q", c.X, c.Y, line, behind)
	}
}

// wantFit fails the test unless the step keeps to its room, from that in the least
// window on.
func (d *desk) wantFit() {
	d.Helper()
	width, height := d.width, d.height
	defer d.resize(width, height)
	const margin = 2 // in which there is the mark that there is more
	for _, room := range [][2]int{{38, 9}, {38, 46}, {56, 9}, {56, 13}, {76, 17}, {76, 23}} {
		d.resize(room[0], room[1])
		lines := d.lines()
		if len(lines) != room[1] {
			d.Errorf("%v: %d lines", room, len(lines))
		}
		for _, line := range lines {
			if ansi.StringWidth(line) > room[0]+margin {
				d.Errorf("%v: too wide: %q", room, line)
			}
		}
		if c := d.cursor(); c != nil && (c.X < 0 || c.Y < 0 || c.X > room[0] || c.Y >= room[1]) {
			d.Errorf("%v: the cursor is at %d,%d", room, c.X, c.Y)
		}
	}
}

// history returns the revisions of a field, oldest first.
func (d *desk) history(stage content.Stage, field string) []store.Revision {
	d.Helper()
	all, err := d.env.Store.History(d.place(stage, 1).Slot(field))
	d.check(err)
	return all
}

// latest returns what the newest revision of a field says, in whatever visit.
func (d *desk) latest(stage content.Stage, field string) store.Body {
	d.Helper()
	r, _, err := d.env.Store.Latest(d.place(stage, 1).Slot(field))
	d.check(err)
	return r.Body
}

// add puts an answer of the first visit into the workbook.
func (d *desk) add(stage content.Stage, field string, kind store.Kind, body store.Body) {
	d.Helper()
	_, err := d.env.Store.Add(store.Revision{Kind: kind, Slot: d.place(stage, 1).Slot(field), Visit: 1, Body: body}, "asked")
	d.check(err)
}

func (d *desk) drafts() []store.Draft {
	d.Helper()
	drafts, err := d.env.Store.Drafts()
	d.check(err)
	return drafts
}

// promise puts a commitment into the workbook, which is then the one that is due.
func (d *desk) promise(c store.Commitment) {
	d.Helper()
	id, err := d.env.Store.NewID()
	d.check(err)
	c.ID = id
	d.add(content.Commit, store.CommitmentField(id), store.KindCommitment, store.Body{Commitment: &c})
	due := d.promised()
	d.due = &due
}

// promised returns the only commitment as it now is.
func (d *desk) promised() insight.Commitment {
	d.Helper()
	all, err := insight.Commitments(d.env.Book, d.env.Store)
	d.check(err)
	if len(all) != 1 {
		d.Fatalf("%d commitments", len(all))
	}
	return all[0]
}

// same fails the test unless two values are deeply equal.
func same[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %+v, want %+v", what, got, want)
	}
}

func (d *desk) paste(text string) { d.send(tea.PasteMsg{Content: text}) }

// focus returns the name of the field that has the focus, "" if none has.
func (d *desk) focus() string {
	at, err := url.ParseQuery(d.step.(Positioned).Position())
	d.check(err)
	return at.Get("focus")
}
