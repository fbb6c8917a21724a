package phrase

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"time"
)

func TestCount(t *testing.T) {
	for want, got := range map[string]string{
		"0 answers": Count(0, "answer"), "1 answer": Count(1, "answer"), "2 answers": Count(2, "answer"),
		"1 person": Count(1, "person"), "14 people": Count(14, "person"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDays(t *testing.T) {
	at := time.Date(2026, time.October, 4, 14, 3, 59, 0, time.Local)
	if day, moment := Day(at.UTC()), Moment(at.UTC()); day != "4 October 2026" || moment != "4 October 2026, 14:03" {
		t.Errorf("%q, %q", day, moment)
	}
}

func TestSize(t *testing.T) {
	for bytes, want := range map[int64]string{0: "0 KB", 1: "1 KB", 1000: "1 KB", 1001: "2 KB", 999_000: "999 KB", 1_000_000: "1.0 MB", 1_260_000: "1.3 MB"} {
		if got := Size(bytes); got != want {
			t.Errorf("%d bytes: %q, want %q", bytes, got, want)
		}
	}
}

// The innermost reason is said, without the operations and paths around it.
func TestBecause(t *testing.T) {
	err := fmt.Errorf("cli: export: %w", &fs.PathError{Op: "open", Path: "a", Err: errors.New("permission denied")})
	if got := Because(err); got != ": permission denied" {
		t.Errorf("%q", got)
	}
	if got := Because(nil); got != "" {
		t.Errorf("nil: %q", got)
	}
}

func TestLine(t *testing.T) {
	for text, want := range map[string]string{"": "", " one\ttwo\r\n three ": "one two three", "Größe": "Größe"} {
		if got := Line(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{"": "", "which\n unit?": "Which unit?", "no more": "No more.", "é": "É.", "Done.": "Done."} {
		if got := Sentence(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestShellPath(t *testing.T) {
	for path, want := range map[string]string{
		"/home/ann/workbook.db": "/home/ann/workbook.db", "my file": "'my file'", "Ann's": `'Ann'\''s'`, "$HOME": "'$HOME'", "~": "'~'",
	} {
		if got := ShellPath(path); got != want {
			t.Errorf("%q: %s, want %s", path, got, want)
		}
	}
}

// A width is counted in cells, not in bytes.
func TestPad(t *testing.T) {
	for text, want := range map[string]string{"": "    ", "é": "é   ", "學": "學  ", "longer": "longer"} {
		if got := Pad(text, 4); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil, "one two three": {"one two", "three"}, "a /very/long/path b": {"a", "/very/long/path", "b"}, "學學 學": {"學學 學"},
	} {
		if got := Wrap(text, 7); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
