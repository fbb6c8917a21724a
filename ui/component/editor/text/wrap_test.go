package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name  string
		width int
		in    string
		want  string // rows joined by |
	}{
		{"words", 10, "the quick brown fox", "the quick |brown fox"},
		{"exactly full", 9, "the quick", "the quick"},
		{"space after a full row hangs", 9, "the quick fox", "the quick |fox"},
		{"many spaces hang", 5, "ab        cd", "ab        |cd"},
		{"long word", 5, "abcdefghijkl", "abcde|fghij|kl"},
		{"long word after a short one", 5, "a bcdefghijkl", "a |bcdef|ghijk|l"},
		{"hyphen", 8, "a well-known x", "a well-|known x"},
		{"no break in numbers", 8, "about 10-12 x", "about |10-12 x"},
		{"dash", 8, "one—two three", "one—two |three"},
		{"tab", 8, "a\tb\tcde", "a\tb\t|cde"},
		{"leading spaces", 4, "    ab cd", "    |ab |cd"},
		{"Chinese", 8, "你好世界你好世界", "你好世界|你好世界"},
		{"Chinese point stays with its word", 8, "你好世界。再见", "你好世|界。再见"},
		{"Japanese brackets", 9, "あああ「いい」", "あああ|「いい」"},
		{"odd width and wide characters", 3, "你好", "你|好"},
		{"wider than the field", 1, "你a", "你|a"},
		{"family", 4, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦|👩‍👩‍👧‍👦"},
		{"flags", 4, "🇬🇧🇬🇧🇬🇧", "🇬🇧🇬🇧|🇬🇧"},
		{"combining", 2, "e\u0301e\u0301e\u0301", "e\u0301e\u0301|e\u0301"},
		{"space with a mark is no break", 5, "abc \u0301def gh", "abc \u0301d|ef gh"},
		{"no-break space", 8, "ab 10\u00a0km", "ab 10\u00a0km"},
		{"no-break space holds", 7, "ab 10\u00a0km", "ab |10\u00a0km"},
		{"Thai, without spaces, by cluster", 4, "สวัสดี", "สวัสดี"},
		{"Hindi", 4, "नमस्ते दुनिया", "नमस्ते |दुनिया"},
		{"Arabic", 6, "مرحبا بالعالم", "مرحبا |بالعال|م"},
		{"Hebrew", 5, "שלום עולם", "שלום |עולם"},
	} {
		got := New(c.width, ansi.GraphemeWidth)
		got.Set(c.in)
		var rows []string
		for _, r := range allRows(got) {
			rows = append(rows, r.Text)
		}
		if joined := strings.Join(rows, "|"); joined != c.want {
			t.Errorf("%s at %d: %q, want %q", c.name, c.width, joined, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"", 0}, {"  \n\t ", 0}, {"one", 1}, {"don't re-plan it — now", 4}, {"a\nb\n\nc", 3},
		{"3 of 14", 3}, {"你好，世界", 4}, {"カタカナ です", 2}, {"안녕 세계", 2}, {"שלום עולם", 2}, {"naïve café", 2},
	} {
		got := New(10, ansi.WcWidth)
		got.Set(c.in)
		if n := got.Words(); n != c.want {
			t.Errorf("%q: %d words, want %d", c.in, n, c.want)
		}
	}
}

func TestWordMoves(t *testing.T) {
	const s = "Don't stop, now.\n\nFine (really) 日本の 🇬🇧 end"
	got := New(10, ansi.WcWidth)
	got.Set(s)
	walk := func(off int, step func(int) int) string {
		marked, to := []byte(s), []int{}
		for next := step(off); next != off; next = step(off) {
			off = next
			to = append(to, off)
		}
		for i := range to {
			if to[0] < to[len(to)-1] {
				i = len(to) - 1 - i
			}
			marked = append(marked[:to[i]], append([]byte("|"), marked[to[i]:]...)...)
		}
		return string(marked)
	}
	if got, want := walk(0, got.WordRight), "Don't| stop|, now|.\n\nFine| (really|) 日本|の| 🇬🇧 end|"; got != want {
		t.Errorf("right: %q, want %q", got, want)
	}
	if got, want := walk(len(s), got.WordLeft), "|Don't |stop, |now.\n\n|Fine (|really) |日本|の 🇬🇧 |end"; got != want {
		t.Errorf("left: %q, want %q", got, want)
	}
}
