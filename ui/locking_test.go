package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store/vault"
)

const passphrase = "kettle harbour window"

// sealNow puts a passphrase on the open workbook, as the command line does, and
// returns its recovery key.
func (d *driver) sealNow() vault.RecoveryKey {
	d.t.Helper()
	keys, header, recovery, err := vault.Create([]byte(passphrase), vault.Cost{Memory: 32, Passes: 1, Lanes: 1})
	if err == nil {
		err = d.store.Seal(header, keys)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return recovery
}

// sealedAway writes, seals, and starts again.
func sealedAway(d *driver) {
	wroteNotice(d)
	d.press("esc", "esc")
	d.sealNow()
	d.restart(d.app.frame.width, d.app.frame.height)
}

func (d *driver) unlock() {
	d.t.Helper()
	d.want("This workbook is sealed.")
	d.write(passphrase)
	d.press("enter")
	d.wantNot("This workbook is sealed.")
}

// Nothing is shown before the passphrase, and no key leads past it.
func TestUnlockComesFirst(t *testing.T) {
	d := newDriver(t, 100, 30)
	sealedAway(d)
	hidden := []string{"boiler", "Five disciplines", "mastery", "Carry on"}
	d.want("This workbook is sealed.", "Type the passphrase.")
	d.wantNot(hidden...)
	d.press("esc", "tab", "up", "enter", "f1")
	d.wantNot(hidden...)
	d.press("esc")
	d.write("q?Lnot this one")
	d.want("•••••••••••••••")
	d.wantNot("not this one")
	d.press("enter")
	d.want("That is another passphrase; nothing was changed.")
	if !d.store.Locked() || d.quit {
		t.Error("it is open, or the program was left")
	}
	d.write("kettlex")
	d.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	d.unlock()
	d.want("Personal mastery")
}

func TestUnlockWithRecoveryKey(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	recovery := d.sealNow()
	d.restart(80, 24)
	typed := []byte(recovery.Written())
	typed[7] = map[bool]byte{true: 'Y', false: 'Z'}[typed[7] == 'Z']
	d.send(tea.PasteMsg{Content: string(typed) + "\n"})
	d.press("enter")
	d.want("look at group 2 again")
	d.send(tea.PasteMsg{Content: strings.ToLower(recovery.Written())})
	d.press("enter")
	d.wantNot("This workbook is sealed.")
}

// Locked in the middle of a word, by time: what was being typed is sealed and
// comes back with its cursor; the key is gone meanwhile.
func TestLockWhileTyping(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.sealNow()
	d.restart(100, 30)
	d.unlock()
	toNotice(d)
	d.write("She asked two quest")
	d.press("left", "left")
	before := d.screen()
	d.clock.pass(9 * time.Minute)
	d.rest()
	d.want("She asked")
	d.press("right")
	d.press("left")
	d.clock.pass(9 * time.Minute)
	d.rest()
	d.want("She asked")
	d.clock.pass(time.Minute)
	d.rest()
	d.wantNot("She asked", "Personal mastery")
	if _, err := d.store.Place(); !d.store.Locked() || err == nil {
		t.Error("the workbook is open")
	}
	if text := fmt.Sprintf("%+v", d.app.stack); strings.Contains(text, "quest") {
		t.Error("the words are still in a screen")
	}
	d.unlock()
	if after := d.screen(); cursorOf(after) != cursorOf(before) {
		t.Errorf("the cursor was at %s, and is at %s", cursorOf(before), cursorOf(after))
	}
	d.want("She asked two quest")
	d.write("!")
	d.want("She asked two que!st")
}

func cursorOf(screen string) string { return screen[strings.LastIndex(screen, "cursor"):] }

// L locks outside a text, and is a letter in one. A plain workbook has no such
// key, and nothing ticks in it.
func TestLockByKey(t *testing.T) {
	d := newDriver(t, 100, 30)
	toNotice(d)
	d.press("esc", "L")
	d.want("Personal mastery")
	d.press("?")
	d.wantNot("lock the workbook")
	d.press("esc")
	ticks := len(d.ticks)
	d.run(d.app.watch())
	if len(d.ticks) != ticks {
		t.Error("a plain workbook waits for something")
	}
	d.sealNow()
	d.press("?")
	d.want("lock the workbook")
	d.press("esc", "1", "enter")
	d.write("L is a letter")
	d.want("L is a letter")
	d.press("esc", "L")
	d.want("This workbook is sealed.")
	d.unlock()
	d.want("Personal mastery")
}

// A computer that slept asks for the passphrase at the first key, which does
// nothing else.
func TestLockAfterSleep(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.sealNow()
	d.restart(100, 30)
	d.unlock()
	toNotice(d)
	d.clock.pass(8 * time.Hour)
	d.press("x")
	d.want("This workbook is sealed.")
	d.unlock()
	d.wantNot("┃ x")
}

// How long is the person's choice; 0 is for ever.
func TestLockAfterAsChosen(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.sealNow()
	for minutes, locks := range map[string]bool{"0": false, "60": false, "5": true, "soon": true} {
		if d.store.Locked() {
			d.unlock()
		}
		if err := d.store.SetSetting(LockAfter, minutes); err != nil {
			t.Fatal(err)
		}
		d.restart(100, 30)
		d.unlock()
		d.clock.pass(11 * time.Minute)
		d.rest()
		if d.store.Locked() != locks {
			t.Errorf("%q: locked %t", minutes, d.store.Locked())
		}
	}
}

// Words that cannot be sealed are not left: the screen is hidden, and they stay.
func TestLockKeepsWhatCannotBeSaved(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.sealNow()
	d.restart(100, 30)
	d.unlock()
	back := cannotSave(d)
	d.clock.pass(11 * time.Minute)
	d.rest()
	d.wantNot("boiler")
	if d.store.Locked() {
		t.Fatal("locked over words that are not saved")
	}
	back()
	d.press("ctrl+g")
	d.want("on the way out.")
	d.rest()
	d.clock.pass(11 * time.Minute)
	d.rest()
	d.want("This workbook is sealed.")
	d.unlock()
	d.want("on the way out.")
}
