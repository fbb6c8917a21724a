package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/vault"
	"goldenthread/ui/nav"
	"goldenthread/ui/privacy"
	"goldenthread/ui/route"
	"goldenthread/ui/terminal"
	"goldenthread/ui/theme"
)

const (
	passphrase = "a quiet river"
	secretText = "The deputy may leave at Easter."
)

// sealed seals the driver's workbook and starts the program anew.
func (d *driver) sealed(width, height int) (recovery vault.RecoveryKey) {
	d.t.Helper()
	recovery = d.seal()
	d.restart(width, height)
	return recovery
}

func (d *driver) seal() vault.RecoveryKey {
	d.t.Helper()
	light := vault.Cost{Memory: 32, Passes: 1, Lanes: 1}
	keys, header, recovery, err := vault.Create([]byte(passphrase), light)
	if err := errors.Join(err, d.store.Seal(header, keys), store.AskSealed.Answer(d.store)); err != nil {
		d.t.Fatal(err)
	}
	return recovery
}

func (d *driver) unlock() {
	d.t.Helper()
	d.want("Locked")
	d.write(passphrase)
	d.press("enter")
	d.wantNot("Locked")
}

func newSealed(t *testing.T, width, height int) *driver {
	t.Helper()
	d := newDriver(t, width, height)
	d.sealed(width, height)
	return d
}

// recover types a recovery key.
func (d *driver) recover(key vault.RecoveryKey) {
	d.press("tab")
	d.write(strings.ToLower(key.Written()))
	d.press("enter")
}

var locks = []scene{
	{name: "locked", start: newSealed, play: func(d *driver) { d.write("a quiet brook") }},
	{name: "locked-wrong", start: newSealed, play: func(d *driver) { d.write("a quiet brook"); d.press("enter") }},
	{name: "locked-working", start: newSealed, play: func(d *driver) { d.write(passphrase); d.app.Update(terminal.KeyPress("enter")) }},
	{name: "locked-recovery", start: newSealed, play: func(d *driver) { d.press("tab"); d.write("0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz-01") }},
	{name: "locked-recovery-wrong", start: newSealed, play: func(d *driver) {
		d.press("tab")
		d.write("0123-4567-89a-cdef-ghjk-mnpq-rstv-wxyz-0123")
		d.press("enter")
	}},
	{name: "locked-again", start: newSealed, play: func(d *driver) { d.unlock(); wroteNotice(d); d.press("ctrl+l") }},
	{name: "locked-idle", start: newSealed, play: func(d *driver) { d.unlock(); d.clock.pass(11 * time.Minute); d.rest() }},
	{name: "locked-help", start: newSealed, play: func(d *driver) { d.press("f1") }},
}

func TestLockStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"light": {Profile: colorprofile.TrueColor}, "dark": {Dark: true, Profile: colorprofile.TrueColor},
		"no-color": {Dark: true, Profile: colorprofile.ASCII}, "ascii": {Dark: true, ASCII: true, Profile: colorprofile.TrueColor},
	} {
		d := newSealed(t, 80, 24)
		*d.app.env.Theme = *theme.New(o)
		d.app.layout()
		d.write("a quiet brook")
		d.press("enter")
		d.write("a quiet")
		golden(t, "locked-wrong-styles-"+name, d.body()+d.styles())
		if o.ASCII {
			d.want("Golden Thread > Locked", "- private")
		}
	}
}

