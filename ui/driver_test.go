package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/env"
	"goldenthread/ui/step"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// clock is a clock that moves only when pass is called.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func (c *clock) pass(d time.Duration) { c.at = c.at.Add(d) }

// driver plays a person: keys in, the commands that come back run to the end,
// cells out. Nothing sleeps: pauses pass when rest is called.
type driver struct {
	t     testing.TB
	app   *App
	clock *clock
	path  string
	store *store.Store
	env   map[string]string
	kinds store.Kinds // nil means those of the program
	rows  env.Kinds   // the same on the screen
	quit  bool
	moved string           // the file in which the person goes on, if that is another
	ticks []func() tea.Msg // pauses that have not passed yet
}

// theBook is parsed once for all tests; nobody changes it.
var theBook = sync.OnceValues(content.Embedded)

var sunday = time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)

func newDriver(t testing.TB, width, height int) *driver {
	t.Helper()
	d := &driver{t: t, clock: &clock{sunday}, path: filepath.Join(t.TempDir(), "workbook.db"), env: map[string]string{}, rows: step.Kinds()}
	if err := os.Chmod(filepath.Dir(d.path), 0o700); err != nil { // as the program makes it
		t.Fatal(err)
	}
	d.open("", width, height)
	t.Cleanup(func() { d.store.Close() })
	return d
}

// open starts the program, as a person does who comes back.
func (d *driver) open(route string, width, height int) {
	d.t.Helper()
	book, err := theBook()
	if err != nil {
		d.t.Fatal(err)
	}
	if d.store, err = store.Open(d.path, store.Options{Now: d.clock.now, Kinds: d.kinds}); err != nil {
		d.t.Fatal(err)
	}
	e := &env.Env{
		Book: book, Kinds: d.rows, Store: d.store, Now: d.clock.now, Tick: d.later, Width: ansi.GraphemeWidth, Clip: &editor.Clip{},
		Cost:   vault.Cost{Memory: 32, Passes: 1, Lanes: 1},
		Theme:  theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor}),
		Getenv: func(name string) string { return d.env[name] },
	}
	if d.app, err = open(e, Options{Route: route, OnMove: func(path string) { d.moved = path }}); err != nil {
		d.t.Fatal(err)
	}
	d.quit, d.ticks = false, nil
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// restart ends the program as a kill does, without a word, and opens it again.
func (d *driver) restart(width, height int) {
	d.t.Helper()
	if err := d.store.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.open("", width, height)
}

func (d *driver) send(msg tea.Msg) {
	_, cmd := d.app.Update(msg)
	d.run(cmd)
}

// run runs a command and everything that follows from it.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	switch m := msg.(type) {
	case nil:
		return
	case tea.BatchMsg:
		for _, c := range m {
			d.run(c)
		}
		return
	case tea.QuitMsg:
		d.quit = true
		return
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() { // tea.Sequence's message has no name outside
			d.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	d.send(msg)
}

// later keeps a pause until rest is called.
func (d *driver) later(pause time.Duration, bring func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		d.ticks = append(d.ticks, func() tea.Msg { return bring(d.clock.at.Add(pause)) })
		return nil
	}
}

// rest lets the pauses pass that have begun.
func (d *driver) rest() {
	ticks := d.ticks
	d.ticks = nil
	for _, tick := range ticks {
		d.send(tick())
	}
}

// press plays keys by their names: "tab", "ctrl+g", "3".
func (d *driver) press(names ...string) {
	for _, name := range names {
		d.send(terminal.KeyPress(name))
	}
}

