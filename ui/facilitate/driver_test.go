package facilitate

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
	"goldenthread/store/session"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/console"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// theBook is parsed once for all tests; nobody changes it.
var theBook = sync.OnceValues(content.Embedded)

var sunday = time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)

// driver plays a facilitator: keys in, the commands that come back run to the
// end, cells out. Nothing sleeps: the clock goes on when pass is called.
type driver struct {
	t     testing.TB
	model *Model
	env   *Env
	at    time.Time
	quit  bool
	bells int
	ticks []tick
	beats int           // how many ticks were asked for
	frame console.Frame // the last that was sent to consoles
	sent  int           // how many were sent
	looks int           // how many times View is called after each message
	drawn bool          // View is at work
}

// tick is a pause that has not passed yet.
type tick struct {
	due  time.Time
	cmd  func(time.Time) tea.Msg
	done bool
}

func newDriver(t testing.TB, width, height int) *driver {
	t.Helper()
	d := &driver{t: t, at: sunday, looks: 1}
	d.env = &Env{
		Folder: filepath.Join(t.TempDir(), "sessions"), Now: func() time.Time { return d.at }, Tick: d.later,
		Draw: func() uint64 { return 7 }, Width: ansi.GraphemeWidth, Clip: &editor.Clip{},
		Theme: theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor}),
		Show:  d.show,
	}
	book, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	d.env.Book = book
	d.open("", width, height)
	t.Cleanup(func() { d.model.close() })
	return d
}

func (d *driver) show(f console.Frame) {
	if d.drawn {
		d.t.Error("View sends something to consoles")
	}
	d.frame = f
	d.sent++
}

// view draws the window.
func (d *driver) view() tea.View {
	d.drawn = true
	defer func() { d.drawn = false }()
	return d.model.View()
}

// open starts the program, with an agenda or without.
func (d *driver) open(agenda content.AgendaID, width, height int) {
	d.t.Helper()
	first, err := firstScreen(d.env, Options{Agenda: d.env.Book.Agenda(agenda)})
	if err != nil {
		d.t.Fatal(err)
	}
	d.model, d.quit, d.ticks = newModel(d.env, "dark", first), false, nil
	d.run(d.model.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// crash ends the program as kill -9 does, and starts it again.
func (d *driver) crash() {
	d.t.Helper()
	width, height := d.model.Width, d.model.Height
	if err := sessionOf(d.model.screen).Close(); err != nil {
		d.t.Fatal(err)
	}
	d.open("", width, height)
}

// killed ends the program, as a signal does, and starts it again.
func (d *driver) killed(width, height int) {
	d.t.Helper()
	if err := d.model.close(); err != nil {
		d.t.Fatal(err)
	}
	d.open("", width, height)
}

func (d *driver) send(msg tea.Msg) {
	_, cmd := d.model.Update(msg)
	d.run(cmd)
	for range d.looks {
		d.view()
	}
}

// run runs a command and everything that follows from it.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch m := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range m {
			d.run(c)
		}
	case tea.QuitMsg:
		d.quit = true
	case tea.RawMsg:
		if m.Msg == "\a" {
			d.bells++
		}
	default:
		if v := reflect.ValueOf(m); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() {
				d.run(v.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		d.send(m)
	}
}

func (d *driver) later(pause time.Duration, bring func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		d.beats++
		d.ticks = append(d.ticks, tick{due: d.at.Add(pause), cmd: bring})
		return nil
	}
}

// pass lets time pass, with what is due in it.
func (d *driver) pass(long time.Duration) {
	end := d.at.Add(long)
	for {
		next := -1
		for i, t := range d.ticks {
			if !t.done && !t.due.After(end) && (next < 0 || t.due.Before(d.ticks[next].due)) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		d.ticks[next].done = true
		d.at = d.ticks[next].due
		d.send(d.ticks[next].cmd(d.at))
	}
	d.at = end
}

func (d *driver) press(names ...string) {
	for _, name := range names {
		d.send(terminal.KeyPress(name))
	}
}

// write types a text, a key at a time.
func (d *driver) write(text string) {
	for _, r := range text {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// start begins a session of an agenda with a group of fourteen.
func (d *driver) start(agenda content.AgendaID, group string, width, height int) {
	d.t.Helper()
	d.open(agenda, width, height)
	d.write(group)
	d.press("enter")
	d.press("backspace", "backspace")
	d.write("14")
	for range 6 {
		if d.running() == nil {
			d.press("enter")
		}
	}
	if d.running() == nil { // a format, to which a group brings its question
		d.write("What shall we stop?")
		d.press("enter")
	}
	if d.running() == nil {
		d.t.Fatalf("it did not start:\n%s", d.screen())
	}
}

// running returns the session that runs, or nil.
func (d *driver) running() *run {
	r, _ := d.model.screen.(*run)
	return r
}

// goTo jumps to the first step of a kind.
func (d *driver) goTo(kind content.Run) {
	d.t.Helper()
	for i, s := range d.running().place.steps {
		if s.Run == kind {
			d.press("g")
			d.write(fmt.Sprint(i + 1))
			d.press("enter")
			return
		}
	}
	d.t.Fatalf("the agenda has no step of kind %s", kind)
}

// screen returns the whole screen as text, with the cursor's place after it.
func (d *driver) screen() string {
	v := d.view()
	buf := uv.NewScreenBuffer(d.model.Width, d.model.Height)
	uv.NewStyledString(v.Content).Draw(buf, buf.Bounds())
	var b strings.Builder
	for y := range buf.Height() {
		var line strings.Builder
		for x := range buf.Width() {
			if c := buf.CellAt(x, y); c != nil {
				line.WriteString(c.Content)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	if c := v.Cursor; c != nil {
		fmt.Fprintf(&b, "cursor %d,%d\n", c.X, c.Y)
	}
	return b.String()
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

// sessions are those in the folder.
func (d *driver) sessions() []session.File {
	d.t.Helper()
	all, err := session.List(d.env.Folder)
	if err != nil {
		d.t.Fatal(err)
	}
	return all
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
		t.Errorf("%s is not as it was. Look, then UPDATE=1 go test ./ui/facilitate\n--- was\n%s--- is\n%s", path, want, got)
	}
}
