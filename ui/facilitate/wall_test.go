package facilitate

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"goldenthread/content"
	"goldenthread/store"
)

// secret is in every private field of the workbook beside the sessions.
const secret = "PRIVATEMARKER"

// fillWorkbook writes the secret into everything that a person can write.
func fillWorkbook(t *testing.T, path string, book *content.Workbook) {
	t.Helper()
	s, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, u := range book.Units()[:6] {
		id, err := s.NewID()
		must(err)
		for _, r := range []store.Revision{
			{Kind: store.KindAnswer, Slot: store.Slot{Step: u.ID.Step(content.Notice), Field: store.FieldAnswer}, Body: store.Body{Text: secret}},
			{Kind: store.KindAnswer, Slot: store.Slot{Step: u.ID.Step(content.Challenge), Field: store.FieldReason1}, Body: store.Body{Text: secret}},
			{Kind: store.KindRating, Slot: store.Slot{Step: u.ID.Step(content.Rate), Field: store.FieldRating}, Body: store.Body{Rating: &store.Rating{Level: 2}}},
			{Kind: store.KindTest, Slot: store.Slot{Step: u.ID.Step(content.Test), Field: store.FieldTest}, Body: store.Body{Test: &store.Test{Who: secret, Ask: secret, Predicted: secret, Heard: secret}}},
			{Kind: store.KindCommitment, Slot: store.Slot{Step: u.ID.Step(content.Commit), Field: store.CommitmentField(id)}, Body: store.Body{Commitment: &store.Commitment{
				ID: id, When: secret, Will: secret, Obstacle: secret, Fallback: secret, Witness: secret, State: store.StateOpen}}},
		} {
			_, err := s.Add(r, "asked "+secret)
			must(err)
		}
		must(s.PutDraft(store.Draft{Kind: store.KindAnswer, Slot: store.Slot{Step: u.ID.Step(content.Interpret), Field: store.FieldAnswer}, Body: store.Body{Text: secret}}, "asked "+secret))
	}
	must(s.SetSetting("profile", secret))
}

// Whatever keys are pressed, at whatever size: no byte of what a room sees, of
// what a console is told, and of the report holds a private word. The workbook is
// not even opened: nobody but this test has touched it.
func TestTheWall(t *testing.T) {
	book, err := theBook()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	workbook := filepath.Join(dir, "workbook.db")
	fillWorkbook(t, workbook, book)
	held, err := store.Open(workbook, store.Options{}) // nobody else can
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	names := []string{
		"right", "left", "n", "p", "enter", "esc", "space", "+", "-", "b", ".", "v", "c", "m", "w", "q", "g", "?", "f1", "tab", "shift+tab", "up", "down",
		"pgup", "pgdown", "backspace", "0", "1", "2", "3", "4", "5", "9", "h", "l", "u", "x", "e", "t", "s", "<", ">", "ctrl+z", "ctrl+g", "a", "z",
	}
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		d := newDriver(t, 60, 17)
		d.env.Folder = filepath.Join(dir, "sessions")
		d.at = d.at.Add(time.Duration(run) * time.Hour)
		look := func() {
			v := d.view()
			frame, err := json.Marshal(d.frame)
			if err != nil {
				rt.Fatal(err)
			}
			for _, seen := range []string{v.Content, v.WindowTitle, string(frame)} {
				if strings.Contains(seen, secret) {
					rt.Fatalf("a private word is seen:\n%s", seen)
				}
			}
			if v.ProgressBar != nil || v.OnMouse != nil {
				rt.Fatal("something else is shown")
			}
		}
		agendas := []content.AgendaID{"", senior, "accountability", "across-levels", "half-day", "whole-staff", "disciplines/vision", "purpose/culture", "G1", "G2", "G3"}
		agenda := rapid.SampledFrom(agendas).Draw(rt, "agenda")
		if rapid.Bool().Draw(rt, "started") && agenda != "" {
			d.start(agenda, fmt.Sprint("Group ", run%3), 60, 17)
		} else {
			d.open(agenda, 60, 17)
		}
		for range rapid.IntRange(1, 80).Draw(rt, "keys") {
			switch rapid.IntRange(0, 20).Draw(rt, "kind") {
			case 0:
				d.send(tea.WindowSizeMsg{Width: rapid.IntRange(1, 200).Draw(rt, "width"), Height: rapid.IntRange(1, 60).Draw(rt, "height")})
			case 1:
				d.pass(time.Duration(rapid.IntRange(0, 400).Draw(rt, "seconds")) * time.Second)
			case 2:
				d.send(tea.PasteMsg{Content: rapid.StringMatching(`[ -~\x00-\x1f\x{80}-\x{9f}]{0,20}`).Draw(rt, "paste")})
			default:
				d.press(rapid.SampledFrom(names).Draw(rt, "key"))
			}
			look()
			if d.quit {
				break
			}
		}
		if err := d.model.close(); err != nil {
			rt.Fatal(err)
		}
	})
}

// What is typed cannot steer the terminal: no control character reaches it, by
// keys or by pasting, in any field.
func TestWhatIsTypedCannotSteer(t *testing.T) {
	hostile := "a\x1b]0;title\x07\x1b[2J\u009b31m\u202e\u2066b\x00\x7fc"
	d := newDriver(t, 60, 17)
	d.start(senior, "Senior team", 60, 17)
	for _, panel := range []string{"c", "w"} {
		d.press(panel)
		for _, r := range hostile {
			d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		d.send(tea.PasteMsg{Content: hostile})
		d.press("enter", "tab")
		d.send(tea.PasteMsg{Content: hostile})
		d.press("enter", "enter", "enter", "enter", "esc", "esc")
	}
	if len(d.running().session.Cards()) == 0 {
		t.Fatal("nothing was typed")
	}
	d.press("c", "esc")
	for _, size := range sizes {
		d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for _, shown := range append(d.frame.Shown, d.frame.Note) {
			for _, r := range shown {
				if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
					t.Fatalf("%U reaches the console: %q", r, shown)
				}
			}
		}
		content := d.view().Content
		for _, bad := range []string{"\x1b]", "\x07", "\u009b", "\x1b[2J", "\u202e", "\u2066", "\x00", "\x7f"} {
			if strings.Contains(content, bad) {
				t.Errorf("%q reaches the terminal", bad)
			}
		}
	}
}
