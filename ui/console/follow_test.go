package console

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content/safetext"
	"goldenthread/ui/theme"
)

var afternoon = time.Date(2026, 11, 22, 14, 10, 0, 0, time.UTC)

func sample() Frame {
	return Frame{
		Group: "Senior team", Title: "Where do we learn, and where do we not?", Here: 1,
		Steps: []Step{
			{Title: "Open", Form: "all together", Minutes: 5, Spent: 7 * time.Minute},
			{Title: "A time we learned", Form: "all together", Minutes: 8},
			{Title: "Four descriptions", Form: "all together", Minutes: 2},
		},
		Script: Script{
			Say:   "Think of a time this term when we learned something together, large or small. Each of us has a minute at most.",
			Do:    "People speak in turn, a minute each.",
			Watch: "Replies, and nods of approval to some.", Silence: "A pass is fine; return once, lightly.", Dominance: "The minute is the same for all.",
		},
		Clock: Clock{Entered: afternoon.Add(-3 * time.Minute), Allotted: 8 * time.Minute, Ends: afternoon.Add(5 * time.Minute)},
		Due:   afternoon.Add(5 * time.Minute),
		Shown: []string{"When did we learn something together this term?", "", "A minute each."},
		Keys:  []Key{{"space", "pause"}, {"→", "next"}, {"c", "capture"}, {"b", "blank"}, {"?", "keys"}},
	}
}

// pipe is a console whose other end is in the test's hands.
func pipe(t *testing.T, dial func() (net.Conn, error)) (*Model, net.Conn) {
	t.Helper()
	ours, theirs := net.Pipe()
	t.Cleanup(func() { ours.Close(); theirs.Close() })
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor})
	m := New(th, "dark", func() time.Time { return afternoon }, ours, dial)
	m.tick = func(_ time.Duration, bring func(time.Time) tea.Msg) tea.Cmd {
		return func() tea.Msg { return bring(afternoon) }
	}
	return m, theirs
}

func (m *Model) text() string {
	lines := m.draw()
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestConsoleScreens(t *testing.T) {
	for name, change := range map[string]func(*Model){
		"step":    func(*Model) {},
		"plan":    func(m *Model) { m.press(tea.KeyPressMsg{Code: tea.KeyF2}) },
		"blank":   func(m *Model) { m.frame.Blank = true; m.view = 2 },
		"private": func(m *Model) { m.frame.Private = true },
		"paused": func(m *Model) {
			m.frame.Clock = Clock{Left: 2 * time.Minute, Allotted: 8 * time.Minute, Entered: afternoon}
		},
		"lost":  func(m *Model) { m.conn = nil },
		"ended": func(m *Model) { m.frame = Frame{Group: "Senior team", Title: "Where do we learn?", Ended: true} },
		"late":  func(m *Model) { m.frame.Here, m.frame.Note = 2, "Not all votes are in yet." },
	} {
		for _, size := range [][2]int{{100, 30}, {60, 17}} {
			m, _ := pipe(t, nil)
			m.frame, m.seen = sample(), true
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			change(m)
			got := m.text()
			for _, line := range strings.Split(got, "\n") {
				if ansi.StringWidth(line) > size[0] {
					t.Errorf("%s: a line of %d cells", name, ansi.StringWidth(line))
				}
			}
			if rows := strings.Count(got, "\n"); rows != size[1] {
				t.Errorf("%s: %d rows", name, rows)
			}
			path := filepath.Join("testdata", "golden", name+"-"+map[int]string{100: "100x30", 60: "60x17"}[size[0]]+".txt")
			if os.Getenv("UPDATE") != "" {
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s is not as it was. Look, then UPDATE=1 go test ./ui/console\n--- was\n%s--- is\n%s", path, want, got)
			}
		}
	}
}

// Lost, it looks until it finds the session again, and goes on.
func TestLostAndFound(t *testing.T) {
	tries := 0
	var again net.Conn
	m, theirs := pipe(t, func() (net.Conn, error) {
		if tries++; tries < 3 {
			return nil, ErrNobody
		}
		ours, new := net.Pipe()
		again = new
		return ours, nil
	})
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	line, _ := json.Marshal(sample())
	go func() { theirs.Write(append(line, '\n')); theirs.Close() }()
	_, cmd := m.Update(m.listen()())
	if !strings.Contains(m.text(), "A time we learned") {
		t.Fatal(m.text())
	}
	_ = cmd
	_, cmd = m.Update(m.listen()())
	if !strings.Contains(m.text(), "LOST, LOOKING AGAIN") || !strings.Contains(m.text(), "Think of a time") {
		t.Fatal(m.text())
	}
	for again == nil {
		_, cmd = m.Update(cmd())
	}
	defer again.Close()
	changed := sample()
	changed.Here = 2
	line, _ = json.Marshal(changed)
	go again.Write(append(line, '\n'))
	m.Update(cmd()) // the frame
	if text := m.text(); strings.Contains(text, "LOST") || !strings.Contains(text, "3 of 3") {
		t.Error(text)
	}
}

// What cannot be drawn is passed over.
func TestUnsoundFrames(t *testing.T) {
	m, theirs := pipe(t, nil)
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	go func() {
		good, _ := json.Marshal(sample())
		theirs.Write([]byte("{}\nnull\n[]\n{\"here\":5,\"steps\":[{}]}\n{\"here\":-1,\"steps\":[{}]}\n"))
		theirs.Write(append(good, '\n'))
	}()
	m.Update(m.listen()())
	if text := m.text(); !strings.Contains(text, "2 of 3") {
		t.Error(text)
	}
}

func TestKeysAreSent(t *testing.T) {
	m, theirs := pipe(t, nil)
	m.frame, m.seen = sample(), true
	lines := make(chan string, 10)
	go func() {
		decoder := json.NewDecoder(theirs)
		for {
			var p Press
			if decoder.Decode(&p) != nil {
				close(lines)
				return
			}
			if paste, ok := p.Input().(tea.PasteMsg); ok {
				lines <- "paste " + paste.Content
				continue
			}
			lines <- p.Key().String()
		}
	}()
	for _, k := range []tea.KeyPressMsg{{Code: tea.KeyRight}, {Code: 'b', Text: "b"}, {Code: tea.KeySpace, Text: " "}, {Code: '+', Text: "+"}, {Code: tea.KeyEnter}} {
		m.Update(k)
		if got := <-lines; got != k.String() {
			t.Errorf("%s arrived as %s", k, got)
		}
	}
	m.Update(tea.PasteMsg{Content: "n"}) // is no key
	if got := <-lines; got != "paste n" {
		t.Errorf("a paste arrived as %s", got)
	}
	m.frame.Private = true
	m.Update(tea.KeyPressMsg{Code: '2', Text: "2"})
	m.Update(tea.KeyPressMsg{Code: tea.KeyF2}) // its own
	if _, cmd := m.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}); cmd == nil {
		t.Error("it cannot be left")
	}
	m.Close()
	if got, more := <-lines; more {
		t.Errorf("%s was sent", got)
	}
}

