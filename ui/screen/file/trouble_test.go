package file

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/screen/screentest"
	"goldenthread/ui/trouble"
)

const seen = "The caretaker showed a new colleague the boiler log."

// troubled makes a desk on which the workbook cannot be opened, with the screen that
// says so. There is a snapshot of it, with one of its two answers.
func troubled(t *testing.T, spoil func(path string) error) (*screentest.Desk, *trouble.Rescue) {
	t.Helper()
	d := screentest.New(t, Screens())
	d.Notice("disciplines/mastery", seen)
	_, err := d.Env.Store.Snapshot("")
	d.Pass(time.Hour)
	d.Notice("disciplines/vision", "She asked two questions.")
	if err := errors.Join(err, d.Env.Store.Close(), spoil(d.Path)); err != nil {
		t.Fatal(err)
	}
	d.Env.Store = nil
	open := func(path string, o store.Options) (*store.Store, error) {
		o.Now = d.Env.Now
		st, err := store.Open(path, o)
		if err == nil {
			t.Cleanup(func() { _ = st.Close() })
		}
		return st, err
	}
	_, err = open(d.Path, store.Options{})
	var p *store.Problem
	if !errors.As(err, &p) {
		t.Fatalf("it opens, or fails with %v", err)
	}
	rescue := &trouble.Rescue{Case: trouble.Of(p), Open: open}
	d.Open(route.Trouble{Rescue: rescue})
	return d, rescue
}

func cut(path string) error { return os.Truncate(path, 20000) }

// headless destroys both pages from which everything else is found.
func headless(path string) error {
	file, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	clear(file[:2*os.Getpagesize()])
	return os.WriteFile(path, file, 0o600)
}

// adopted returns the workbook that the App is to go on in.
func adopted(t *testing.T, d *screentest.Desk) nav.Adopt {
	t.Helper()
	if len(d.Said) == 0 {
		t.Fatalf("nothing was opened:\n%s", d.Text())
	}
	return d.Said[len(d.Said)-1].(nav.Adopt)
}

func TestTroubleRestores(t *testing.T) {
	d, _ := troubled(t, cut)
	d.Want("The end of", "was not touched", "r restore the newest snapshot", "s choose a snapshot", "o open another file")
	d.WantFit()
	d.Press("s")
	if _, snapshots := d.Move().(nav.Push).Route.(route.Snapshots); !snapshots {
		t.Error("the snapshots cannot be chosen from")
	}
	d.Click("open another file")
	if _, other := d.Move().(nav.Push).Route.(route.OtherFile); !other {
		t.Error("no other file can be opened")
	}
	d.Press("r")
	if a := adopted(t, d); a.Store == nil || !strings.HasPrefix(a.Said, "Restored: 1 answer, as of 22 November 2026") {
		t.Errorf("%+v", a)
	}
}

// What was salvaged is offered, and put in the place of the damaged file.
func TestTroubleSalvages(t *testing.T) {
	d, rescue := troubled(t, headless)
	d.Press("v")
	d.Want("Saved into", "2 answers", "u use that file in its place")
	d.WantNot("salvage into a new file")
	d.WantFit()
	saved := rescue.Saved.Path
	d.Press("u")
	if a := adopted(t, d); !strings.HasPrefix(a.Said, "Restored: 2 answers") {
		t.Errorf("said: %q", a.Said)
	}
	if _, err := os.Stat(saved); err == nil {
		t.Error("the file in between is still there")
	}
}

// While something is done the screen waits; when it fails it says why.
func TestTroubleWaits(t *testing.T) {
	d, rescue := troubled(t, cut)
	rescue.Working = "Reading every page…"
	d.Resize(screentest.Width, screentest.Height)
	d.Want("Reading every page…")
	d.WantNot("restore the newest snapshot")
	d.Press("r", "v", "enter")
	if len(d.Said) > 0 || len(d.Keys()) > 0 {
		t.Errorf("it does not wait: %v, %v", d.Said, d.Keys())
	}
	d.Send(failedMsg{said: "That did not work: the disk is full."})
	d.Want("That did not work: the disk is full.", "restore the newest snapshot")
	d.Send(failedMsg{now: &trouble.Case{Problem: &store.Problem{}, Happened: "Now it is something else."}})
	d.Want("Now it is something else.")
	if date, alarm := d.Corner(); date != "Sunday 22 November" || alarm {
		t.Errorf("the corner says %q, %t", date, alarm)
	}
}

func TestTroubleTriesAgain(t *testing.T) {
	aside := ""
	d, _ := troubled(t, func(path string) error {
		aside = path + ".aside"
		return os.Rename(path, aside)
	})
	d.Want("There is no workbook at")
	d.Press("t")
	d.Want("There is no workbook at")
	if err := os.Rename(aside, d.Path); err != nil {
		t.Fatal(err)
	}
	d.Press("t")
	if a := adopted(t, d); a.Store == nil || a.Said != "" {
		t.Errorf("%+v", a)
	}
}

func TestSnapshots(t *testing.T) {
	d, rescue := troubled(t, cut)
	d.Open(route.Snapshots{Rescue: rescue})
	d.Want("The file that is there now is kept", "22 November 2026", "1 answer")
	d.WantFit()
	rescue.Working = "Restoring…"
	d.Resize(screentest.Width, screentest.Height)
	d.Want("Restoring…")
	d.Send(failedMsg{said: "That did not work."})
	d.Want("That did not work.")
	d.Press("enter")
	if a := adopted(t, d); !strings.HasPrefix(a.Said, "Restored: 1 answer") || !strings.Contains(a.Said, "is kept as") {
		t.Errorf("said: %q", a.Said)
	}
}

// Only a file that is there is opened; if it is no workbook the screen says so.
func TestOtherFile(t *testing.T) {
	d, rescue := troubled(t, cut)
	d.Open(route.OtherFile{Rescue: rescue})
	d.Want("Which workbook?", filepath.Base(d.Path))
	d.Write("~/none.db")
	d.Press("enter")
	d.Want("There is no file ~/none.db.")
	d.Vars["HOME"] = filepath.Dir(d.Path)
	other := filepath.Join(d.Vars["HOME"], "none.db")
	if err := os.WriteFile(other, []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Press("enter")
	d.Want("is not a workbook.")
	d.WantFit()
	if !d.Top().(nav.Typing).Typing() {
		t.Error("letters are commands")
	}
	if err := os.Remove(other); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(other, store.Options{})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	d.Press("enter")
	if a := adopted(t, d); a.Store.Path() != other {
		t.Errorf("opened: %s", a.Store.Path())
	}
}
