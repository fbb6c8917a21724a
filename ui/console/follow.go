package console

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

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
	seen  bool // a frame has come
	view  int  // which part is seen where there is room for one only
	top   int
	beat  int // the seconds that are waited for; older ones are of no use
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
				return frameMsg{conn, f}
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
	if taken, _ := m.Take(msg); taken {
		return m, nil
	}
	switch msg := msg.(type) {
	case frameMsg:
		if msg.conn != m.conn {
			return m, nil
		}
		if msg.frame.Here != m.frame.Here {
			m.top = 0
		}
		m.frame, m.seen = msg.frame, true
		return m, tea.Batch(m.listen(), m.beatOn())
	case lostMsg:
		if msg.conn == m.conn {
			m.conn = nil
			return m, m.search()
		}
	case foundMsg:
		if msg.conn == nil {
			return m, m.search()
		}
		m.connect(msg.conn)
		return m, m.listen()
	case beatMsg:
		if int(msg) == m.beat {
			return m, m.beatOn()
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			m.scroll(-3)
		} else {
			m.scroll(3)
		}
	case tea.PasteMsg:
		for _, r := range msg.Content {
			if err := m.send(tea.KeyPressMsg{Code: r, Text: string(r)}); err != nil {
				break
			}
		}
	case tea.KeyPressMsg:
		return m, m.press(msg)
	}
	return m, nil
}

// beatOn asks for the moment at which the clock shows something else. A clock
// that stands still asks for none.
func (m *Model) beatOn() tea.Cmd {
	m.beat++
	if m.frame.Ended {
		return nil
	}
	beat, wait := m.beat, time.Minute // the finish moves on while the clock stands
	if !m.frame.Clock.Ends.IsZero() {
		wait = clock.Next(m.frame.Clock.LeftAt(m.now()))
	}
	return m.tick(wait, func(time.Time) tea.Msg { return beatMsg(beat) })
}

func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	k := newOwnKeys()
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
		_ = m.send(msg) // if it is lost, the end that listens says so
	}
	return nil
}

func (m *Model) scroll(by int) { m.top = max(0, m.top+by) }

