package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/store"
)

// steering has one of each kind of character that no door out lets through, and a
// style that the theme does not have. It begins with a letter and a blank, so that
// it is not taken for something to be left out.
const steering = "A \x1b[8mhid\x1b]0;title\a\x1b]52;c;cm0=\x1b\\\u009b8mC1\u202Eturned\u2066open\u2067\r\v\u2028\x7f\U000E0041\uFEFF &#27;[8m &#x202e; &#x9b;8m z"

// poisoned returns a record in which every text that a person wrote steers.
func poisoned(t *testing.T, r store.Record) store.Record {
	t.Helper()
	body := func(b *store.Body) {
		texts := []*string{}
		if b.Text != "" {
			texts = append(texts, &b.Text)
		}
		if c := b.Commitment; c != nil {
			texts = append(texts, &c.When, &c.Will, &c.Obstacle, &c.Fallback, &c.Witness)
			for i := range c.Log {
				texts = append(texts, &c.Log[i].Note)
			}
		}
		if one := b.Test; one != nil {
			texts = append(texts, &one.Who, &one.Ask, &one.Predicted, &one.Heard)
		}
		if b.Tension != nil {
			texts = append(texts, &b.Tension.Note)
		}
		for _, text := range texts {
			*text = steering + *text
		}
	}
	renamed := map[string]string{"": ""}
	for i := range r.Wordings {
		w := &r.Wordings[i]
		w.Text = steering + w.Text
		renamed[w.Name] = store.WordingOf(w.Text)
		w.Name = renamed[w.Name]
	}
	for i := range r.Revisions {
		body(&r.Revisions[i].Body)
		r.Revisions[i].Wording = renamed[r.Revisions[i].Wording]
	}
	for i := range r.Drafts {
		body(&r.Drafts[i].Body)
		r.Drafts[i].Wording = renamed[r.Drafts[i].Wording]
	}
	return r
}

var styles = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// checkSafe fails if what a model shows could steer the terminal. It looks at the
// view itself, before the program's last door.
func checkSafe(t *testing.T, where string, v tea.View) {
	t.Helper()
	bare := styles.ReplaceAllString(v.Content, "")
	for _, line := range strings.Split(v.Content, "\n") {
		if ansi.StringWidth(line) > 80 {
			t.Errorf("%s: too wide: %+q", where, line)
		}
	}
	if n := strings.Count(v.Content, "\n"); n >= 24 {
		t.Errorf("%s: %d lines", where, n+1)
	}
	if strings.Contains(v.Content, "\x1b[8m") || safetext.Screen(bare) != bare || safetext.Name(v.WindowTitle) != v.WindowTitle {
		for line := range strings.SplitSeq(v.Content, "\n") {
			if bare := styles.ReplaceAllString(line, ""); strings.Contains(line, "\x1b[8m") || safetext.Screen(bare) != bare {
				t.Errorf("%s: %+q", where, line)
			}
		}
	}
}

// TestNothingKeptSteersTheTerminal opens every kind of place of a workbook in whose
// texts, questions and path everything steers.
func TestNothingKeptSteersTheTerminal(t *testing.T) {
	from := newDriver(t, 80, 24)
	committed(from)
	from.press("tab")
	from.write("What works already.")
	from.press("shift+tab", "shift+tab")
	from.write("Somebody in the office")
	from.press("esc", "esc", "esc")
	record, err := from.store.Record(nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &driver{t: t, clock: from.clock, env: map[string]string{}, path: filepath.Join(t.TempDir(), "a\x1b[8m\u202E\u009b8mb", "w.db")}
	if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
		t.Skip("no such names here: ", err)
	}
	d.open("", 80, 24)
	t.Cleanup(func() { d.store.Close() })
	done, err := d.store.Import(poisoned(t, record))
	if err != nil || done.Steering == 0 || done.Revisions == 0 {
		t.Fatalf("imported %+v: %v", done, err)
	}
	d.clock.pass(30 * 24 * 3600e9) // what was planned is due
	book := d.app.env.Book
	unit := book.Units()[0]
	places := []string{"", "privacy", "mind", string(unit.ID.Framework()), string(unit.ID), string(unit.ID) + "/close", "back/", "back/" + string(unit.ID), "path/check-in", "path/forty-five"}
	for _, stage := range content.Stages {
		places = append(places, string(unit.ID.Step(stage)))
	}
	for _, r := range record.Revisions {
		if r.Kind == store.KindCommitment {
			places = append(places, "due/"+strings.TrimPrefix(r.Field, "commitment/"))
		}
	}
	for _, place := range places {
		d.store.Close()
		d.open(place, 80, 24)
		checkSafe(t, place, d.app.View())
		for _, key := range []string{"down", "enter", "enter", "right", "tab", "l", "f1", "esc", "down", "enter", "ctrl+o", "esc"} {
			d.press(key)
			checkSafe(t, place+" "+key, d.app.View())
		}
	}
}
