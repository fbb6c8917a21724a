package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/ui/theme"
)

// scenes are the screens as people meet them, each played from the first run.
var scenes = []struct {
	name string
	play func(*driver)
}{
	{"home-first", func(*driver) {}},
	{"framework", func(d *driver) { d.press("1") }},
	{"unit-new", func(d *driver) { d.press("1", "enter") }},
	{"read", func(d *driver) { d.press("1", "enter", "1") }},
	{"notice-empty", toNotice},
	{"notice", wroteNotice},
	{"rate-empty", func(d *driver) { wroteNotice(d); d.press("tab") }},
	{"rate", rated},
	{"interpret", func(d *driver) { rated(d); d.press("tab") }},
	{"challenge", func(d *driver) { rated(d); d.press("tab", "tab"); d.write("Somebody who asks."); d.press("tab") }},
	{"test", func(d *driver) { rated(d); d.press("tab", "tab", "tab", "tab", "tab") }},
	{"commit", committed},
	{"close", func(d *driver) { committed(d); d.press("tab"); d.write("The Thursday coffee.") }},
	{"close-links", func(d *driver) { committed(d); d.press("tab", "tab") }},
	{"unit", func(d *driver) { committed(d); d.press("esc") }},
	{"home", func(d *driver) { committed(d); d.press("esc", "esc", "esc") }},
	{"look-back", func(d *driver) { committed(d); d.press("esc", "l") }},
	{"forget", toForget},
	{"forget-sure", func(d *driver) { toForget(d); d.press("end", "enter") }},
	{"forgotten", func(d *driver) { toForget(d); surely(d) }},
	{"forgotten-purged", func(d *driver) { toForget(d); surely(d); d.press("1") }},
	{"due", cameDue},
	{"due-tried", func(d *driver) { cameDue(d); d.press("enter", "2", "tab"); d.write("The agenda was full.") }},
	{"revisit-rate-hidden", returned},
	{"revisit-rate", func(d *driver) { returned(d); d.press("2", "tab", "tab", "tab", "right") }},
	{"revisit-notice-hidden", func(d *driver) { returned(d); d.press("shift+tab") }},
	{"revisit-notice", func(d *driver) { returned(d); d.press("shift+tab"); d.write("The office this time.") }},
	{"mind", func(d *driver) { d.press("m") }},
	{"mind-open", func(d *driver) { d.press("m", "4") }},
	{"path-due", func(d *driver) { onPath(d, 1) }},
	{"path-stage", func(d *driver) { onPath(d, 1); d.press("enter", "enter") }},
	{"path-choose", func(d *driver) { onPath(d, 2) }},
	{"tension", tension},
	{"page-about", func(d *driver) { d.press("?", "enter") }},
	{"page-glossary", func(d *driver) { d.press("?", "down", "down", "enter") }},
	{"help", func(d *driver) { d.press("?") }},
	{"help-typing", func(d *driver) { toNotice(d); d.press("f1") }},
	{"unsaved", func(d *driver) { cannotSave(d) }},
	{"unsaved-leaving", func(d *driver) { cannotSave(d); d.press("esc") }},
	{"unsaved-left", func(d *driver) { cannotSave(d); d.press("esc", "esc") }},
	{"unsaved-lost", func(d *driver) { wroteNotice(d); d.store.Close(); d.rest(); d.press("ctrl+c") }},
	{"elsewhere", func(d *driver) { d.env["HOME"] = "/home/nadia"; cannotSave(d); d.press("f2") }},
	{"elsewhere-refused", func(d *driver) { cannotSave(d); d.press("f2"); d.write("/none/of/these/w.db"); d.press("enter") }},
	{"recover", func(d *driver) { cameBack(d) }},
	{"recover-doubt", func(d *driver) { cameBack(d); d.press("3") }},
	{"recover-done", func(d *driver) { cameBack(d); d.press("1") }},
	{"hidden", func(d *driver) { wroteNotice(d); d.press("ctrl+g") }},
}

// onPath opens the nth path from home.
func onPath(d *driver, n int) {
	d.press("home")
	for range len(d.app.env.Book.Frameworks) + n {
		d.press("down")
	}
	d.press("enter")
}

// tension works through both units of a tension far enough, and opens it from
// the page of one of them.
func tension(d *driver) {
	for _, unit := range []string{"purpose/purpose", "disciplines/vision"} {
		d.store.Close()
		d.open(unit+"/commit", d.app.frame.width, d.app.frame.height)
		d.write(" soon")
		d.press("esc")
	}
	d.press("home")
	for range 9 { // seven steps, the close, the return
		d.press("down")
	}
	d.press("enter", "right", "tab")
	d.write("Both, in different weeks.")
}

func toNotice(d *driver) { d.press("1", "enter", "1", "enter") }

func wroteNotice(d *driver) {
	toNotice(d)
	d.write("The caretaker showed a new colleague the boiler log. She asked two questions that I would not have asked.")
}

