package ui

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/env"
	"goldenthread/ui/report"
	"goldenthread/ui/step"
)

var moodSlot = store.Slot{Step: mastery.Step(content.Notice), Field: "mood"}

// newMoody starts the program with one row more in each table: a person is asked
// for a mood where they notice.
func newMoody(t *testing.T) *driver {
	t.Helper()
	d := newDriver(t, 100, 30)
	d.kinds = append(store.DefaultKinds(), moodSpec())
	d.rows = append(env.Kinds{moodKind()}, step.Kinds()...)
	d.reopen("disciplines/mastery/notice", 100, 30)
	return d
}

func (d *driver) mood() string {
	d.t.Helper()
	r, found, err := d.store.Latest(moodSlot)
	if err != nil || !found {
		d.t.Fatalf("%t %v", found, err)
	}
	return r.Form.Fields["mood"]
}

func (d *driver) taken() report.From {
	return report.From{Book: d.app.env.Book, Store: d.store, Exports: d.rows.Exports()}
}

// A new kind is saved, comes back after a kill, is revised, listed, looked back on
// and marked, and nothing but its rows had to know it.
func TestAKindIsOneRow(t *testing.T) {
	d := newMoody(t)
	d.want("How are you?", "▫ private")
	d.press("2")
	d.want("[x] 2 calm")
	d.restart(100, 30)
	d.want("[x] 2 calm")
	d.press("esc")
	d.want("Notice", "calm")
	if got := d.mood(); got != "calm" {
		t.Errorf("kept %q", got)
	}
	u, err := insight.OfUnit(d.app.env.Book, d.store, mastery)
	if err != nil || u.State != insight.Begun || u.Bead(content.Notice) != insight.Done {
		t.Errorf("%+v %v", u, err)
	}

	d.reopen("disciplines/mastery/notice", 100, 30)
	d.press("3", "tab")
	if history, err := d.store.History(moodSlot); err != nil || len(history) != 2 || d.mood() != "bright" {
		t.Errorf("%+v %v", history, err)
	}
	d.reopen("back/disciplines/mastery", 100, 30)
	d.want("Mood: bright", "▫ private")
	d.wantNot("Mood: calm")
	d.press("ctrl+p")
	d.want("□ shareable")
	d.reopen("disciplines/mastery/notice", 100, 30)
	d.want("□ shareable")
	d.press("1")
	d.want("▫ private again")
	d.press("ctrl+p")
	d.want("□ shareable")
}

// A new kind is exported for people and for another workbook, and given away where
// it was marked. A workbook that has no row for it refuses it, and loses nothing.
func TestAKindIsTakenAway(t *testing.T) {
	d := newMoody(t)
	d.press("3", "ctrl+p", "esc")
	document, err := report.New(d.taken(), d.clock.now(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var markdown, text bytes.Buffer
	if err := document.Markdown(&markdown); err != nil || !strings.Contains(markdown.String(), "> How are you?\n") || !strings.Contains(markdown.String(), "**Mood:** bright\n") {
		t.Errorf("%v\n%s", err, markdown.String())
	}
	if err := document.JSON(&text); err != nil || !strings.Contains(text.String(), `"mood": "bright"`) {
		t.Errorf("%v\n%s", err, text.String())
	}
	shared, err := report.GatherShared(d.taken(), d.clock.now(), report.Choice{})
	if err != nil || len(shared.Document.Items()) != 1 || !strings.Contains(shared.Document.Items()[0].Text, "bright") {
		t.Errorf("%+v %v", shared, err)
	}

	if _, err := report.Parse(store.DefaultKinds(), text.Bytes()); err == nil || !strings.Contains(err.Error(), `unknown kind "mood"`) {
		t.Errorf("a workbook without the row: %v", err)
	}
	record, err := report.Parse(d.kinds, text.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	other, err := store.Open(filepath.Join(t.TempDir(), "other.db"), store.Options{Now: d.clock.now, Kinds: d.kinds})
	if err != nil {
		t.Fatal(err)
	}
	done, err := other.Import(record)
	if err != nil || done.Revisions != 2 { // the mood, and its mark
		t.Errorf("%+v %v", done, err)
	}
	if r, found, err := other.Latest(moodSlot); err != nil || !found || r.Form.Fields["mood"] != "bright" {
		t.Errorf("%+v %t %v", r, found, err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	without, err := store.Open(other.Path(), store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer without.Close()
	if _, _, err := without.Latest(moodSlot); err == nil {
		t.Error("a mood was read without its row")
	}
	if audit, err := without.Audit(); err != nil || len(audit.Damage) > 0 || audit.Revisions != 2 {
		t.Errorf("%+v %v", audit, err)
	}
}

// A new kind is sealed and unsealed with the rest, saved out of a damaged file, and
// deleted for good.
func TestAKindIsSealedAndForgotten(t *testing.T) {
	d := newMoody(t)
	d.press("3", "esc")
	if d.holds("bright") == 0 {
		t.Fatal("the test shows nothing")
	}
	d.sealed(100, 30)
	d.unlock()
	if left, err := d.store.UnsealedCopies(); err != nil {
		t.Fatal(err)
	} else {
		for _, l := range left {
			if err := d.store.RemoveUnsealedCopy(l); err != nil {
				t.Fatal(err)
			}
		}
	}
	if d.mood() != "bright" || d.holds("bright") != 0 {
		t.Errorf("%s, in %d files", d.mood(), d.holds("bright"))
	}
	if err := d.store.Unseal(); err != nil || d.mood() != "bright" {
		t.Errorf("unsealed: %v", err)
	}

	d.press("ctrl+c")
	if err := d.store.Close(); err != nil {
		t.Fatal(err)
	}
	saved := filepath.Join(t.TempDir(), "saved.db")
	if done, err := store.Salvage(d.path, saved, nil, store.Options{Now: d.clock.now, Kinds: d.kinds}); err != nil || done.Answers != 1 {
		t.Errorf("salvaged: %+v %v", done, err)
	}

	d.clock.pass(time.Minute)
	d.open("back/disciplines/mastery", 100, 30)
	d.press("d")
	surely(d)
	d.want("Deleted for good: 1 answer")
	if _, found, err := d.store.Latest(moodSlot); found || err != nil || d.holds("bright") != 0 {
		t.Errorf("%t %v, in %d files", found, err, d.holds("bright"))
	}
}