// send sends a key. While nobody may look at the ballot, none is sent.
func (m *Model) send(msg tea.KeyPressMsg) error {
	if m.conn == nil || m.frame.Private {
		return errors.ErrUnsupported
	}
	line, err := json.Marshal(PressOf(msg))
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

// View draws the console.
func (m *Model) View() tea.View {
	v := tea.NewView("")
	if !m.Unknown() {
		v.SetContent(strings.Join(m.draw(), "\n"))
	}
	v.AltScreen = true
	v.WindowTitle = "Golden Thread console"
	v.MouseMode = tea.MouseModeCellMotion
	return v
}

// twoColumns is the width from which the plan and the room stand beside the script.
const twoColumns = 90

func (m *Model) draw() []string {
	t, width := m.theme, max(1, m.Width-2)
	lines := make([]string, 0, m.Height)
	lines = append(lines, m.header(width))
	switch {
	case !m.seen:
		return m.window(append(lines, "", "Waiting for the session."), width, nil)
	case m.frame.Ended:
		return m.window(append(lines, "", "The session is over."), width, nil)
	}
	lines = append(lines, m.times(width)...)
	rows := max(1, m.Height-len(lines)-2)
	var body []string
	if width >= twoColumns && m.view == 0 {
		left := width * 3 / 5
		script := m.part(m.script(left-2), rows)
		side := append(m.room(width-left), "")
		side = fitSide(t, append(side, m.planNear(width-left, rows-len(side))...), rows)
		for i := range rows {
			line := ""
			if i < len(script) {
				line = script[i]
			}
			if i < len(side) {
				line = pad(line, left) + side[i]
			}
			body = append(body, line)
		}
	} else {
		switch m.view {
		case 0:
			body = m.part(m.script(width), rows)
		case 1:
			body = m.part(m.plan(width), rows)
		case 2:
			body = m.part(m.room(width), rows)
		}
	}
	return m.window(lines, width, body)
}

// window sets the parts into exactly the height, with a margin.
func (m *Model) window(head []string, width int, body []string) []string {
	lines := append(append([]string{}, head...), body...)
	for len(lines) < m.Height-1 {
		lines = append(lines, "")
	}
	lines = append(lines[:max(0, m.Height-1)], m.footer(width))
	for i, line := range lines {
		if line != "" {
			lines[i] = " " + ansi.Truncate(line, width, m.theme.Marks.Ellipsis)
		}
	}
	return lines
}

func (m *Model) header(width int) string {
	t := m.theme
	corner := t.AccentBold.Render("CONSOLE")
	switch {
	case m.frame.Ended:
		corner = t.AccentBold.Render("ENDED")
	case m.conn == nil:
		corner = t.Alarm.Render("LOST, LOOKING AGAIN")
	}
	title := m.frame.Group
	if m.frame.Title != "" {
		title += " " + t.Marks.Dot + " " + m.frame.Title
	}
	if title == "" {
		title = "Console"
	}
	title = ansi.Truncate(title, max(0, width-ansi.StringWidth(corner)-2), t.Marks.Ellipsis)
	return t.Bold.Render(title) + strings.Repeat(" ", max(0, width-ansi.StringWidth(title)-ansi.StringWidth(corner))) + corner
}

// times is where we are, the clock, and when it will end.
func (m *Model) times(width int) []string {
	t, f, now := m.theme, m.frame, m.now()
	here := f.Steps[f.Here]
	left := f.Clock.LeftAt(now)
	where := fmt.Sprintf("%d of %d  %s, %s", f.Here+1, len(f.Steps), here.Title, here.Form)
	out := []string{"", t.Bold.Render(where), clock.Line(t, left, f.Clock.Allotted, f.Clock.Ends.IsZero(), min(width, 60))}
	next := "Then the end."
	if f.Here+1 < len(f.Steps) {
		n := f.Steps[f.Here+1]
		next = fmt.Sprintf("Next: %s, %s, %d min.", n.Title, n.Form, n.Minutes)
	}
	finish := fmt.Sprintf("Ends %s", f.Finish(now).Format("15:04"))
	switch late := f.Finish(now).Sub(f.Due).Round(time.Minute); {
	case late >= time.Minute:
		finish += fmt.Sprintf(", %d min later than planned.", late/time.Minute)
	case late <= -time.Minute:
		finish += fmt.Sprintf(", %d min sooner than planned.", -late/time.Minute)
	default:
		finish += ", as planned."
	}
	out = append(out, t.Faint.Render(finish))
	if width >= twoColumns {
		out[len(out)-1] = t.Faint.Render(next + "  " + finish)
		return append(out, "")
	}
	return append(out, t.Faint.Render(next), "")
}

// script is what the facilitator alone sees.
func (m *Model) script(width int) []string {
	t, s := m.theme, m.frame.Script
	var lines []string
	for _, part := range []struct{ head, text string }{
		{"Say", s.Say}, {"They do", s.Do}, {"Watch for", s.Watch}, {"If it is silent", s.Silence}, {"If one voice is loud", s.Dominance},
	} {
		if part.text == "" {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, t.AccentBold.Render(part.head))
		lines = append(lines, t.Prose(part.text, width, theme.Body)...)
	}
	return lines
}

// room is what is on the projector, in words.
func (m *Model) room(width int) []string {
	t := m.theme
	head := "On the projector"
	if m.frame.Blank {
		head += ": BLANK, over this"
	}
	lines := []string{t.AccentBold.Render(head)}
	for _, line := range m.frame.Shown {
		lines = append(lines, t.Wrap(line, width, t.Text)...)
	}
	return lines
}

// plan is the agenda, planned and as it went.
func (m *Model) plan(width int) []string {
	t, f := m.theme, m.frame
	lines := []string{t.AccentBold.Render("Plan and so far")}
	for i, s := range f.Steps {
		spent := s.Spent
		if i == f.Here {
			spent += max(0, m.now().Sub(f.Clock.Entered))
		}
		side := fmt.Sprintf("%3d min", s.Minutes)
		if spent > 0 {
			side += fmt.Sprintf("  %s", clock.Text(max(spent, time.Second)))
		} else {
			side += "       "
		}
		name := fmt.Sprintf("%2d %s", i+1, s.Title)
		name = ansi.Truncate(name, max(1, width-2-ansi.StringWidth(side)-1), t.Marks.Ellipsis)
		line := pad(name, width-2-ansi.StringWidth(side)) + side
		mark, style := "  ", t.Text
		switch {
		case i == f.Here:
			mark, style = t.Accent.Render(t.Marks.Row)+" ", t.Bold
		case i < f.Here:
			style = t.Faint
		}
		lines = append(lines, mark+style.Render(line))
	}
	return lines
}

// planNear is as much of the plan as there is room for, with the step that is on.
func (m *Model) planNear(width, rows int) []string {
	all := m.plan(width)
	const head, least = 1, 4
	room := max(least, rows) - head
	if len(all)-head <= room {
		return all
	}
	from := max(0, min(m.frame.Here-room/2, len(all)-head-room))
	return append(all[:head:head], all[head+from:head+from+room]...)
}

// part is as many rows of a text as there is room for, from where it was
// scrolled to.
func (m *Model) part(lines []string, rows int) []string {
	m.top = max(0, min(m.top, len(lines)-rows))
	part := append([]string{}, lines[m.top:min(len(lines), m.top+rows)]...)
	if m.top+rows < len(lines) && rows > 1 {
		part[len(part)-1] = m.theme.Faint.Render(m.theme.Marks.Down + " more: " + m.theme.Sign("ctrl+↓"))
	}
	return part
}

// fitSide keeps what fits, and says where the rest is.
func fitSide(t *theme.Theme, lines []string, rows int) []string {
	if len(lines) <= rows {
		return lines
	}
	return append(lines[:rows-1:rows-1], t.Faint.Render(t.Marks.Down+" more: F2"))
}

func (m *Model) footer(width int) string {
	t := m.theme
	switch {
	case m.frame.Private && m.conn != nil:
		return t.Bold.Render("Somebody is voting: keys are not sent.")
	case m.frame.Note != "" && m.conn != nil:
		return t.Alarm.Render(m.frame.Note)
	}
	own := newOwnKeys()
	keys := []Key{}
	if m.conn != nil {
		keys = append(keys, m.frame.Keys...)
	}
	for _, b := range []key.Binding{own.part, own.up} {
		if b.Enabled() {
			keys = append([]Key{{b.Help().Key, b.Help().Desc}}, keys...)
		}
	}
	if m.conn == nil {
		keys = []Key{{own.leave.Help().Key, own.leave.Help().Desc}}
	}
	line, cols := "", 0
	for _, k := range keys {
		text := t.Key.Render(t.Sign(k.Name)) + " " + t.Faint.Render(t.Sign(k.Does))
		n := ansi.StringWidth(text)
		if cols > 0 {
			n += 3
		}
		if cols+n > width {
			break
		}
		if cols > 0 {
			line += "   "
		}
		line, cols = line+text, cols+n
	}
	return line
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}