func rated(d *driver) {
	wroteNotice(d)
	d.press("tab", "3", "tab", "right", "right", "tab", "right")
}

// cannotSave writes on when the workbook has been taken away.
func cannotSave(d *driver) (back func()) {
	wroteNotice(d)
	d.rest()
	back = d.away()
	d.write(" And a third, on the way out.")
	d.rest()
	return back
}

// cameBack starts again after something could not be saved.
func cameBack(d *driver) {
	back := cannotSave(d)
	d.press("esc", "esc", "3", "3", "tab")
	d.clock.pass(12 * time.Minute)
	d.rest()
	d.press("ctrl+c", "ctrl+c")
	back()
	d.clock.pass(time.Hour)
	d.restart(d.app.frame.width, d.app.frame.height)
}

func committed(d *driver) {
	rated(d)
	d.press("esc", "7")
	d.press("tab", "tab")
	d.write("we are late")
	d.press("tab")
	d.write("ask it in the first minute of the next one")
	d.press("tab")
	d.write("the deputy")
	d.press("tab")
	d.write("in 3 weeks")
}

func cameDue(d *driver) {
	committed(d)
	d.press("ctrl+c")
	d.clock.pass(22 * 24 * time.Hour)
	d.restart(d.app.frame.width, d.app.frame.height)
}

func returned(d *driver) {
	committed(d)
	d.press("esc")
	d.clock.pass(90 * 24 * time.Hour)
	d.press("r")
}

var sizes = [][2]int{{60, 17}, {80, 24}, {100, 30}, {160, 50}}

func TestScreens(t *testing.T) {
	for _, scene := range scenes {
		for _, size := range sizes {
			name := fmt.Sprintf("%s-%dx%d", scene.name, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				d := newDriver(t, size[0], size[1])
				scene.play(d)
				golden(t, name, d.screen())
			})
		}
	}
}

func TestStyles(t *testing.T) {
	for _, dark := range []bool{true, false} {
		name := "light"
		if dark {
			name = "dark"
		}
		for _, scene := range []string{"rate", "home", "notice"} {
			t.Run(scene+"-"+name, func(t *testing.T) {
				d := newDriver(t, 80, 24)
				*d.app.env.Theme = *theme.New(theme.Options{Dark: dark, Profile: colorprofile.TrueColor})
				play(scene, d)
				golden(t, scene+"-styles-"+name, d.styles())
			})
		}
	}
}

func play(name string, d *driver) {
	for _, s := range scenes {
		if s.name == name {
			s.play(d)
		}
	}
}

// TestEverySize plays every scene and then tries every size: nothing panics,
// no line is wider than the window, there is never a line too many, and the
// cursor stays inside.
func TestEverySize(t *testing.T) {
	for _, scene := range scenes {
		t.Run(scene.name, func(t *testing.T) {
			d := newDriver(t, 80, 24)
			scene.play(d)
			for width := 0; width <= 130; width += 13 {
				for _, height := range []int{0, 1, 5, 11, 12, 13, 15, 16, 17, 19, 20, 23, 24, 25, 40} {
					d.checkSize(width, height)
				}
			}
			d.checkSize(40, 12)
			d.checkSize(300, 100)
		})
	}
}

func (d *driver) checkSize(width, height int) {
	d.t.Helper()
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	v := d.app.View()
	lines := strings.Split(v.Content, "\n")
	if width > 0 && height > 0 && len(lines) > height && !d.app.TooSmall() {
		d.t.Fatalf("%dx%d: %d lines", width, height, len(lines))
	}
	for i, line := range lines {
		if w := ansi.StringWidth(line); w > width && !d.app.TooSmall() {
			d.t.Fatalf("%dx%d: line %d is %d wide: %q", width, height, i, w, line)
		}
	}
	if c := v.Cursor; c != nil && (c.X >= width || c.Y >= height) {
		d.t.Fatalf("%dx%d: cursor at %d,%d", width, height, c.X, c.Y)
	}
}

// TestEveryUnitFits opens every step of every unit, every framework and every
// page at three sizes: nothing is wider than the window.
func TestEveryUnitFits(t *testing.T) {
	d := newDriver(t, 80, 24)
	book := d.app.env.Book
	var places []string
	for _, f := range book.Frameworks {
		places = append(places, string(f.ID))
		for _, u := range f.Units {
			places = append(places, string(u.ID), string(u.ID)+"/close")
			for _, stage := range content.Stages {
				places = append(places, string(u.ID.Step(stage)))
			}
		}
	}
	for _, p := range book.Pages {
		places = append(places, "page/"+p.ID)
	}
	for _, tension := range book.Tensions {
		places = append(places, "tension/"+tension.ID)
	}
	for _, place := range places {
		screens, err := screensAt(d.app.env, place)
		if err != nil {
			t.Fatal(place, err)
		}
		d.app = newApp(d.app.env, Options{}, screens)
		for _, size := range [][2]int{{40, 12}, {60, 17}, {80, 24}} {
			d.checkSize(size[0], size[1])
		}
	}
}
