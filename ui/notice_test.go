package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// flipBit flips a bit of every copy of a text in the workbook, while the program
// is not running.
func (d *driver) flipBit(text string) {
	d.t.Helper()
	if err := d.store.Close(); err != nil {
		d.t.Fatal(err)
	}
	file, err := os.ReadFile(d.path)
	if err != nil || !bytes.Contains(file, []byte(text)) {
		d.t.Fatalf("%q is not in the file, %v", text, err)
	}
	altered := []byte(text)
	altered[0] ^= 1
	if err := os.WriteFile(d.path, bytes.ReplaceAll(file, []byte(text), altered), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// A damaged answer is named, though nothing that is on the screen reads it: by an
// audit that comes after the first screen.
func TestDamageIsNamedAfterTheStart(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	d.press("esc", "esc", "esc", "ctrl+c")
	d.flipBit("boiler log")
	d.open("", 80, 24)
	before := d.screen()
	d.run(d.app.Init())
	d.rest()
	d.want("One answer in the file cannot be read any more.", "• Personal mastery › Notice", "goldenthread doctor --read-all")
	if d.screen() == before {
		t.Error("it was said before anything was read")
	}
	golden(t, "home-damage-80x24", d.body())
}

// Away from home the footer says it, until the next key; home says the rest.
func TestDamageIsSaidElsewhere(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	d.press("tab", "ctrl+c")
	d.flipBit("boiler log")
	d.open("", 80, 24)
	d.run(d.app.Init())
	d.rest()
	d.want("Something in the file is damaged")
	d.press("down")
	d.wantNot("Something in the file is damaged")
	d.press("esc", "esc", "esc")
	d.want("Personal mastery › Notice")
}

func TestDamageOfTheWords(t *testing.T) {
	d := newDriver(t, 80, 24)
	wroteNotice(d)
	d.press("esc", "esc", "esc", "ctrl+c")
	d.flipBit(`{"text":"`)
	d.open("", 80, 24)
	d.run(d.app.Init())
	d.rest()
	d.want("Something in the file is damaged, but no answer is.")
}

// A workbook that is well says nothing.
func TestNoDamage(t *testing.T) {
	d := newDriver(t, 80, 24)
	committed(d)
	d.press("esc", "esc", "esc", "ctrl+c")
	d.restart(80, 24)
	before := d.screen()
	d.run(d.app.Init())
	d.rest()
	if after := d.screen(); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

// Whose folder it is, is said once a start, and no more once a key has said so.
func TestSyncProvider(t *testing.T) {
	d := newDriver(t, 80, 24)
	d.wantNot("in a folder of")
	if err := d.store.Close(); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "OneDrive - Our School")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	d.path = filepath.Join(dir, "workbook.db")
	d.open("", 80, 24)
	golden(t, "home-carrier-80x24", d.body())
	d.want("The workbook is in a folder of OneDrive", "x stops")
	d.press("1", "esc")
	d.wantNot("OneDrive", "x stops")
	d.restart(80, 24)
	d.want("The workbook is in a folder of OneDrive")
	d.press("x")
	d.wantNot("OneDrive", "x stops")
	d.restart(80, 24)
	d.wantNot("OneDrive")
	d.press("x") // and the key is nobody's any more
	d.want("The five frameworks")
}
