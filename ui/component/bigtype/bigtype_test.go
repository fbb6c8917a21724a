package bigtype

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestSet(t *testing.T) {
	rows, ok := Set("10:2", 16, 5)
	want := strings.Join([]string{
		" ▄█  ▗█▌     ▟█▙",
		"  █  ▛▗█  ▄  ▀ █",
		"  █  ▌▞▜  ▀   ▟▛",
		"  █  █▘▟     ▗▛",
		"  █  ▐█▛  █  ███",
	}, "\n")
	if got := strings.Join(rows, "\n"); !ok || got != want {
		t.Errorf("%v\n%s\nwant\n%s", ok, got, want)
	}
}

func TestSetRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text          string
		width, height int
	}{
		"nothing":           {" ", 80, 20},
		"too long a word":   {"accountability", 40, 40},
		"too many lines":    {"one two three", 20, 12},
		"not in the face":   {"学校 one", 80, 20},
		"half in the face":  {"one اثنان", 80, 20},
		"a sign of control": {"one\x1btwo", 80, 20},
		"no room":           {"a", 0, 0},
	} {
		if rows, ok := Set(c.text, c.width, c.height); ok {
			t.Errorf("%s is drawn:\n%s", name, strings.Join(rows, "\n"))
		}
	}
}

func TestSetBreaksEvenly(t *testing.T) {
	lines, ok := fill(strings.Fields("What would a visitor say this school stands for?"), " ", 30)
	if got := strings.Join(lines, "|"); !ok || got != "What would a visitor say|this school stands for?" {
		t.Error(got)
	}
}

func TestSetWordsKeepsThemWhole(t *testing.T) {
	lines, ok := fill([]string{"A 1 10", "B 2 9", "C 3 8"}, "   ", 16)
	if got := strings.Join(lines, "|"); !ok || got != "A 1 10|B 2 9   C 3 8" {
		t.Error(got)
	}
	if _, ok := SetWords([]string{"A 1 10"}, "   ", 5*Columns, 20); ok {
		t.Error("a word was broken at its blank")
	}
}

// What is drawn fits, and every word is there.
func TestSetNeverCuts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[A-Za-zÀ-ÿ’?, ]{0,80}`).Draw(t, "text")
		width, height := rapid.IntRange(0, 200).Draw(t, "width"), rapid.IntRange(0, 60).Draw(t, "height")
		rows, ok := Set(text, width, height)
		if !ok {
			return
		}
		for _, row := range rows {
			if ansi.StringWidth(row) > width || ansi.StringWidth(row) != ansi.StringWidthWc(row) {
				t.Fatalf("%d cells in %d", ansi.StringWidth(row), width)
			}
		}
		if len(rows) > height {
			t.Fatalf("%d rows in %d", len(rows), height)
		}
		lines, _ := fill(strings.Fields(text), " ", width/Columns)
		if strings.Join(lines, " ") != strings.Join(strings.Fields(text), " ") {
			t.Fatalf("%q is set as %q", text, lines)
		}
	})
}

// Every letter of these languages looks like no other.
func TestLettersDiffer(t *testing.T) {
	seen := map[string]rune{}
	for _, r := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ÄÖÜäöüßéèêçñ?!:;,." {
		picture := strings.Join(draw(string(r), 0, height()), "\n")
		if other, known := seen[picture]; known || strings.TrimSpace(picture) == "" {
			t.Errorf("%c looks like %c", r, other)
		}
		seen[picture] = r
	}
}

func BenchmarkSet(b *testing.B) {
	for b.Loop() {
		Set("What would a visitor say this school stands for?", 196, 40)
	}
}
