// Package terminal owns what every root model shares about its terminal: the
// size, the background, the colours, and running a program. It knows no answer,
// no session and no screen.
package terminal

import (
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"goldenthread/ui/theme"
)

// The least size, in cells, in which a window is drawn.
const (
	leastWidth  = 40
	leastHeight = 12
)

// Window holds what a terminal has said about itself. A root model embeds it.
// Width and Height are in cells, and 0 until they are known.
type Window struct {
	Width, Height int
	theme         *theme.Theme // replaced in place when the terminal answers
	method        *ansi.Method // likewise; how wide characters are measured; may be nil
	choice        string
}

// NewWindow makes the window of a root model. Its theme and its method are
// replaced in place. choice is "light" or "dark"; anything else asks the terminal.
func NewWindow(th *theme.Theme, method *ansi.Method, choice string) Window {
	return Window{theme: th, method: method, choice: choice}
}

// Theme makes the theme to begin with, before the terminal has answered.
func Theme(choice string, ascii bool) *theme.Theme {
	return theme.New(theme.Options{Dark: choice != "light", ASCII: ascii, Profile: colorprofile.TrueColor})
}

// AskBackground asks the terminal for its background colour, unless the person
// has chosen. Nothing waits for the answer.
func (w *Window) AskBackground() tea.Cmd {
	if w.choice == "light" || w.choice == "dark" {
		return nil
	}
	return tea.RequestBackgroundColor
}

// Take keeps what a message says about the terminal. taken is true for every
// message of that kind; changed is true if the window must be laid out anew.
func (w *Window) Take(msg tea.Msg) (taken, changed bool) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		w.Width, w.Height = msg.Width, msg.Height
		return true, true
	case tea.BackgroundColorMsg:
		return true, w.restyle(func(o *theme.Options) { o.Dark = msg.IsDark() })
	case tea.ColorProfileMsg:
		return true, w.restyle(func(o *theme.Options) { o.Profile = msg.Profile })
	case tea.ModeReportMsg:
		return true, w.takeMode(msg)
	}
	return false, false
}

// takeMode measures characters in graphemes if the terminal does so.
func (w *Window) takeMode(msg tea.ModeReportMsg) (changed bool) {
	if w.method == nil || !measuresGraphemes(msg) {
		return false
	}
	*w.method = ansi.GraphemeWidth
	return true
}

func (w *Window) restyle(change func(*theme.Options)) (changed bool) {
	o := w.theme.Options
	change(&o)
	if o == w.theme.Options {
		return false
	}
	*w.theme = *theme.New(o)
	return true
}

// Measure takes the size of a terminal at once, so that the first frame need not
// wait for the message.
func (w *Window) Measure(out io.Writer) {
	f, ok := out.(*os.File)
	if !ok {
		return
	}
	if width, height, err := term.GetSize(f.Fd()); err == nil {
		w.Width, w.Height = width, height
	}
}

// Unknown reports whether the terminal has not said its size, or has none.
func (w *Window) Unknown() bool { return w.Width <= 0 || w.Height <= 0 }

// TooSmall reports whether there is too little room for a screen.
func (w *Window) TooSmall() bool { return w.Width < leastWidth || w.Height < leastHeight }

// AskForRoom returns what a window says that is too small.
func (w *Window) AskForRoom() string {
	return ansi.Wrap("A little more room, please: 40 columns and 12 rows.", w.Width, "")
}
