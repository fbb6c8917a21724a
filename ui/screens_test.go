package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/ui/theme"
)

// scene is a screen as people meet it.
type scene struct {
	name  string
	play  func(*driver)
	start func(t *testing.T, width, height int) *driver // nil opens a workbook that is new
	same  func(body string) string                      // takes out what is never the same; nil takes out nothing
}

// scenes are played from the first run.
var scenes = []scene{
	{name: "home-first", play: func(*driver) {}},
	{name: "framework", play: func(d *driver) { d.press("1") }},
	{name: "unit-new", play: func(d *driver) { d.press("1", "enter") }},
	{name: "read", play: func(d *driver) { d.press("1", "enter", "1") }},
	{name: "notice-empty", play: toNotice},
	{name: "notice", play: wroteNotice},
	{name: "rate-empty", play: func(d *driver) { wroteNotice(d); d.press("tab") }},
	{name: "rate", play: rated},
	{name: "interpret", play: func(d *driver) { rated(d); d.press("tab") }},
	{name: "challenge", play: func(d *driver) { rated(d); d.press("tab", "tab"); d.write("Somebody who asks."); d.press("tab") }},
	{name: "test", play: func(d *driver) { rated(d); d.press("tab", "tab", "tab", "tab", "tab") }},
	{name: "commit", play: committed},
	{name: "close", play: func(d *driver) { committed(d); d.press("tab"); d.write("The Thursday coffee.") }},
	{name: "close-links", play: func(d *driver) { committed(d); d.press("tab", "tab") }},
	{name: "unit", play: func(d *driver) { committed(d); d.press("esc") }},
	{name: "home", play: func(d *driver) { committed(d); d.press("esc", "esc", "esc") }},
	{name: "look-back", play: func(d *driver) { committed(d); d.press("esc", "l") }},
	{name: "forget", play: toForget},
	{name: "forget-sure", play: func(d *driver) { toForget(d); d.press("end", "enter") }},
	{name: "forgotten", play: func(d *driver) { toForget(d); surely(d) }},
	{name: "forgotten-purged", play: func(d *driver) { toForget(d); surely(d); d.press("1") }},
	{name: "due", play: cameDue},
	{name: "due-tried", play: func(d *driver) { cameDue(d); d.press("enter", "2", "tab"); d.write("The agenda was full.") }},
	{name: "revisit-rate-hidden", play: returned},
	{name: "revisit-rate", play: func(d *driver) { returned(d); d.press("2", "tab", "tab", "tab", "right") }},
	{name: "revisit-notice-hidden", play: func(d *driver) { returned(d); d.press("shift+tab") }},
	{name: "revisit-notice", play: func(d *driver) { returned(d); d.press("shift+tab"); d.write("The office this time.") }},
	{name: "mind", play: func(d *driver) { d.press("m") }},
	{name: "mind-open", play: func(d *driver) { d.press("m", "4") }},
	{name: "path-due", play: func(d *driver) { onPath(d, 1) }},
	{name: "path-stage", play: func(d *driver) { onPath(d, 1); d.press("enter", "enter") }},
	{name: "path-choose", play: func(d *driver) { onPath(d, 2) }},
	{name: "tension", play: tension},
	{name: "page-about", play: func(d *driver) { d.press("?", "enter") }},
	{name: "page-glossary", play: func(d *driver) { d.press("?", "down", "down", "enter") }},
	{name: "help", play: func(d *driver) { d.press("?") }},
	{name: "help-typing", play: func(d *driver) { toNotice(d); d.press("f1") }},
	{name: "unsaved", play: func(d *driver) { cannotSave(d) }},
	{name: "unsaved-leaving", play: func(d *driver) { cannotSave(d); d.press("esc") }},
	{name: "unsaved-left", play: func(d *driver) { cannotSave(d); d.press("esc", "esc") }},
	{name: "unsaved-lost", play: func(d *driver) { wroteNotice(d); d.store.Close(); d.rest(); d.press("ctrl+c") }},
	{name: "elsewhere", play: func(d *driver) { d.env["HOME"] = "/home/nadia"; cannotSave(d); d.press("f2") }},
	{name: "elsewhere-refused", play: func(d *driver) { cannotSave(d); d.press("f2"); d.write("/none/of/these/w.db"); d.press("enter") }},
	{name: "recover", play: func(d *driver) { cameBack(d) }},
	{name: "recover-doubt", play: func(d *driver) { cameBack(d); d.press("3") }},
	{name: "recover-done", play: func(d *driver) { cameBack(d); d.press("1") }},
	{name: "hidden", play: func(d *driver) { wroteNotice(d); d.press("ctrl+g") }},
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

// The sizes in which all scenes are drawn, from the largest: a screen that is made
// smaller shows what it would have shown if it had been so small from the start.
var (
	sizes      = [][2]int{{100, 30}, {80, 24}, {60, 17}}
	large      = [2]int{160, 50}
	small      = [2]int{40, 12}
	frameSizes = [][2]int{{100, 30}, {80, 24}, {60, 17}, small}
)

// inLarge names the scenes that show more in the large size, one of each kind. The
// others say the same words as in the size before.
const inLarge = "challenge help-typing hidden notice notice-empty page-about path-stage rate revisit-rate unit"

// inSmall has the beginnings of the names of those that are drawn in the small size,
// too: they must be readable whatever the window.
const inSmall = "locked seal trouble"

// TestScreens plays every scene once, and makes the window smaller. The frame around
// the screens has a golden a size, which has that of every scene; no other has it.
func TestScreens(t *testing.T) {
	all := slices.Concat(scenes, locks, seals, troubles)
	frames, played := map[[2]int]string{}, 0
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			d := s.begin(t, large[0], large[1])
			for _, size := range s.sizes() {
				d.resize(size)
				golden(t, fmt.Sprintf("%s-%dx%d", s.name, size[0], size[1]), s.drawn(d.body()))
				d.checkBodyInWindow()
			}
			for _, size := range frameSizes {
				d.resize(size)
				frames[size] += s.name + "\n" + d.frame() + "\n"
			}
			d.checkEverySize()
			played++
		})
	}
	if played < len(all) { // there is a -run
		return
	}
	for size, frame := range frames {
		golden(t, fmt.Sprintf("frame-%dx%d", size[0], size[1]), frame)
	}
}

