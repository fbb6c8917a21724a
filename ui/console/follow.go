package console

import (
	"bufio"
	"encoding/json"
	"errors"
	"net"
	"strings"
	"time"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/clock"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// Model follows a session. It sends every key to the projecting program but its
// own few.
type Model struct {
	terminal.Window
	theme *theme.Theme
	now   func() time.Time
	tick  func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	dial  func() (net.Conn, error)

	conn  net.Conn
	lines *bufio.Scanner
	frame Frame
	seen  bool   // a frame has come
	view  int    // which part is seen where there is room for one only
	note  string // what the console itself has to say, until the next key
	top   int    // the first row that is seen of a part that is scrolled
	beat  int    // the tick that is waited for; older ones are of no use
	drawn []string
}

// New follows over a connection that is there; dial finds the session again when
// it is lost. light is the person's choice between "light" and "dark"; anything
// else asks the terminal.
func New(th *theme.Theme, light string, now func() time.Time, conn net.Conn, dial func() (net.Conn, error)) *Model {
	m := &Model{Window: terminal.NewWindow(th, nil, light), theme: th, now: now, tick: tea.Tick, dial: dial}
	m.connect(conn)
	return m
}

func (m *Model) connect(conn net.Conn) {
	m.conn, m.lines = conn, bufio.NewScanner(conn)
	m.lines.Buffer(nil, mostLine)
}

type (
	frameMsg struct {
		conn  net.Conn
		frame Frame
	}
	lostMsg  struct{ conn net.Conn }
	foundMsg struct{ conn net.Conn }
	beatMsg  int
)

const lookAgain = time.Second

// Init waits for the first frame.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.listen(), m.AskBackground()) }

// listen waits for the next frame.
func (m *Model) listen() tea.Cmd {
	conn, lines := m.conn, m.lines
	return func() tea.Msg {
		for lines.Scan() {
			var f Frame
			if json.Unmarshal(lines.Bytes(), &f) == nil && f.sound() {
				return frameMsg{conn, f.clean()}
			}
		}
		_ = conn.Close()
		return lostMsg{conn}
	}
}

// search looks for the session again after a while.
func (m *Model) search() tea.Cmd {
	dial := m.dial
	return m.tick(lookAgain, func(time.Time) tea.Msg {
		conn, err := dial()
		if err != nil {
			return foundMsg{}
		}
		return foundMsg{conn}
	})
}

type ownKeys struct{ part, up, down, leave key.Binding }

func newOwnKeys() ownKeys {
	return ownKeys{
		part:  key.NewBinding(key.WithKeys("f2"), key.WithHelp("F2", "script, plan, room")),
		up:    key.NewBinding(key.WithKeys("ctrl+up"), key.WithHelp("ctrl+↑↓", "scroll")),
		down:  key.NewBinding(key.WithKeys("ctrl+down"), key.WithHelp("ctrl+↓", "scroll")),
		leave: key.NewBinding(key.WithKeys("ctrl+c"), key.WithHelp("ctrl+c", "leave the console")),
	}
}

// Update takes frames, and sends keys.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.update(msg)
	m.compose()
	return m, cmd
}

// compose draws what View shows.
func (m *Model) compose() {
	if !m.Unknown() {
		m.drawn = m.draw()
	}
}

func (m *Model) update(msg tea.Msg) tea.Cmd {
	if taken, _ := m.Take(msg); taken {
		return nil
	}
	switch msg := msg.(type) {
	case frameMsg:
		return m.show(msg)
	case lostMsg:
		if msg.conn == m.conn {
			m.conn = nil
			return m.search()
		}
	case foundMsg:
		if msg.conn == nil {
			return m.search()
		}
		m.connect(msg.conn)
		return m.listen()
	case beatMsg:
		if int(msg) == m.beat {
			return m.wait()
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			m.scroll(-3)
		} else {
			m.scroll(3)
		}
	case terminal.GuessedMsg:
		m.note = msg.Short()
	case tea.PasteMsg:
		m.paste(msg.Content)
	case tea.KeyPressMsg:
		return m.press(msg)
	}
	return nil
}

// show takes a frame of the connection that is there now.
func (m *Model) show(msg frameMsg) tea.Cmd {
	if msg.conn != m.conn {
		return nil
	}
	if msg.frame.Here != m.frame.Here {
		m.top = 0
	}
	m.frame, m.seen = msg.frame, true
	return tea.Batch(m.listen(), m.wait())
}

// wait waits for the moment at which the clock shows something else. The clock of
// a session that has ended waits for none.
func (m *Model) wait() tea.Cmd {
	m.beat++
	if m.frame.Ended {
		return nil
	}
	beat, pause := m.beat, time.Minute // the finish moves on while the clock is paused
	if !m.frame.Clock.Ends.IsZero() {
		pause = clock.Next(m.frame.Clock.LeftAt(m.now()))
	}
	return m.tick(pause, func(time.Time) tea.Msg { return beatMsg(beat) })
}

func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	k := newOwnKeys()
	m.note = ""
	switch {
	case key.Matches(msg, k.leave):
		return tea.Quit
	case key.Matches(msg, k.part):
		m.view, m.top = (m.view+1)%3, 0
	case key.Matches(msg, k.up):
		m.scroll(-1)
	case key.Matches(msg, k.down):
		m.scroll(1)
	default:
		_ = m.send(PressOf(msg)) // if it is lost, the end that listens says so
	}
	return nil
}

func (m *Model) scroll(by int) { m.top = max(0, m.top+by) }

// longestPaste bounds one line of a paste that is sent, in bytes; it is under
// mostLine.
const longestPaste = 1 << 16

// paste sends a text that was pasted, as a text: none of it is a key.
func (m *Model) paste(text string) {
	for text != "" {
		n := min(len(text), longestPaste)
		for n < len(text) && !utf8.RuneStart(text[n]) {
			n--
		}
		if m.send(Press{Paste: text[:n]}) != nil {
			return // the end that listens says so
		}
		text = text[n:]
	}
}

// send sends a key or a paste. While nobody may look at the ballot, none is sent.
func (m *Model) send(press Press) error {
	if m.conn == nil || m.frame.Private {
		return errors.ErrUnsupported
	}
	line, err := json.Marshal(press)
	if err != nil {
		return err
	}
	_, err = m.conn.Write(append(line, '\n'))
	return err
}

// Close lets the session go.
func (m *Model) Close() error {
	if m.conn == nil {
		return nil
	}
	return m.conn.Close()
}

// View shows the console as Update has drawn it.
func (m *Model) View() tea.View {
	v := tea.NewView("")
	if !m.Unknown() {
		v.SetContent(strings.Join(m.drawn, "\n"))
	}
	v.AltScreen = true
	v.WindowTitle = "Golden Thread console"
	v.MouseMode = tea.MouseModeCellMotion
	return v
}
