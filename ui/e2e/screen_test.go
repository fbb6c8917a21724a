//go:build !windows

package e2e

import (
	"fmt"
	"image/color"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// point is a cell of the screen, from the top left corner.
type point struct{ x, y int }

// screen holds the cells of the terminal at one moment.
type screen struct {
	cells   [][]string // "" is the second half of a wide character
	inks    [][]color.Color
	cursor  point
	visible bool // the cursor
	alt     bool
}

// screen returns what is on the screen now.
func (x *terminal) screen() screen {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.look()
}

// look is screen for those who hold the lock.
func (x *terminal) look() screen {
	at := x.emu.CursorPosition()
	s := screen{cursor: point{at.X, at.Y}, visible: x.modes[ansi.ModeTextCursorEnable], alt: x.emu.IsAltScreen()}
	for row := range x.emu.Height() {
		cells, inks := make([]string, x.emu.Width()), make([]color.Color, x.emu.Width())
		for col := 0; col < len(cells); {
			cell := x.emu.CellAt(col, row)
			wide := 1
			cells[col] = " "
			if cell != nil && cell.Content != "" {
				cells[col], inks[col], wide = cell.Content, cell.Style.Fg, max(cell.Width, 1)
			}
			for i := col + 1; i < min(col+wide, len(cells)); i++ {
				cells[i] = ""
			}
			col += wide
		}
		s.cells, s.inks = append(s.cells, cells), append(s.inks, inks)
	}
	return s
}

func (s screen) row(y int) string { return strings.TrimRight(strings.Join(s.cells[y], ""), " ") }

// text is the rows without the blanks at their ends.
func (s screen) text() string {
	var rows []string
	for y := range s.cells {
		rows = append(rows, s.row(y))
	}
	return strings.Join(rows, "\n")
}

// String frames the screen for a person who reads why a test failed.
func (s screen) String() string {
	rule := "+" + strings.Repeat("-", len(s.cells[0])) + "+\n"
	return fmt.Sprintf("%s%s\n%scursor %v, shown %t", rule, s.text(), rule, s.cursor, s.visible)
}

func (s screen) has(text string) bool { return strings.Contains(s.text(), text) }

// find returns the cell in which a text begins.
func (s screen) find(text string) (point, bool) {
	for y, cells := range s.cells {
		for x := range cells {
			if cells[x] != "" && strings.HasPrefix(strings.Join(cells[x:], ""), text) {
				return point{x, y}, true
			}
		}
	}
	return point{}, false
}

// until waits until the screen is as it should be. It looks after every whole
// frame and never sleeps.
func (x *terminal) until(what string, is func(screen) bool) screen {
	x.t.Helper()
	deadline := time.After(patience)
	for {
		x.mu.Lock()
		s, drawing, changed := x.look(), x.modes[ansi.ModeSynchronizedOutput], x.changed
		x.mu.Unlock()
		if !drawing && is(s) {
			return s
		}
		select {
		case <-changed:
		case <-deadline:
			x.t.Fatalf("waited for %s; the screen is\n%v", what, s)
		case <-x.read:
			if s := x.screen(); is(s) {
				return s
			}
			x.t.Fatalf("waited for %s, and the program has ended; the screen is\n%v", what, x.screen())
		}
	}
}

// want waits until all the texts are on the screen.
func (x *terminal) want(texts ...string) screen {
	x.t.Helper()
	return x.until(fmt.Sprintf("%q", texts), func(s screen) bool {
		for _, text := range texts {
			if !s.has(text) {
				return false
			}
		}
		return true
	})
}

// saved waits until a text is on the screen and the corner says that it is safe.
// A frame that shows new text never says so too early: both come from one state.
func (x *terminal) saved(text string) screen {
	x.t.Helper()
	return x.want(text, "Saved ")
}

// taken waits until the program has taken all input so far: it changes the
// background of the terminal, which is told in the same stream as the keys, and
// the hints at the bottom, or the mask, change their colour.
func (x *terminal) taken() screen {
	x.t.Helper()
	select {
	case <-x.told: // else that answer could come in between and take the change back
	case <-time.After(patience):
		x.t.Fatalf("it does not ask for the background\n%v", x.screen())
	}
	before := x.screen().lastInk()
	for _, background := range []string{lightBackground, darkBackground} {
		x.send(background)
		s := x.until("another look", func(s screen) bool { return s.lastInk() != before })
		before = s.lastInk()
	}
	return x.screen()
}

// What a terminal says when it was asked for its background.
const (
	lightBackground = "\x1b]11;rgb:ffff/ffff/ffff\x07"
	darkBackground  = "\x1b]11;rgb:0000/0000/0000\x07"
)

// lastInk is the colour of the last character on the screen.
func (s screen) lastInk() color.Color {
	for y := len(s.cells) - 1; y >= 0; y-- {
		for x := len(s.cells[y]) - 1; x >= 0; x-- {
			if s.cells[y][x] != " " && s.cells[y][x] != "" {
				return s.inks[y][x]
			}
		}
	}
	return nil
}
