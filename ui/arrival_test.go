package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/terminal"
)

// held presses a key and keeps what it begins: the message comes when the test says so.
func (d *driver) held(key string) (arrives func() tea.Msg) {
	d.t.Helper()
	_, cmd := d.app.Update(terminal.KeyPress(key))
	var found tea.Msg
	var look func(cmd tea.Cmd)
	look = func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for _, c := range msg {
				look(c)
			}
		case nil:
		default:
			found = msg
		}
	}
	return func() tea.Msg { look(cmd); return found }
}

// toCopying asks for a copy of an unlocked, sealed workbook that cannot be saved, and
// keeps it from coming.
func toCopying(t *testing.T) (d *driver, arrives func() tea.Msg) {
	d = newSealed(t, 80, 24)
	d.unlock()
	toNotice(d)
	cannotSaveHere(d)
	d.press("f2")
	d.want("Folder or file")
	d.press("ctrl+a", "ctrl+a", "delete")
	d.write(d.path + ".elsewhere")
	arrives = d.held("enter")
	d.want("Copying")
	return d, arrives
}

// While the workbook is copied the question is not left, by no key, and nothing locks
// under it: the copy has the keys.
func TestCopyingIsNotLeft(t *testing.T) {
	d, arrives := toCopying(t)
	d.press("esc", "esc", "ctrl+l", "f1", "ctrl+l")
	if d.app.locked() {
		t.Fatal("locked while a copy is on its way")
	}
	d.press("f1")
	d.want("Copying")
	d.send(arrives())
	d.want("You are writing in another file now")
	if err := d.app.env.Store.Close(); err != nil {
		t.Error(err)
	}
}

// A copy that comes when nobody waits for it, or when the workbook is locked, is not
// gone on in, and its keys are wiped.
func TestACopyThatComesTooLate(t *testing.T) {
	for name, gone := range map[string]func(d *driver){
		"the screen has gone": func(d *driver) {
			if err := d.app.stack.drop(); err != nil {
				d.t.Fatal(err)
			}
		},
		"it is locked": func(d *driver) { d.run(d.app.shut(saidKept)) },
	} {
		d, arrives := toCopying(t)
		msg := arrives()
		copied := msg.(nav.Adopt).Store
		if copied == nil {
			t.Fatal(msg)
		}
		gone(d)
		d.send(msg)
		if d.app.env.Store == copied || d.app.env.Store != d.store {
			t.Errorf("%s: the copy is gone on in", name)
		}
		if !copied.Locked() {
			t.Errorf("%s: the copy is still open", name)
		}
		d.want("The copy lies at")
	}
}

// keysFor is a message with something that must not be left lying about.
type keysFor struct {
	to      nav.Screen
	dropped *bool
}

func (m keysFor) To() nav.Screen { return m.to }
func (m keysFor) Drop()          { *m.dropped = true }

// What a screen that has gone was to be given is wiped.
func TestWhatComesTooLateIsDropped(t *testing.T) {
	d := newDriver(t, 80, 24)
	if err := d.app.stack.push(route.Seal{}); err != nil {
		t.Fatal(err)
	}
	dropped := false
	m := keysFor{d.app.stack.top(), &dropped}
	d.press("f1") // the page of keys over it
	d.send(m)
	if dropped {
		t.Error("the screen is open")
	}
	d.press("f1", "esc")
	d.send(m)
	if !dropped {
		t.Error("it is left lying about")
	}
}

// Keys that were made for a screen that has gone are wiped, the passphrase with them.
func TestKeysThatComeTooLate(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.press("p", "down", "down", "down", "enter")
	d.write(passphrase)
	d.press("enter")
	d.write(passphrase)
	arrives := d.held("enter")
	d.want("Making the keys")
	d.press("esc")
	d.want("Making the keys")
	if err := d.app.stack.drop(); err != nil {
		t.Fatal(err)
	}
	msg, owned := arrives().(nav.Owned)
	if !owned {
		t.Fatal("the message has no owner")
	}
	d.send(msg)
	d.want("Privacy")
	if d.store.Sealed() {
		t.Error("it is sealed")
	}
}
