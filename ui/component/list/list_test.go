package list

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

type place string

func (p place) Path() string    { return string(p) }
func (place) Parent() nav.Route { return nil }

type done struct{}

// letters makes a list with a row for each of so many places.
func letters(rows, height int) *List {
	l := New(theme.New(theme.Options{Profile: colorprofile.TrueColor}))
	p := &l
	p.Build = func() {
		p.Say("Choose one.", theme.Body)
		for i := range rows {
			p.AddNumbered(rune('a'+i), Open(place(fmt.Sprint(i))), fmt.Sprintf("row %d", i))
		}
	}
	p.SetSize(40, height)
	return p
}

func press(l *List, codes ...rune) (move nav.Move) {
	for _, code := range codes {
		k := tea.KeyPressMsg{Code: code}
		if code > 0 && code < tea.KeyExtended && code > ' ' && code != tea.KeyTab && code != tea.KeyEnter {
			k.Text = string(code)
		}
		move, _ = l.Update(k)
	}
	return move
}

func text(l *List) string { return ansi.Strip(l.View().Content) }

// A row is taken with enter, with its number or with a click.
func TestRowsAreTaken(t *testing.T) {
	l := letters(3, 10)
	for _, c := range []struct {
		name string
		take func() nav.Move
		want nav.Move
	}{
		{"enter", func() nav.Move { return press(l, tea.KeyEnter) }, nav.Push{Route: place("0")}},
		{"down, enter", func() nav.Move { return press(l, tea.KeyDown, tea.KeyEnter) }, nav.Push{Route: place("1")}},
		{"past the end", func() nav.Move { return press(l, tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyEnter) }, nav.Push{Route: place("2")}},
		{"home", func() nav.Move { return press(l, tea.KeyHome, tea.KeyEnter) }, nav.Push{Route: place("0")}},
		{"end", func() nav.Move { return press(l, tea.KeyEnd, tea.KeyEnter) }, nav.Push{Route: place("2")}},
		{"up", func() nav.Move { return press(l, tea.KeyUp, tea.KeyEnter) }, nav.Push{Route: place("1")}},
		{"number", func() nav.Move { return press(l, 'c') }, nav.Push{Route: place("2")}},
		{"no number", func() nav.Move { return press(l, 'z') }, nil},
		{"click", func() nav.Move {
			move, _ := l.Update(tea.MouseClickMsg{X: 4, Y: 1, Button: tea.MouseLeft})
			return move
		}, nav.Push{Route: place("0")}},
		{"click beside", func() nav.Move {
			move, _ := l.Update(tea.MouseClickMsg{X: 4, Y: 0, Button: tea.MouseLeft})
			return move
		}, nil},
	} {
		if got := c.take(); got != c.want {
			t.Errorf("%s: %#v, want %#v", c.name, got, c.want)
		}
	}
}

// What a row does besides moving goes on as a command.
func TestRowsBringCommands(t *testing.T) {
	l := letters(0, 5)
	l.Build = func() {
		l.Add(func() (nav.Move, tea.Cmd) { return nil, func() tea.Msg { return done{} } }, "go")
	}
	if !l.Empty() || press(l, tea.KeyEnter) != nil {
		t.Error("a list without rows has one")
	}
	l.Layout()
	move, cmd := l.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if move != nil || cmd == nil || cmd() != (done{}) {
		t.Errorf("%v, %v", move, cmd)
	}
}

// The cursor is always seen, and its row marked.
func TestCursorIsSeen(t *testing.T) {
	l := letters(20, 5)
	mark := l.theme.Marks.Row
	for i := range 19 {
		if want := fmt.Sprintf("%s row %d ", mark, i); !strings.Contains(strings.ReplaceAll(text(l), "\n", " ")+" ", want) {
			t.Fatalf("no %q in\n%s", want, text(l))
		}
		press(l, tea.KeyDown)
	}
	press(l, tea.KeyPgUp, tea.KeyPgUp, tea.KeyPgDown)
	l.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	l.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	l.SetCursor(12)
	l.SetSize(40, 5)
	if !strings.Contains(text(l), mark+" row 12") {
		t.Errorf("the row is not seen:\n%s", text(l))
	}
	l.Restart()
	if !strings.HasPrefix(text(l), "Choose one.") || !strings.Contains(text(l), mark+" row 0") {
		t.Errorf("not at the beginning:\n%s", text(l))
	}
}

// What a choice does goes beside its name, or under it where there is no room.
func TestChoice(t *testing.T) {
	l := letters(0, 12)
	l.Keys = l.Keys.ForQuestions()
	l.Build = func() {
		l.Choice('1', "Put it back", "What you wrote since stays", To(nav.Pop{}))
		l.Choice('2', "Keep it", "", To(nav.Pop{}))
		l.Under("A line that is so long that it does not fit into the narrow page at all.")
	}
	l.SetSize(70, 12)
	if got := text(l); !strings.Contains(got, l.theme.Marks.Row+" 1  Put it back         What you wrote since stays\n  2  Keep it\n") {
		t.Errorf("beside:\n%s", got)
	}
	l.SetSize(30, 12)
	if got := text(l); !strings.Contains(got, "1  Put it back\n"+l.theme.Marks.Row+"    What you wrote since") {
		t.Errorf("under:\n%s", got)
	}
	for _, line := range strings.Split(text(l), "\n") {
		if ansi.StringWidth(line) > 30 {
			t.Errorf("too wide: %q", line)
		}
	}
	if press(l, '2') != (nav.Pop{}) || l.ShortHelp()[1].Help().Desc != "choose" || len(l.FullHelp()[0]) != 7 || len(l.Keys.Reading()) != 6 {
		t.Error("the keys are not those of a question")
	}
	if got := l.Fit("a long line", 6); ansi.StringWidth(got) != 6 {
		t.Errorf("cut to %q", got)
	}
}