// write types a text, a key at a time.
func (d *driver) write(text string) {
	for _, r := range text {
		if r == '\n' {
			d.press("enter")
			continue
		}
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func (d *driver) click(x, y int) {
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	d.send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// cells draws on a grid, as a terminal does.
func cells(content string, width, height int) uv.ScreenBuffer {
	buf := uv.NewScreenBuffer(width, height)
	uv.NewStyledString(content).Draw(buf, buf.Bounds())
	return buf
}

// window draws all that a person sees.
func (d *driver) window() uv.ScreenBuffer {
	return cells(d.app.View().Content, d.app.frame.width, d.app.frame.height)
}

// rows returns the lines of a grid without the blanks at their ends.
func rows(buf uv.ScreenBuffer, letter func(*uv.Cell) string) (all []string) {
	for y := range buf.Height() {
		var line strings.Builder
		for x := range buf.Width() {
			if c := buf.CellAt(x, y); c != nil {
				line.WriteString(letter(c))
			}
		}
		all = append(all, strings.TrimRight(line.String(), " "))
	}
	return all
}

func inText(c *uv.Cell) string { return c.Content }

// text returns rows as a text, with the cursor's place after them.
func text(rows []string, cursor *tea.Cursor) string {
	text := strings.Join(rows, "\n") + "\n"
	if cursor != nil {
		text += fmt.Sprintf("cursor %d,%d\n", cursor.X, cursor.Y)
	}
	return text
}

// screen returns the whole screen as text, with the cursor's place after it.
func (d *driver) screen() string { return text(rows(d.window(), inText), d.app.View().Cursor) }

// body returns the lines between the header and the footer as text, without the
// blank lines at the end; the cursor's place counts from the first of them. While the
// screen is hidden, body returns all of it.
func (d *driver) body() string {
	if d.app.curtain.drawn {
		return d.screen()
	}
	all, cursor := d.bodyRows()
	for len(all) > 0 && all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return text(all, cursor)
}

// bodyRows draws the screen, as far as the right edge of the window: its marks that
// there is more are in the margin.
func (d *driver) bodyRows() ([]string, *tea.Cursor) {
	v, f := d.app.stack.top().View(), d.app.frame
	return rows(cells(v.Content, f.width-f.left, f.rows), inText), v.Cursor
}

// frame returns the lines of the header and of the footer with their numbers, each
// above its styles.
func (d *driver) frame() string {
	f := d.app.frame
	foot := f.height - d.footLines()
	lines, styles := rows(d.window(), inText), rows(d.window(), d.styleLetter())
	var b strings.Builder
	for y, line := range lines {
		if (y < f.body || y >= foot) && line != "" {
			fmt.Fprintf(&b, "%2d|%s\n  |%s\n", y, line, styles[y])
		}
	}
	return b.String()
}

// footLines returns how many lines the footer has.
func (d *driver) footLines() int {
	footer, _ := d.app.footer()
	return strings.Count(footer, "\n") + 1
}

// styles is a map of the body with a letter for every look.
func (d *driver) styles() string {
	f := d.app.frame
	return text(rows(cells(d.app.stack.top().View().Content, f.width-f.left, f.rows), d.styleLetter()), nil)
}

// styleLetter returns the letter of a cell: . plain, b bold, f faint, g gold, G bold
// gold, a alarm, r reversed, ? anything else.
func (d *driver) styleLetter() func(*uv.Cell) string {
	th := d.app.env.Theme
	looks := []struct{ letter, sample string }{
		{"b", th.Bold.Render("x")}, {"f", th.Faint.Render("x")}, {"g", th.Accent.Render("x")},
		{"G", th.AccentBold.Render("x")}, {"a", th.Alarm.Render("x")}, {"r", th.Select.Render("x")},
	}
	var styles []uv.Style
	for _, l := range looks {
		styles = append(styles, cells(l.sample, 1, 1).CellAt(0, 0).Style)
	}
	return func(c *uv.Cell) string {
		if c.Content == " " || c.Content == "" {
			return " "
		}
		letter := "."
		if !c.Style.IsZero() {
			letter = "?"
		}
		for i, l := range looks {
			if c.Style.Equal(&styles[i]) {
				letter = l.letter
			}
		}
		return letter
	}
}

func (d *driver) want(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.screen(), text) {
			d.t.Fatalf("the screen does not show %q:\n%s", text, d.screen())
		}
	}
}

func (d *driver) wantNot(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(d.screen(), text) {
			d.t.Fatalf("the screen shows %q:\n%s", text, d.screen())
		}
	}
}

// golden compares with a file under testdata. UPDATE=1 writes it anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name+".txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was. Look, then UPDATE=1 go test ./ui\n--- was\n%s--- is\n%s", path, want, got)
	}
}
