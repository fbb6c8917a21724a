// Package ui is the program that a person sees: a stack of screens between a
// header and a footer. It knows how to move and how to leave, and no screen by
// name but the first.
//
// The App is only the sum of its parts, a file each: the stack of screens
// (stack.go), the frame around them (frame.go), the keys that work everywhere
// (keys.go), leaving and quitting (exit.go), what the footer says (footnote.go),
// locking and hiding (locking.go, curtain.go), going on in another workbook
// (adopt.go), and the work in the background (background.go). Start reading at
// App.Update.
package ui

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/background"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/terminal"
)

// App is the root model.
type App struct {
	terminal.Window
	env      *env.Env
	options  Options
	stack    stack
	frame    frame
	keys     []globalKey
	footnote footnote
	exit     exit
	curtain  curtain
	tasks    []background.Task
}

// Init begins what goes on in the background, and asks the terminal for its
// background colour without waiting for the answer.
func (a *App) Init() tea.Cmd { return tea.Batch(a.begin(), a.AskBackground()) }

// Update gives a message to the tasks in the background, and unless it was one of
// theirs, to the screens: input to the top one, news to all.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	taken, cmds := a.inBackground(msg)
	if !taken {
		cmds = append(cmds, a.update(msg))
	}
	a.clearWarning()
	return a, tea.Batch(append(cmds, a.settle()...)...)
}

func (a *App) update(msg tea.Msg) tea.Cmd {
	if taken, changed := a.Take(msg); taken {
		if changed {
			a.layout()
		}
		return nil
	}
	switch msg := msg.(type) {
	case terminal.GuessedMsg:
		a.footnote.warning = msg.Words()
		return nil
	case tea.BlurMsg:
		a.curtain.drawn = a.curtain.drawn || a.env.HideOnBlur
		return nil
	case nav.Adopt:
		return a.adopt(msg)
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg, tea.MouseMsg:
		if a.curtain.drawn || a.TooSmall() {
			return nil
		}
		a.exit.noKey()
		return a.input(msg)
	}
	return a.stack.news(msg)
}

// press does what a key does on every screen, or gives it to the screen.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	a.exit.key(a.exitOf(msg))
	a.footnote = footnote{}
	if k, ok := a.globalKey(msg); ok {
		return k.does(a, msg)
	}
	if a.curtain.drawn {
		return nil
	}
	return a.input(msg)
}

// input gives an event to the screen that is seen, in the screen's coordinates.
func (a *App) input(msg tea.Msg) tea.Cmd {
	if click, ok := msg.(tea.MouseClickMsg); ok && click.Y == a.frame.height-1 {
		return a.clickFooter(click)
	}
	if m, ok := msg.(tea.MouseMsg); ok && !a.frame.holds(m.Mouse().Y) {
		if _, release := msg.(tea.MouseReleaseMsg); !release {
			return nil
		}
	}
	move, cmd := a.stack.top().Update(nav.Shift(msg, -a.frame.left, -a.frame.body))
	return tea.Batch(cmd, a.move(move))
}

// layout gives every screen its room anew. A size that is too small to draw in
// changes nothing, so that growing again finds everything where it was.
func (a *App) layout() {
	a.frame = newFrame(a.Width, a.Height)
	if !a.TooSmall() {
		a.stack.setSize(a.frame.column, a.frame.rows)
	}
}

// layoutTop gives the screen that is seen its room.
func (a *App) layoutTop() { a.stack.top().SetSize(a.frame.column, a.frame.rows) }
