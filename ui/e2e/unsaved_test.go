//go:build !windows

package e2e

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"goldenthread/store"
	"goldenthread/store/related"
)

// A program that carries files between computers puts another file in the place
// of the workbook: the words are in the journal, that is said, and they come back
// at the next start.
func TestReplacedWhileOpen(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.writeAll("Kept for good.")
	aside := m.workbook() + ".aside"
	theirs := []byte("from another computer")
	if err := errors.Join(os.Rename(m.workbook(), aside), os.WriteFile(m.workbook(), theirs, 0o600)); err != nil {
		t.Fatal(err)
	}
	x.keys(" And this, too.")
	x.want("And this, too.", "Not saved since ", "the file was moved or replaced", "Kept in the recovery journal", "F2 save elsewhere")
	x.keys("<ctrl+c>")
	x.want("ctrl+c again quits: the recovery journal has your words.")
	x.keys("<ctrl+c>")
	x.ends(1)
	if text, err := os.ReadFile(m.workbook()); err != nil || string(text) != string(theirs) {
		t.Errorf("the other file is %q, %v", text, err)
	}
	if s := x.screen(); !s.has("Your last words are kept in the recovery journal") || s.alt {
		t.Errorf("it says\n%v", s)
	}

	if err := os.Rename(aside, m.workbook()); err != nil {
		t.Fatal(err)
	}
	x = m.start(80, 24)
	x.want("Not everything that you wrote could be saved", "1 answer", "Personal mastery · Notice")
	x.keys("<enter>")
	x.want("Your words are in the workbook.")
	x.keys("<enter>")
	x.want("   Notice", "Kept for good. And this, too.")
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "Kept for good. And this, too.")
	if left, err := store.Recoveries(m.workbook()); err != nil || len(left) != 0 {
		t.Errorf("journals %v %v", left, err)
	}
}

// What is typed on while saving fails is in the journal as soon as the corner says Kept
// of it: a kill at that moment loses nothing.
func TestKilledWhenKeptIsSaid(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.writeAll("Kept for good.")
	aside := m.workbook() + ".aside"
	if err := os.Rename(m.workbook(), aside); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{" And this.", " LASTWORDS"} {
		x.keys(words)
		x.want(words, "Not saved since ", "Kept in the recovery journal")
	}
	x.kill()
	if err := os.Rename(aside, m.workbook()); err != nil {
		t.Fatal(err)
	}
	x = m.start(80, 24)
	x.want("Not everything that you wrote could be saved", "1 answer")
	x.keys("<enter>")
	x.want("Your words are in the workbook.")
	x.keys("<enter>")
	x.want("   Notice", "Kept for good. And this. LASTWORDS")
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "Kept for good. And this. LASTWORDS")
}

// The file is cut to its first page while it is open. What is typed then is in the
// journal, also when the window is closed.
func TestCutShortWhileOpen(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.writeAll("Kept for good.")
	whole, err := os.ReadFile(m.workbook())
	if err == nil {
		err = os.Truncate(m.workbook(), 4096)
	}
	if err != nil {
		t.Fatal(err)
	}
	x.keys(" And this, too.")
	x.want("And this, too.", "Not saved since ", "Kept in the recovery journal")
	x.signal(syscall.SIGHUP)
	x.ends(129)
	code, out, _ := m.run("doctor")
	if code != 4 || !strings.Contains(out, "Recovery     1 answer that could not be saved") {
		t.Errorf("doctor ends with %d and says\n%s", code, out)
	}
	if err := os.WriteFile(m.workbook(), whole, 0o600); err != nil { // a backup of another program
		t.Fatal(err)
	}
	x = m.start(80, 24)
	x.want("Not everything that you wrote could be saved", "1 answer")
	x.keys("<enter>")
	x.want("Your words are in the workbook.")
	x.keys("<enter>")
	x.want("   Notice", "Kept for good. And this, too.")
	x.keys("<ctrl+c>")
	x.ends(0)
}

// On a full disk the words stay on the screen and in the journal. When there is
// room again they are saved without a key.
func TestFullDisk(t *testing.T) {
	m := newMachine(t)
	smallDisk(t, m.path("share"))
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.writeAll("Kept for good.")
	fill := m.path("share", "fill")
	fillUp(t, fill)
	x.taken()
	x.paste(" And this, too. " + strings.Repeat("A long line of thought. ", 6000))
	x.want("A long line of thought.", "Not saved since ", "the disk is full", "Kept in the recovery journal")
	x.kill()
	if left, err := store.Recoveries(m.workbook()); err != nil || len(left) != 1 || len(left[0].Slots) != 1 {
		t.Fatalf("journals %v %v", left, err)
	}
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	x = m.start(80, 24)
	x.want("Not everything that you wrote could be saved")
	x.keys("<enter>")
	x.want("Your words are in the workbook.")
	x.keys("<enter>")
	x.want("   Notice", "A long line of thought.")
	fillUp(t, fill)
	more := strings.Repeat("And more. ", 30000) // more than the file has room for, and than the reserve
	x.taken()
	x.paste(more)
	x.want("Not saved since ", "the disk is full", "Only on this screen")
	x.keys("<ctrl+c>")
	x.want("Only on this screen: ctrl+c again quits and loses it. F2 saves elsewhere.")
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	x.until("that it is saved by itself", func(s screen) bool { return s.has("Saved ") && !s.has("Not saved") })
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", "Kept for good. And this, too. "+strings.Repeat("A long line of thought. ", 6000)+more)
	if left, err := filepath.Glob(filepath.Join(related.RecoveryFolder(m.workbook()), "*.journal")); err != nil || len(left) != 0 {
		t.Errorf("journals %v %v", left, err)
	}
}

// fillUp writes a file until there is no room for another byte.
func fillUp(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for block := make([]byte, 1<<16); len(block) > 0; {
		if _, err := file.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
}