func (d *driver) resize(size [2]int) { d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]}) }

// checkBodyInWindow checks that the window shows the body where the frame has it, and
// the cursor with it.
func (d *driver) checkBodyInWindow() {
	d.t.Helper()
	if d.app.curtain.drawn {
		return
	}
	f, footer := d.app.frame, d.footLines()
	want, cursor := d.bodyRows()
	got := rows(d.window(), inText)[f.body:min(f.body+f.rows, f.height-footer)]
	for y, line := range got {
		if line != strings.TrimRight(strings.Repeat(" ", f.left)+want[y], " ") {
			d.t.Errorf("%d by %d: row %d of the body is %q in the window, %q in the screen", f.width, f.height, y, line, want[y])
		}
	}
	if c := d.app.View().Cursor; (c == nil) != (cursor == nil) || c != nil && (c.X != cursor.X+f.left || c.Y != cursor.Y+f.body) {
		d.t.Errorf("%d by %d: the cursor is at %v in the window, %v in the screen", f.width, f.height, c, cursor)
	}
}

// begin plays the scene.
func (s scene) begin(t *testing.T, width, height int) *driver {
	t.Helper()
	start := s.start
	if start == nil {
		start = func(t *testing.T, width, height int) *driver { return newDriver(t, width, height) }
	}
	d := start(t, width, height)
	s.play(d)
	return d
}

// drawn returns a body as it is the same in every run.
func (s scene) drawn(body string) string {
	if s.same == nil {
		return body
	}
	return s.same(body)
}

// sizes returns those in which the body of the scene is drawn.
func (s scene) sizes() (all [][2]int) {
	if slices.Contains(strings.Fields(inLarge), s.name) {
		all = append(all, large)
	}
	all = append(all, sizes...)
	if kind, _, _ := strings.Cut(s.name, "-"); slices.Contains(strings.Fields(inSmall), kind) {
		all = append(all, small)
	}
	return all
}

// The frame looks the same without colours and on a light ground; in ASCII it has
// nothing else.
func TestFrameStyles(t *testing.T) {
	for _, name := range []string{"home", "unsaved", "unsaved-leaving", "elsewhere"} {
		d := newDriver(t, 80, 24)
		play(name, d)
		dark := d.frame()
		frame := func(o theme.Options) string {
			*d.app.env.Theme = *theme.New(o)
			d.app.layout()
			return d.frame()
		}
		for _, o := range []theme.Options{{Profile: colorprofile.TrueColor}, {Dark: true, Profile: colorprofile.ASCII}} {
			if got := frame(o); got != dark {
				t.Errorf("%s, %+v:\n%s\nin the dark:\n%s", name, o, got, dark)
			}
		}
		ascii := frame(theme.Options{Dark: true, ASCII: true, Profile: colorprofile.TrueColor})
		if i := strings.IndexFunc(ascii, func(r rune) bool { return r > unicode.MaxASCII }); i >= 0 {
			t.Errorf("%s, in ASCII: %s", name, ascii)
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

// checkEverySize tries every size: nothing panics, no line is wider than the window,
// there is never a line too many, and the cursor stays inside.
func (d *driver) checkEverySize() {
	d.t.Helper()
	for width := 0; width <= 130; width += 13 {
		for _, height := range []int{0, 1, 5, 11, 12, 13, 15, 16, 17, 19, 20, 23, 24, 25, 40} {
			d.checkSize(width, height)
		}
	}
	d.checkSize(40, 12)
	d.checkSize(300, 100)
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
