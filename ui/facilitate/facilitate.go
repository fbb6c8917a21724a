// Package facilitate owns what a room sees while a group works: one thing at a
// time, large, with a clock. It is a program of its own beside the workbook's.
// It must not know a workbook: of what people keep it uses the sessions alone.
//
// To read it, begin with Model, which has one screen at a time: choosing,
// starting, running, the end. The screen of a session that runs is run. Over its
// step lies at most one panel; panels has them all. A key becomes an action by a
// table of bindings, and run.do is the one door through which actions change the
// session. After every message the screen composes its frame; View only shows it.
package facilitate

import (
	"reflect"
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

// Env holds what every screen is given.
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

// screen fills the window: choosing, starting, running, or the end. It is a
// pointer.
type screen interface {
	update(tea.Msg) (screen, tea.Cmd) // itself, or the screen that takes its place; nil leaves
	compose(width, height int) frame  // called after every message, and never while drawing
}

// frame holds what a screen shows.
type frame struct {
	lines  []string // exactly as many as there are rows
	cursor *tea.Cursor
	told   *console.Frame // what consoles are told; nil is nothing
}

// Model is the root model.
type Model struct {
	terminal.Window
	env    *Env
	screen screen
	frame  frame
	told   *console.Frame // the last that was sent to consoles
}

// newModel makes the root model with its first screen. light is the choice of the
// person between "light" and "dark"; anything else asks the terminal.
func newModel(e *Env, light string, first screen) *Model {
	return &Model{Window: terminal.NewWindow(e.Theme, &e.Width, light), env: e, screen: first}
}

// Init asks the terminal for its background, and does not wait for the answer.
func (m *Model) Init() tea.Cmd { return m.AskBackground() }

// Update takes a message. Keys of consoles come as keys.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if taken, changed := m.Take(msg); taken {
		if changed {
			m.compose()
		}
		return m, nil
	}
	switch msg := msg.(type) {
	case console.PressMsg:
		return m, m.fromConsole(msg.Input())
	case tea.KeyPressMsg:
		if key.Matches(msg, leaveKey()) {
			return m, m.leave()
		}
	}
	return m, m.pass(msg)
}

// leave ends the program. Where votes would be lost by it, which are kept when all
// of a round are in, it says so first, and the next key decides.
func (m *Model) leave() tea.Cmd {
	if r, running := m.screen.(*run); running && r.session.Unkept() && r.note != leavingAsksAgain {
		r.note = leavingAsksAgain
		m.compose()
		return nil
	}
	return tea.Quit
}

// leavingAsksAgain stays until the next key, as every note does.
const leavingAsksAgain = "Votes are kept when all are in: ctrl+c again leaves, and this round is asked again."

// fromConsole takes a key or a paste of a console as one of its own, while a session
// runs and nobody has the keyboard to vote.
func (m *Model) fromConsole(msg tea.Msg) tea.Cmd {
	r, running := m.screen.(*run)
	if !running || r.private() {
		return nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, leaveKey()) {
		return nil
	}
	return m.pass(msg)
}

// pass gives a message to the screen, and takes the one that it answers with.
func (m *Model) pass(msg tea.Msg) tea.Cmd {
	next, cmd := m.screen.update(msg)
	if next == nil {
		return tea.Batch(cmd, tea.Quit)
	}
	m.screen = next
	m.compose()
	return cmd
}

// compose takes a new frame of the screen, and tells the consoles if that is news
// to them.
func (m *Model) compose() {
	if m.TooSmall() {
		return
	}
	m.frame = m.screen.compose(m.Width, m.Height)
	if told := m.frame.told; told != nil && !reflect.DeepEqual(told, m.told) {
		m.told = told
		m.env.Show(*told)
	}
}

// View shows the frame.
func (m *Model) View() tea.View {
	v := tea.NewView("")
	switch {
	case m.Unknown():
	case m.TooSmall():
		v.SetContent(m.AskForRoom())
	default:
		v.SetContent(join(m.frame.lines))
		if c := m.frame.cursor; c != nil {
			v.Cursor = tea.NewCursor(c.X, c.Y)
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
