//go:build !windows

package e2e

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// keyNames are the keys that keys takes in angle brackets.
var keyNames = map[string]string{
	"tab": "\t", "shift+tab": "\x1b[Z", "enter": "\r", "esc": "\x1b", "lt": "<",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
	"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "backspace": "\x7f", "f1": "\x1bOP", "ctrl+home": "\x1b[1;5H",
}

// keys types, as in "<tab>hello<ctrl+c>".
func (x *terminal) keys(keys string) {
	x.t.Helper()
	var typed strings.Builder
	for keys != "" {
		text, rest, ok := strings.Cut(keys, "<")
		typed.WriteString(text)
		if !ok {
			break
		}
		name, after, _ := strings.Cut(rest, ">")
		letter, isCtrl := strings.CutPrefix(name, "ctrl+")
		switch code, known := keyNames[name]; {
		case known:
			typed.WriteString(code)
		case isCtrl && len(letter) == 1:
			typed.WriteByte(letter[0] & 0x1f)
		default:
			x.t.Fatalf("there is no key %q", name)
		}
		keys = after
	}
	x.send(typed.String())
}

// send writes bytes to the program as its terminal does.
func (x *terminal) send(bytes string) {
	x.t.Helper()
	_ = x.master.SetWriteDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(x.master, bytes); err != nil {
		x.t.Fatalf("the program takes no input: %v\n%s", err, x.screen())
	}
}

// paste pastes as a terminal does that knows bracketed paste.
func (x *terminal) paste(text string) {
	x.t.Helper()
	x.send(ansi.BracketedPasteStart + text + ansi.BracketedPasteEnd)
}

// mouse sends a mouse event at a cell.
func (x *terminal) mouse(button int, at point, press bool) {
	x.t.Helper()
	end := "m"
	if press {
		end = "M"
	}
	x.send("\x1b[<" + strconv.Itoa(button) + ";" + strconv.Itoa(at.x+1) + ";" + strconv.Itoa(at.y+1) + end)
}

// click presses and releases the left button on the first cell of a text.
func (x *terminal) click(text string) {
	x.t.Helper()
	at, ok := x.screen().find(text)
	if !ok {
		x.t.Fatalf("there is no %q to click\n%s", text, x.screen())
	}
	x.clickAt(at)
}

func (x *terminal) clickAt(at point) {
	x.t.Helper()
	x.mouse(0, at, true)
	x.mouse(0, at, false)
}

// The buttons that stand for the wheel.
const (
	wheelUp   = 64
	wheelDown = 65
)
