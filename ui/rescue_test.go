package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/related"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/env"
	"goldenthread/ui/step"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

const (
	early = "The caretaker showed a new colleague the boiler log."
	late  = "She asked two questions."
)

// newTrouble makes a workbook of two answers, the second later than the snapshot
// of it, lets something happen to it, and starts the program.
func newTrouble(t *testing.T, width, height int, spoil func(t *testing.T, path string)) *driver {
	t.Helper()
	d := &driver{t: t, clock: &clock{sunday.Add(-48 * time.Hour)}, path: filepath.Join(t.TempDir(), "workbook.db"), env: map[string]string{}}
	s, err := store.Open(d.path, store.Options{Now: d.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	d.answer(s, "disciplines/mastery/notice", early)
	_, err = s.Snapshot("")
	d.clock.at = sunday
	d.answer(s, "disciplines/vision/notice", late)
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	spoil(t, d.path)
	d.startTroubled(width, height)
	t.Cleanup(func() {
		if d.store != nil {
			d.store.Close()
		}
	})
	return d
}

func (d *driver) answer(s *store.Store, step, text string) {
	d.t.Helper()
	slot := store.Slot{Step: content.StepID(step), Field: store.FieldAnswer}
	if _, err := s.Add(store.Revision{Kind: store.KindAnswer, Slot: slot, Visit: 1, Body: store.Body{Text: text}}, "What did you see?"); err != nil {
		d.t.Fatal(err)
	}
}

// startTroubled starts the program on a workbook that cannot be opened.
func (d *driver) startTroubled(width, height int) {
	d.t.Helper()
	book, err := theBook()
	if err != nil {
		d.t.Fatal(err)
	}
	opener := func(path string, o store.Options) (*store.Store, error) {
		s, err := store.Open(path, store.Options{Now: d.clock.now, Older: o.Older, Anew: o.Anew})
		if err == nil {
			d.store = s
		}
		return s, err
	}
	_, err = opener(d.path, store.Options{})
	var p *store.Problem
	if !errors.As(err, &p) {
		d.t.Fatalf("it opens, or fails with %v", err)
	}
	e := &env.Env{
		Book: book, Kinds: step.Kinds(), Now: d.clock.now, Tick: d.later, Width: ansi.GraphemeWidth, Clip: &editor.Clip{},
		Theme:  theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor}),
		Getenv: func(name string) string { return d.env[name] },
	}
	if d.app, err = open(e, Options{Problem: p, Open: opener}); err != nil {
		d.t.Fatal(err)
	}
	d.quit, d.ticks = false, nil
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// elsewhere gives the folder of the test another name in what is said, so that it can
// be compared.
func (d *driver) elsewhere() {
	c := &d.app.rescue().Case
	c.Happened = strings.ReplaceAll(c.Happened, filepath.Dir(d.path), "/home/ada/.local/share/goldenthread")
	if h := c.Problem.Holder; h != nil {
		c.Happened = strings.ReplaceAll(c.Happened, fmt.Sprint("process ", h.PID), "process 4711")
	}
	d.app.layout()
}

func cut(t *testing.T, path string) {
	t.Helper()
	if err := os.Truncate(path, 20000); err != nil {
		t.Fatal(err)
	}
}

func headless(t *testing.T, path string) {
	t.Helper()
	change(t, path, func(file []byte) { clear(file[:2*os.Getpagesize()]) })
}

func change(t *testing.T, path string, spoil func(file []byte)) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err == nil {
		spoil(file)
		err = os.WriteFile(path, file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func withoutSnapshots(spoil func(*testing.T, string)) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		t.Helper()
		if err := os.RemoveAll(related.SnapshotFolder(path)); err != nil {
			t.Fatal(err)
		}
		spoil(t, path)
	}
}

func taken(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// olderCopy puts the snapshot in the place of the workbook, as a program that
// carries files might.
func olderCopy(t *testing.T, path string) {
	t.Helper()
	all, err := store.Snapshots(path)
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	file, err := os.ReadFile(all[0].Path)
	if err := errors.Join(err, os.WriteFile(path, file, 0o600)); err != nil {
		t.Fatal(err)
	}
}

func held(t *testing.T, path string) {
	t.Helper()
	s, err := store.Open(path, store.Options{Now: func() time.Time { return sunday.Add(-time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
}

var troubles = []scene{
	{name: "trouble-cut", start: troubled(cut), play: (*driver).elsewhere},
	{name: "trouble-headless", start: troubled(withoutSnapshots(headless)), play: (*driver).elsewhere},
	{name: "trouble-empty", start: troubled(withoutSnapshots(func(t *testing.T, path string) { change(t, path, func([]byte) {}); _ = os.Truncate(path, 0) })), play: (*driver).elsewhere},
	{name: "trouble-gone", start: troubled(taken), play: (*driver).elsewhere},
	{name: "trouble-gone-for-good", start: troubled(withoutSnapshots(taken)), play: (*driver).elsewhere},
	{name: "trouble-older", start: troubled(olderCopy), play: (*driver).elsewhere},
	{name: "trouble-in-use", start: troubled(held), play: (*driver).elsewhere},
	{name: "trouble-snapshots", start: troubled(cut), play: func(d *driver) { d.press("s"); d.elsewhere() }},
	{name: "trouble-saved", start: troubled(headless), play: func(d *driver) { d.press("v"); d.elsewhere() }},
	{name: "trouble-other", start: troubled(cut), play: func(d *driver) { d.press("o"); d.write("/media/stick/workbook.db"); d.elsewhere() }},
	{name: "trouble-other-none", start: troubled(cut), play: func(d *driver) { d.press("o"); d.write("/media/stick/workbook.db"); d.press("enter"); d.elsewhere() }},
	{name: "trouble-help", start: troubled(cut), play: func(d *driver) { d.press("?"); d.elsewhere() }},
}

// troubled starts the program on a workbook that something has happened to.
func troubled(spoil func(*testing.T, string)) func(*testing.T, int, int) *driver {
	return func(t *testing.T, width, height int) *driver { return newTrouble(t, width, height, spoil) }
}

func TestTroubleStyles(t *testing.T) {
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		d := newTrouble(t, 80, 24, cut)
		*d.app.env.Theme = *theme.New(theme.Options{Dark: dark, Profile: colorprofile.TrueColor})
		d.elsewhere()
		golden(t, "trouble-cut-styles-"+name, d.styles())
	}
}

// wantAside checks that the damaged file is still there, under another name, byte by
// byte as it was.
func (d *driver) wantAside(before []byte) {
	d.t.Helper()
	aside, err := filepath.Glob(d.path + ".damaged-*")
	if err != nil || len(aside) != 1 {
		d.t.Fatalf("set aside: %v %v", aside, err)
	}
	if now, err := os.ReadFile(aside[0]); err != nil || string(now) != string(before) {
		d.t.Errorf("the damaged file is not as it was, %v", err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// One key puts the newest snapshot back, and the workbook is open.
func TestTroubleRestoreTheNewest(t *testing.T) {
	d := newTrouble(t, 80, 24, cut)
	before := read(t, d.path)
	d.want("The end of", "missing.", "was not touched", "20 November 2026", "1 answer")
	d.press("r")
	d.want("The five frameworks", "Restored: 1 answer, as of 20 November 2026")
	d.wantAside(before)
	d.press("down")
	d.wantNot("Restored")
	d.press("1", "enter", "1", "enter")
	d.write("And on it goes.")
	d.press("ctrl+c")
	if !d.quit {
		t.Error("it does not end")
	}
}

// What was done is said whole, however narrow the window is.
func TestTroubleSaysAllThatItDid(t *testing.T) {
	d := newTrouble(t, 40, 12, cut)
	d.press("r")
	said := strings.Join(strings.Fields(d.screen()), "")
	if !strings.Contains(said, "Thefilebeforeitiskeptasworkbook.db.damaged-20261122-140300.") {
		t.Errorf("it does not say where the old file is:\n%s", d.screen())
	}
	d.press("down")
	d.wantNot("kept as")
}

func TestTroubleChooseASnapshot(t *testing.T) {
	d := newTrouble(t, 80, 24, cut)
	s := filepath.Join(related.SnapshotFolder(d.path), related.SnapshotName(d.path, sunday))
	if err := os.WriteFile(s, read(t, d.path), 0o600); err != nil { // one that is damaged, too
		t.Fatal(err)
	}
	d.press("s")
	d.want("22 November 2026, 14:03   damaged", "20 November 2026, 14:03   1 answer")
	d.press("esc")
	d.want("open another file")
	d.press("s", "enter")
	d.want("Restored: 1 answer, as of 20 November 2026")
}

// What can be read of the file itself is saved beside it, and put in its place
// only when the person says so.
func TestTroubleSalvage(t *testing.T) {
	d := newTrouble(t, 80, 24, headless)
	before := read(t, d.path)
	d.press("v")
	d.want("Saved into workbook.db.saved-20261122-140300: 2 answers.", "use that file in its place")
	if now := read(t, d.path); string(now) != string(before) {
		t.Error("the damaged file was changed")
	}
	d.press("u")
	d.want("Restored: 2 answers")
	d.wantAside(before)
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(d.path), "workbook.db.saved-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTroubleOlder(t *testing.T) {
	d := newTrouble(t, 80, 24, olderCopy)
	d.want("is an older copy")
	d.wantNot("restore the newest") // it holds no more than the copy
	d.press("t")
	d.want("is an older copy")
	d.press("g")
	d.want("The five frameworks")
}

func TestTroubleInUse(t *testing.T) {
	var other *store.Store
	d := newTrouble(t, 80, 24, func(t *testing.T, path string) {
		s, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		other = s
	})
	d.want("open in another window (process", "Close that window and try again.")
	d.press("t")
	d.want("open in another window (process")
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	d.press("t")
	d.want("The five frameworks")
}

func TestTroubleMissing(t *testing.T) {
	d := newTrouble(t, 80, 24, withoutSnapshots(taken))
	d.want("There is no workbook", "begin a new workbook")
	d.press("n")
	d.want("Welcome")
	d = newTrouble(t, 80, 24, taken)
	d.wantNot("begin a new workbook")
	d.press("s")
	d.want("Snapshots", "1 answer")
	d.wantNot("The file that is there now is kept") // there is none
	d.press("esc", "r")
	d.want("Restored: 1 answer")
}

// Another file is opened if there is one; a name that was mistyped makes none,
// and esc leads back to the trouble that there was.
func TestTroubleAnotherFile(t *testing.T) {
	d := newTrouble(t, 80, 24, cut)
	none := filepath.Join(filepath.Dir(d.path), "none.db")
	letter := filepath.Join(filepath.Dir(d.path), "letter.txt")
	if err := os.WriteFile(letter, []byte("Dear all"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("o")
	for path, want := range map[string]string{none: "There is no file", letter: "is not a workbook.", filepath.Dir(d.path): "There is no file"} {
		d.press("alt+a")
		d.write(path)
		d.press("enter")
		d.want("Which workbook?", want)
	}
	if _, err := os.Stat(none); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a workbook was made: %v", err)
	}
	d.press("esc")
	d.want("The end of")
	d.press("o")
	all, err := store.Snapshots(d.path)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(filepath.Dir(d.path), "other.db")
	if err := os.WriteFile(other, read(t, all[0].Path), 0o600); err != nil {
		t.Fatal(err)
	}
	d.env["HOME"] = filepath.Dir(d.path)
	d.write("~/other.db")
	d.press("enter")
	d.want("The five frameworks")
	if d.store.Path() != other {
		t.Errorf("open is %s", d.store.Path())
	}
}

// What fails is said, and everything can be tried again.
func TestTroubleThatStays(t *testing.T) {
	d := newTrouble(t, 80, 24, cut)
	for _, name := range []string{".restoring"} {
		if err := os.MkdirAll(filepath.Join(d.path+name, "in the way"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.press("r")
	d.want("The end of", "Nothing can be restored from")
	if err := os.RemoveAll(d.path + ".restoring"); err != nil {
		t.Fatal(err)
	}
	d.press("r")
	d.want("Restored: 1 answer")
}

// While something is being done, keys wait for it, but for those that leave.
func TestTroubleIsOneThingAtATime(t *testing.T) {
	d := newTrouble(t, 80, 24, cut)
	_, restoring := d.app.Update(terminal.KeyPress("r"))
	d.want("Restoring")
	for _, name := range []string{"r", "s", "v", "o", "enter"} {
		if _, cmd := d.app.Update(terminal.KeyPress(name)); cmd != nil {
			if msg := cmd(); msg != nil {
				t.Errorf("%s does something: %T", name, msg)
			}
		}
	}
	d.run(restoring)
	d.want("Restored: 1 answer")
}

// Leaving the screen of a problem ends with that problem.
func TestTroubleEnds(t *testing.T) {
	d := newTrouble(t, 80, 24, cut)
	d.press("q")
	if !d.quit || d.app.env.Store != nil || d.app.rescue().Case.Problem.Kind != store.ProblemCutShort {
		t.Errorf("quit %t, store %v", d.quit, d.app.env.Store)
	}
}

// Where nothing here can help, that is said, and what may.
func TestTroubleWithoutHelp(t *testing.T) {
	d := newTrouble(t, 80, 24, withoutSnapshots(func(t *testing.T, path string) {
		change(t, path, func(file []byte) { clear(file[2*os.Getpagesize():]) })
	}))
	d.want("is damaged.", "There is no snapshot of it, and no answer in it can be read", "such as a backup.")
	d.wantNot("salvage")
}
