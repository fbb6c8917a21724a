package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/terminal"
)

// BenchmarkKey is one key and the view after it, in an answer of 5 KB and of
// 1 MB.
func BenchmarkKey(b *testing.B) {
	for _, size := range []int{5_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			d := newDriver(b, 80, 24)
			toNotice(d)
			d.send(tea.PasteMsg{Content: strings.Repeat("A line of thought about a school.\n", size/34)})
			d.press("backspace", "x")
			b.ResetTimer()
			for b.Loop() {
				d.app.Update(terminal.KeyPress("x"))
				_ = d.app.View()
			}
		})
	}
}

// BenchmarkView measures drawing the screen in a large window, as after every message.
func BenchmarkView(b *testing.B) {
	for _, scene := range []string{"home", "unit", "rate", "notice", "commit"} {
		b.Run(scene, func(b *testing.B) {
			d := newDriver(b, 200, 60)
			play(scene, d)
			b.ResetTimer()
			for b.Loop() {
				_ = d.app.View()
			}
		})
	}
}

// BenchmarkOpenHome is from an opened store to the first view of home, with
// nothing written and with ten years of answers.
func BenchmarkOpenHome(b *testing.B) {
	for _, revisions := range []int{0, 20_000} {
		b.Run(fmt.Sprint(revisions), func(b *testing.B) {
			d := newDriver(b, 80, 24)
			fillYears(b, d, revisions)
			b.ResetTimer()
			for b.Loop() {
				d.store.Close()
				d.open("", 80, 24)
				_ = d.app.View()
			}
		})
	}
}

// fillYears puts a file with many revisions in the place of the driver's, and
// keeps it for the next run.
func fillYears(b *testing.B, d *driver, revisions int) {
	b.Helper()
	if revisions == 0 {
		return
	}
	d.store.Close()
	d.path = filepath.Join(b.TempDir(), "years.db")
	st, err := store.Open(d.path, store.Options{Now: d.clock.now})
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("What I saw in the corridor on Tuesday. ", 39)
	units := d.app.env.Book.Units()
	for i := range revisions {
		stage := []content.Stage{content.Notice, content.Interpret, content.Challenge}[i%3]
		slot := store.Slot{Step: units[i/3%len(units)].ID.Step(stage), Field: store.FieldAnswer}
		r := store.Revision{Kind: store.KindAnswer, Slot: slot, Visit: 1, Body: store.Body{Text: fmt.Sprint(i, text)}}
		if _, err := st.Add(r, "What did you see?"); err != nil {
			b.Fatal(err)
		}
	}
	d.store = st
}

// BenchmarkResize lays every screen of the stack out anew.
func BenchmarkResize(b *testing.B) {
	d := newDriver(b, 100, 30)
	wroteNotice(d)
	width := 100
	b.ResetTimer()
	for b.Loop() {
		width = 180 - width
		d.app.Update(tea.WindowSizeMsg{Width: width, Height: 30})
		_ = d.app.View()
	}
}
