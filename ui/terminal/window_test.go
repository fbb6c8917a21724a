package terminal

import (
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Everything that a terminal says about itself is taken, and only what changes
// something is drawn anew.
func TestWindowTakes(t *testing.T) {
	method := ansi.WcWidth
	w := NewWindow(Theme("auto", false), &method, "auto")
	core := tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}
	unknown := tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeNotRecognized}
	for i, c := range []struct {
		msg            tea.Msg
		taken, changed bool
	}{
		{tea.WindowSizeMsg{Width: 80, Height: 24}, true, true},
		{tea.BackgroundColorMsg{Color: color.Black}, true, false}, // dark is assumed
		{tea.BackgroundColorMsg{Color: color.White}, true, true},
		{tea.ColorProfileMsg{Profile: colorprofile.TrueColor}, true, false},
		{tea.ColorProfileMsg{Profile: colorprofile.ANSI}, true, true},
		{unknown, true, false},
		{core, true, true},
		{tea.KeyPressMsg{Code: 'x'}, false, false},
		{tea.BlurMsg{}, false, false},
	} {
		if taken, changed := w.Take(c.msg); taken != c.taken || changed != c.changed {
			t.Errorf("%d: %T: taken %t, changed %t", i, c.msg, taken, changed)
		}
	}
	if w.Width != 80 || w.Height != 24 || method != ansi.GraphemeWidth {
		t.Errorf("%d by %d, method %v", w.Width, w.Height, method)
	}
	if o := w.theme.Options; o.Dark || o.Profile != colorprofile.ANSI {
		t.Errorf("%+v", o)
	}
}

// A model without wide characters of its own has no method to replace.
func TestWindowWithoutMethod(t *testing.T) {
	w := NewWindow(Theme("dark", false), nil, "dark")
	if taken, changed := w.Take(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}); !taken || changed {
		t.Errorf("taken %t, changed %t", taken, changed)
	}
}

// The terminal is asked only where the person has not said it.
func TestWindowAsksForTheBackground(t *testing.T) {
	for choice, asks := range map[string]bool{"light": false, "dark": false, "auto": true, "": true} {
		w := NewWindow(Theme(choice, false), nil, choice)
		if got := w.AskBackground() != nil; got != asks {
			t.Errorf("%q: asks %t", choice, got)
		}
		if dark := w.theme.Options.Dark; dark != (choice != "light") {
			t.Errorf("%q: begins dark %t", choice, dark)
		}
	}
}

func TestWindowTooSmall(t *testing.T) {
	for _, c := range []struct {
		width, height     int
		unknown, tooSmall bool
	}{
		{0, 0, true, true}, {80, 0, true, true}, {39, 12, false, true}, {40, 11, false, true}, {40, 12, false, false}, {300, 100, false, false},
	} {
		w := Window{Width: c.width, Height: c.height}
		if w.Unknown() != c.unknown || w.TooSmall() != c.tooSmall {
			t.Errorf("%d by %d: unknown %t, too small %t", c.width, c.height, w.Unknown(), w.TooSmall())
		}
	}
	w := Window{Width: 20, Height: 5}
	for line := range strings.Lines(w.AskForRoom()) {
		if ansi.StringWidth(strings.TrimSuffix(line, "\n")) > 20 {
			t.Errorf("too wide: %q", line)
		}
	}
}