// A sealed workbook is unlocked before anything of it is seen or written. A wrong
// passphrase changes nothing.
func TestUnlockComesFirst(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	d.press("ctrl+c")
	d.sealed(80, 24)
	d.want("Golden Thread › Locked", "Your workbook is sealed.")
	d.wantNot("caretaker", "Personal mastery", "frameworks")
	before := read(t, d.path)
	for _, wrong := range []string{"a quiet brook", "A quiet river", "a quiet river "} {
		d.write(wrong)
		d.want(strings.Repeat("●", len(wrong)))
		d.wantNot("quiet", "river")
		d.press("enter")
		d.want("That is not the passphrase. Nothing was changed.")
		d.wantNot("●")
	}
	d.press("enter") // nothing was typed
	if now := read(t, d.path); string(now) != string(before) {
		t.Error("a wrong passphrase changed the file")
	}
	d.send(tea.PasteMsg{Content: passphrase + "\n"})
	d.wantNot("That is not the passphrase")
	d.press("enter")
	d.want("Notice", "The caretaker showed a new colleague")
	d.write(" A third one.")
	d.press("ctrl+c")
	d.restart(80, 24)
	d.unlock()
	d.want("A third one.")
}

// While it is being unlocked keys wait, but for those that leave.
func TestUnlockIsOneThingAtATime(t *testing.T) {
	d := newSealed(t, 80, 24)
	d.write(passphrase)
	_, unlocking := d.app.Update(terminal.KeyPress("enter"))
	d.want("Unlocking…")
	d.write("x")
	d.press("tab", "enter")
	d.want("Unlocking…")
	d.run(unlocking)
	d.want("Welcome")
}

// A workbook that opens, but cannot be brought up to date, stays locked.
func TestUnlockHalfway(t *testing.T) {
	d := newSealed(t, 80, 24)
	if err := d.store.Unlock([]byte(passphrase)); err != nil {
		t.Fatal(err)
	}
	d.send(nav.Adopt{Store: d.store, Err: &store.Problem{Kind: store.ProblemDiskFull}})
	d.want("That did not work: the disk is full. Nothing was changed.")
	if !d.store.Locked() {
		t.Error("it is open")
	}
	d.unlock()
}

// A place that was asked for comes after unlocking, and so does what could not be
// saved the last time.
func TestUnlockThenTheRoute(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.seal()
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.unlock()
	d.want("Personal mastery", "Notice")

	back := cannotSaveHere(d)
	d.press("ctrl+c", "ctrl+c")
	back()
	d.restart(80, 24)
	d.want("Locked")
	d.unlock()
	d.want("Not everything that you wrote could be saved")
	d.press("ctrl+l")
	d.unlock()
	d.want("Not everything that you wrote could be saved")
	d.press("1", "enter")
	d.want("The boiler log")
}

// cannotSaveHere writes when the workbook has been taken away.
func cannotSaveHere(d *driver) (back func()) {
	back = d.away()
	d.write("The boiler log.")
	d.rest()
	d.want("Not saved since")
	return back
}

func TestUnlockWithTheRecoveryKey(t *testing.T) {
	d := newDriver(t, 80, 24)
	recovery := d.sealed(80, 24)
	other := vault.RecoveryKey{1, 2, 3}
	d.recover(other)
	d.want("That is the recovery key of another workbook. Nothing was changed.")
	d.press("tab")
	d.recover(recovery)
	d.want("Welcome")

	d = newDriver(t, 80, 24)
	recovery = d.sealed(80, 24)
	d.press("tab")
	typed := recovery.Written()
	d.write(strings.Replace(typed, recovery.Group(3), recovery.Group(3)[:3]+"U", 1))
	d.press("enter")
	d.want("Look at group 3 again: 'U' is never in a key.")
	d.want(recovery.Group(4)) // what is right need not be typed again
	d.press("tab", "tab")
	d.wantNot(recovery.Group(4))
}

