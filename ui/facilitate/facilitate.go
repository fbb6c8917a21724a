// Package facilitate is what a room sees while a group works: one thing at a
// time, large, with a clock. It is a program of its own beside the workbook's.
// It must not know a workbook: of the store it uses the sessions alone.
package facilitate

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store/calendar"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/console"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

// Env is what every face is given.
type Env struct {
	Book   *content.Workbook
	Folder string // of the sessions
	Theme  *theme.Theme
	Width  ansi.Method // how the terminal measures wide characters
	Clip   *editor.Clip
	Now    func() time.Time
	Tick   func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	Draw   func() uint64       // a number drawn at random
	Show   func(console.Frame) // sends it to the consoles; it must not wait
}

// Today returns the date on the facilitator's calendar.
func (e *Env) Today() calendar.Date { return calendar.DateOf(e.Now()) }

// face is one thing that fills the window: choosing, starting, running, or the
// end. It is a pointer.
type face interface {
	begin() tea.Cmd
	update(tea.Msg) (face, tea.Cmd) // itself, or the face that takes its place
	layout(width, height int)       // the room changed, or the theme did
	view() picture
	keys() []key.Binding // those that work now, the most useful first
	typing() bool        // printable keys are text
}

// picture is what a face shows: exactly as many lines as there are rows.
type picture struct {
	lines  []string
	cursor *tea.Cursor
}

// Model is the root model.
type Model struct {
	terminal.Window
	env  *Env
	face face
}

// newModel makes the root model with its first face. light is the choice of the
// person between "light" and "dark"; anything else asks the terminal.
func newModel(e *Env, light string, first face) *Model {
	return &Model{Window: terminal.NewWindow(e.Theme, &e.Width, light), env: e, face: first}
}

// Init asks the terminal for its background, and does not wait for the answer.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.face.begin(), m.AskBackground()) }

// Update takes a message. Keys of consoles come as keys.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if taken, changed := m.Take(msg); taken {
		if changed {
			m.layout()
		}
		return m, nil
	}
	switch msg := msg.(type) {
	case console.PressMsg:
		return m, m.fromConsole(msg.Key())
	case tea.KeyPressMsg:
		if key.Matches(msg, leaveKey()) {
			return m, m.quit()
		}
	}
	return m, m.pass(msg)
}

// fromConsole takes a key of a console as one of its own, while a session runs
// and nobody has the keyboard to vote.
func (m *Model) fromConsole(press tea.KeyPressMsg) tea.Cmd {
	r, running := m.face.(*run)
	if !running || r.private() || key.Matches(press, leaveKey()) {
		return nil
	}
	return m.pass(press)
}

// pass gives a message to the face, and takes the one that it answers with.
func (m *Model) pass(msg tea.Msg) tea.Cmd {
	next, cmd := m.face.update(msg)
	if next == nil {
		return tea.Batch(cmd, m.quit())
	}
	if next != m.face {
		m.face = next
		m.layout()
		cmd = tea.Batch(cmd, next.begin())
	}
	return cmd
}

func (m *Model) quit() tea.Cmd { return tea.Quit }

func (m *Model) layout() {
	if !m.TooSmall() {
		m.face.layout(m.Width, m.Height)
	}
}

// View draws the window.
func (m *Model) View() tea.View {
	v := tea.NewView("")
	switch {
	case m.Unknown():
	case m.TooSmall():
		v.SetContent(m.AskForRoom())
	default:
		p := m.face.view()
		v.SetContent(join(p.lines))
		if p.cursor != nil {
			v.Cursor = tea.NewCursor(p.cursor.X, p.cursor.Y)
			v.Cursor.Blink = false
		}
	}
	v.AltScreen = true
	v.WindowTitle = "Golden Thread"
	return v
}

func leaveKey() key.Binding {
	return key.NewBinding(key.WithKeys("ctrl+c"), key.WithHelp("ctrl+c", "leave it; carry on later"))
}
