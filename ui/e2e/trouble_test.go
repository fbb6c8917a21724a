//go:build !windows

package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"goldenthread/store"
	"goldenthread/store/related"
)

const boiler = "The caretaker showed a new colleague the boiler log."

// answered makes a workbook with an answer in it, and a snapshot.
func (m *machine) answered() {
	m.t.Helper()
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.writeAll(boiler)
	x.keys("<ctrl+c>")
	x.ends(0)
	m.write(func(st *store.Store) error {
		_, err := st.Snapshot("")
		return err
	})
}

// A damaged file, one key, and the workbook is there again.
func TestDamagedFile(t *testing.T) {
	m := newMachine(t)
	m.answered()
	file, err := os.ReadFile(m.workbook())
	if err != nil {
		t.Fatal(err)
	}
	file = file[:20000]
	if err := os.WriteFile(m.workbook(), file, 0o600); err != nil {
		t.Fatal(err)
	}

	x := m.start(80, 24)
	x.want("missing.", "was not touched", "has 1 answer.", "restore the newest snapshot")
	x.keys("q")
	x.ends(4)
	if s := x.screen(); !s.has("Put it back with: goldenthread restore --newest") || s.alt {
		t.Errorf("it does not say how to go on\n%v", s)
	}
	if now, err := os.ReadFile(m.workbook()); err != nil || !bytes.Equal(now, file) {
		t.Errorf("the damaged file was changed, %v", err)
	}

	x = m.start(80, 24)
	x.want("restore the newest snapshot")
	x.keys("r")
	x.want("Notice", boiler, "Restored: 1 answer")
	x.checkTaken()
	x.keys("<ctrl+c>")
	x.ends(0)
	x.checkRestored()
	m.kept(mastery, "notice", "answer", boiler)
	aside, err := filepath.Glob(m.workbook() + ".damaged-*")
	if err != nil || len(aside) != 1 {
		t.Fatalf("set aside: %v %v", aside, err)
	}
	if now, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(now, file) {
		t.Errorf("the damaged file was changed, %v", err)
	}
}

// Without a snapshot, what is whole in the file itself is saved.
func TestDamagedFileWithoutSnapshots(t *testing.T) {
	m := newMachine(t)
	m.answered()
	if err := os.RemoveAll(related.SnapshotFolder(m.workbook())); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(m.workbook())
	if err != nil {
		t.Fatal(err)
	}
	clear(file[:2*os.Getpagesize()])
	if err := os.WriteFile(m.workbook(), file, 0o600); err != nil {
		t.Fatal(err)
	}
	x := m.start(80, 24)
	x.want("is not a", "salvage into a new file")
	x.keys("v")
	x.want("Saved into workbook.db.saved-", "1 answer.")
	x.keys("u")
	x.want("The five frameworks", "Restored: 1 answer") // the place was not saved
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", boiler)
}

// A workbook that is gone is missed, and not begun anew.
func TestMissingWorkbook(t *testing.T) {
	m := newMachine(t)
	m.answered()
	if err := os.Remove(m.workbook()); err != nil {
		t.Fatal(err)
	}
	x := m.start(80, 24)
	x.want("There is no workbook", "more.", "1 answer,")
	x.keys("<ctrl+c>")
	x.ends(1)
	x = m.start(80, 24)
	x.want("restore the newest snapshot")
	x.keys("<enter>")
	x.want("Notice", boiler)
	x.keys("<ctrl+c>")
	x.ends(0)
	m.kept(mastery, "notice", "answer", boiler)
}

// A closed window leaves the trouble as it is.
func TestWindowClosedOnTrouble(t *testing.T) {
	m := newMachine(t)
	m.answered()
	if err := os.Truncate(m.workbook(), 20000); err != nil {
		t.Fatal(err)
	}
	x := m.start(80, 24)
	x.want("restore the newest snapshot")
	x.hangup()
	x.ends(129)
}