// The workbook locks while a sentence is being written, and is then as it was:
// words, cursor and place. Nothing of it is left in the program.
func TestLockWhileTyping(t *testing.T) {
	for name, lock := range map[string]func(d *driver){
		"key":  func(d *driver) { d.press("ctrl+l") },
		"idle": func(d *driver) { d.clock.pass(10 * time.Minute); d.rest() },
		"sleep": func(d *driver) { // the pause did not pass while the computer slept
			d.clock.pass(time.Hour)
			d.press("x")
		},
		"stop": func(d *driver) { // nor has it passed when the program goes on
			d.clock.pass(time.Hour)
			d.send(tea.ResumeMsg{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newSealed(t, 80, 24)
			d.unlock()
			toNotice(d)
			d.write(secretText + " So I")
			d.press("left", "left", "shift+left", "shift+left", "ctrl+t", "right")
			d.write("!")
			d.press("backspace")
			before := d.screen()
			lock(d)
			d.want("Locked", "Everything that you typed is saved.")
			d.wantNot("deputy", "mastery")
			if !d.store.Locked() {
				t.Fatal("the key is not wiped")
			}
			for _, s := range d.app.stack.levels {
				if _, unlock := s.route.(route.Unlock); !unlock {
					t.Errorf("there is still a %T", s.screen)
				}
			}
			d.rest() // saves that were on their way change nothing
			d.press("ctrl+g")
			d.wantNot("deputy")
			d.press("ctrl+g")
			d.unlock()
			d.rest()
			if got := underCorner(d.screen()); got != underCorner(before) {
				t.Errorf("after unlocking:\n%s\nbefore:\n%s", got, before)
			}
			d.press("ctrl+v")
			if got := underCorner(d.screen()); got != underCorner(before) {
				t.Errorf("what was copied is still there:\n%s", got)
			}
			d.write("X")
			d.press("esc")
			d.rest()
			r, _, err := d.store.Latest(store.Slot{Step: toShare.Step(content.Notice), Field: store.FieldAnswer})
			if err != nil || r.Text != secretText+" SoX I" {
				t.Errorf("%q %v", r.Text, err)
			}
		})
	}
}

// underCorner is the screen without its corner, which says when it was saved.
func underCorner(screen string) string {
	lines := strings.SplitN(screen, "\n", 3)
	return lines[2]
}

// Outside a text L locks, and the footer shows the key. A plain workbook has no such
// key, and no pause either.
func TestLockKey(t *testing.T) {
	d := newDriver(t, 100, 30)
	pauses := len(d.ticks)
	d.press("L", "ctrl+l", "1", "L")
	d.wantNot("Locked")
	if len(d.ticks) != pauses {
		t.Errorf("%d pauses more", len(d.ticks)-pauses)
	}
	d.press("esc", "?", "end")
	d.wantNot("lock the workbook")
	d.sealed(100, 30)
	d.unlock()
	d.press("1", "down", "?")
	for range 30 {
		d.press("down")
	}
	d.want("L                       lock the workbook")
	d.press("L")
	d.unlock()
	d.want("Five disciplines")
	d.press("enter", "2")
	d.write("L")
	d.wantNot("Locked")
	d.want("┃ L")
}

// Every key begins the ten minutes anew, and there is one pause at a time.
func TestLockWaits(t *testing.T) {
	d := newSealed(t, 80, 24)
	d.unlock()
	d.rest()
	d.rest()
	idle := func() int {
		n := 0
		for _, tick := range d.ticks {
			if fmt.Sprintf("%T", tick()) == "background.idleMsg" {
				n++
			}
		}
		return n
	}
	for range 5 {
		d.clock.pass(9 * time.Minute)
		d.press("down", "up")
		if n := idle(); n != 1 {
			t.Fatalf("%d pauses", n)
		}
		d.rest()
		d.wantNot("Locked")
	}
	d.clock.pass(9*time.Minute + 59*time.Second)
	d.rest()
	d.wantNot("Locked")
	d.clock.pass(time.Second)
	d.rest()
	d.want("Locked while you were away.")
	if n := idle(); n != 0 {
		t.Errorf("%d pauses while it is locked", n)
	}
}

// How long that is can be chosen, and is kept; never is one of the choices.
func TestLockAfter(t *testing.T) {
	d := newSealed(t, 100, 30)
	d.unlock()
	d.press("p", "down", "down")
	d.want("Lock when you touch no key        after 10 minutes")
	for _, want := range []string{"after 20 minutes", "after 60 minutes", "never"} {
		d.press("enter")
		d.want(want)
	}
	d.restart(100, 30)
	d.unlock()
	d.want("never")
	d.clock.pass(24 * time.Hour)
	d.rest()
	d.press("down", "down")
	d.wantNot("Locked")
	d.press("enter")
	d.want("after a minute")
	d.clock.pass(time.Minute)
	d.rest()
	d.want("Locked")
}

// Words that cannot be saved are not locked away without a word: asked twice it
// locks, because the journal has them, and they are there afterwards.
func TestLockUnsaved(t *testing.T) {
	d := newSealed(t, 80, 24)
	d.unlock()
	toNotice(d)
	back := cannotSaveHere(d)
	d.press("ctrl+l")
	d.want("ctrl+l again locks: the recovery journal has your words.", "The boiler log.")
	d.press("left", "ctrl+l")
	d.want("ctrl+l again locks")
	d.press("ctrl+l")
	d.want("Locked. What could not be saved yet is in the recovery journal.")
	d.wantNot("boiler")
	d.rest()
	back()
	d.unlock()
	d.want("The boiler log.")
	d.rest()
	d.rest()
	d.wantNot("Not saved")

	back = cannotSaveHere(d)
	defer back()
	d.clock.pass(time.Hour)
	d.rest()
	d.want("hidden")
	d.wantNot("boiler")
	d.press("ctrl+g")
	d.want("hidden, not locked", "The boiler log.")
}

// Without a place for its words nothing is locked.
func TestLockLost(t *testing.T) {
	d := newSealed(t, 80, 24)
	d.unlock()
	toNotice(d)
	d.write("The boiler log.")
	d.store.Close()
	d.press("ctrl+l", "ctrl+l")
	d.wantNot("Locked.")
}

// Leaving from the locked screen loses nothing.
func TestLockedLeaves(t *testing.T) {
	for _, name := range []string{"esc", "ctrl+c"} {
		d := newSealed(t, 80, 24)
		d.write("a qui")
		d.press(name)
		if !d.quit {
			t.Errorf("%s does not leave", name)
		}
	}
	d := newSealed(t, 80, 24)
	d.write("quilt?.")
	if d.quit {
		t.Error("q leaves in the midst of a passphrase")
	}
	d.press("f1", "esc")
	d.want("●●●●●●●")
}

// A session is a program of its own: the key is wiped before it begins.
func TestFacilitateLocks(t *testing.T) {
	d := newSealed(t, 80, 24)
	d.unlock()
	d.press("f")
	if !d.quit || !d.app.exit.facilitate {
		t.Fatal("it does not go on to a session")
	}
	if err := d.store.Close(); err != nil || !d.store.Locked() {
		t.Errorf("locked %t, %v", d.store.Locked(), err)
	}
}

// What another editor had when the workbook was locked comes back when it is
// unlocked.
func TestLockWithAnEditor(t *testing.T) {
	d := newSealed(t, 80, 24)
	d.unlock()
	if err := d.store.SetSetting(privacy.AllowExternalWhenSealed, privacy.On); err != nil {
		t.Fatal(err)
	}
	d.reopen("disciplines/mastery/notice", 80, 24)
	d.unlock()
	d.write("from here")
	dir := d.lend("from here\nand from elsewhere\n")
	d.clock.pass(time.Hour)
	d.rest()
	d.want("Locked")
	d.unlock()
	d.want("┃ and from elsewhere")
	gone(t, dir)
}

// A copy that is put in the place of a damaged workbook may be sealed, too.
func TestTroubleThenUnlock(t *testing.T) {
	d := newTrouble(t, 80, 24, func(t *testing.T, path string) {
		s, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := &driver{t: t, store: s}
		d.seal()
		_, err = s.Snapshot("")
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
		cut(t, path)
	})
	d.press("r")
	d.unlock()
	d.want("The five frameworks")
}