func TestTheClockOfAConsole(t *testing.T) {
	m, _ := pipe(t, nil)
	var waits []time.Duration
	m.tick = func(wait time.Duration, _ func(time.Time) tea.Msg) tea.Cmd { waits = append(waits, wait); return nil }
	m.frame = sample()
	m.wait()
	m.frame.Clock = Clock{Left: time.Minute}
	m.wait()
	m.frame.Ended = true
	m.wait()
	if len(waits) != 2 || waits[0] != time.Second || waits[1] != time.Minute {
		t.Errorf("%v", waits)
	}
}

// View shows what Update has drawn, and moves nothing.
func TestViewChangesNothing(t *testing.T) {
	m, _ := pipe(t, nil)
	m.frame, m.seen = sample(), true
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 17})
	for range 50 {
		m.Update(tea.KeyPressMsg{Code: tea.KeyDown, Mod: tea.ModCtrl})
	}
	top, shown := m.top, m.View().Content
	m.frame.Note = "not drawn yet"
	if again := m.View().Content; again != shown || m.top != top {
		t.Errorf("it is\n%s\nfrom row %d, and was\n%s\nfrom row %d", again, m.top, shown, top)
	}
	m.Update(tea.KeyPressMsg{Code: tea.KeyUp, Mod: tea.ModCtrl})
	if m.top != top-1 {
		t.Errorf("a row up is row %d, from %d", m.top, top)
	}
}

// A frame that steers the terminal is drawn without what steers, whoever has sent it.
func TestAFrameThatSteers(t *testing.T) {
	const evil = "FAKE\u009d0;PWNED\u0007\x1b[8mhidden\x1b]0;t\x07\u202egnp.exe\r\n\u009b31mred"
	m, theirs := pipe(t, nil)
	f := sample()
	f.Group, f.Title, f.Note, f.Shown = evil, evil, evil, []string{evil}
	f.Script = Script{Say: evil, Do: evil, Watch: evil, Silence: evil, Dominance: evil}
	for i := range f.Steps {
		f.Steps[i].Title, f.Steps[i].Form = evil, evil
	}
	f.Keys = []Key{{evil, evil}}
	go func() {
		line, _ := json.Marshal(f)
		_, _ = theirs.Write(append(line, '\n'))
	}()
	msg := m.listen()()
	for _, size := range [][2]int{{60, 40}, {160, 50}} {
		for view := range 3 {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			m.Update(msg)
			m.view = view
			drawn := strings.Join(m.draw(), "\n")
			if strings.Contains(drawn, "\x1b[8m") || safetext.Styled(drawn) != drawn {
				t.Errorf("%v, part %d: %q", size, view, drawn)
			}
			if !strings.Contains(drawn, "FAKE") {
				t.Error("the test shows nothing")
			}
		}
	}
}
