package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"
)

// pieces make up the random texts: everything that wrapping and stepping could get wrong, mixed.
var pieces = []string{
	"a", "word", "well-known", "re-", "-", " ", "  ", "\t", "\n", "\n\n", "Don't", "12-13", "https://example.org/a/long/path",
	"é", "e\u0301", "\u0301", "\u200d", "\u200b", "\ufeff", "\ufe0f", "a\u0300\u0301\u0302", " \u0301",
	"👩‍👩‍👧‍👦", "👩", "🇬🇧", "🇬", "🇧", "👍🏽", "🏽", "1️⃣", "❤️", "❤", "नमस्ते", "स्", "ते", "สวัสดีครับ", "你好，世界。", "「日本語」", "かな", "カナ",
	"مرحبا", "שלום", "\u0600", "\u200f", "각", "ᄀ", "ᅡ", "\u00a0", "\u3000", "—", "…", "“", "”", "(", ")", "\u00ad", "\u2028",
}

func texts(max int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, max).Draw(t, "pieces"), "")
	})
}

// boundaries returns the offsets of the cluster boundaries of s, from segmenting every paragraph anew.
func boundaries(s string) []int {
	at := []int{0}
	for _, line := range strings.SplitAfter(s, "\n") {
		for g := graphemes.FromString(line); g.Next(); {
			at = append(at, at[len(at)-1]+len(g.Value()))
		}
	}
	return at
}

func allRows(t *Text) []Row { return slices.Collect(t.RowsFrom(0)) }

// check fails the test unless got holds want and the invariants of every Text.
func check(t *rapid.T, got *Text, want string) {
	if got.String() != want || got.Len() != len(want) {
		t.Fatalf("text is %q of %d, want %q", got.String(), got.Len(), want)
	}
	fresh := New(got.Width(), got.Method())
	fresh.Set(want)
	rows := allRows(got)
	if !slices.Equal(rows, allRows(fresh)) {
		t.Fatalf("wrapped in part %+v\nwrapped at once %+v", rows, allRows(fresh))
	}
	if len(rows) != got.Rows() {
		t.Fatalf("%d rows, Rows says %d", len(rows), got.Rows())
	}
	cuts := boundaries(want)
	for n, r := range rows {
		checkRow(t, got, n, r, cuts)
	}
	for _, c := range got.chunks {
		if len(c.paras) == 0 || len(c.paras) > chunkSize {
			t.Fatalf("a chunk of %d paragraphs", len(c.paras))
		}
	}
}

// Deleting line after line, here and there, leaves no trail of tiny chunks.
func TestChunksStayFew(t *testing.T) {
	got := New(20, ansi.WcWidth)
	got.Set(strings.Repeat("a\n", 40*chunkSize))
	start := 0
	for i := 0; i < len(got.chunks); i++ {
		for len(got.chunks[i].paras) > 4 && start+4 < got.Len() {
			got.Replace(start+2, start+4, "")
		}
		start += got.chunks[i].bytes
	}
	paras := got.Rows()
	if most := 2 + 2*paras/chunkLow; len(got.chunks) > most {
		t.Errorf("%d chunks for %d paragraphs, want at most %d", len(got.chunks), paras, most)
	}
}

func checkRow(t *rapid.T, got *Text, n int, r Row, cuts []int) {
	if _, found := slices.BinarySearch(cuts, r.Start); !found {
		t.Fatalf("row %d begins within a cluster: %q", n, r.Text)
	}
	if got.Row(n) != r {
		t.Fatalf("row %d is %+v, in sequence %+v", n, got.Row(n), r)
	}
	if got.RowOf(r.Start) != n && len(r.Text) > 0 {
		t.Fatalf("row of %d is %d, want %d", r.Start, got.RowOf(r.Start), n)
	}
	for c := range got.Clusters(r) {
		if c.Cells > 0 && c.X > 0 && c.X+c.Cells > got.Width() && c.Text != " " && c.Text != "\t" {
			t.Fatalf("row %d is wider than %d at %q: %q", n, got.Width(), c.Text, r.Text)
		}
	}
}

func TestAgainstAString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := texts(40).Draw(t, "text")
		got := New(rapid.IntRange(1, 30).Draw(t, "width"), rapid.SampledFrom([]ansi.Method{ansi.WcWidth, ansi.GraphemeWidth}).Draw(t, "method"))
		got.Set(model)
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) { check(t, got, model) },
			"replace": func(t *rapid.T) {
				cuts := boundaries(model)
				from := rapid.SampledFrom(cuts).Draw(t, "from")
				to := rapid.SampledFrom(cuts).Draw(t, "to")
				from, to = min(from, to), max(from, to)
				s := texts(12).Draw(t, "new")
				got.Replace(from, to, s)
				model = model[:from] + s + model[to:]
			},
			"resize": func(t *rapid.T) { got.SetWidth(rapid.IntRange(1, 30).Draw(t, "width")) },
			"measure": func(t *rapid.T) {
				got.SetMethod(rapid.SampledFrom([]ansi.Method{ansi.WcWidth, ansi.GraphemeWidth}).Draw(t, "method"))
			},
			"slice": func(t *rapid.T) {
				from, to := rapid.IntRange(0, len(model)).Draw(t, "from"), rapid.IntRange(0, len(model)).Draw(t, "to")
				if want := model[min(from, to):max(from, to)]; got.Slice(min(from, to), max(from, to)) != want {
					t.Fatalf("slice %d %d: want %q", from, to, want)
				}
			},
			"step": func(t *rapid.T) { checkSteps(t, got, boundaries(model)) },
		})
	})
}

// checkSteps walks the text forth and back: the same places, each a boundary, each snapping to itself.
func checkSteps(t *rapid.T, got *Text, cuts []int) {
	var forth []int
	for off := 0; ; off = got.Next(off) {
		forth = append(forth, off)
		if _, found := slices.BinarySearch(cuts, off); !found || got.Snap(off) != off {
			t.Fatalf("%d is no boundary", off)
		}
		if off == got.Len() {
			break
		}
	}
	for i := len(forth) - 1; i > 0; i-- {
		if prev := got.Prev(forth[i]); prev != forth[i-1] {
			t.Fatalf("before %d comes %d, on the way forth it was %d", forth[i], prev, forth[i-1])
		}
	}
}

// Many paragraphs go through the splitting and joining of chunks, which small texts never reach.
func TestManyParagraphs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := strings.Repeat("one line\n", rapid.IntRange(0, 3*chunkSize).Draw(t, "lines"))
		got := New(20, ansi.WcWidth)
		got.Set(model)
		for range 10 {
			from := rapid.IntRange(0, len(model)).Draw(t, "from")
			to := min(len(model), from+rapid.SampledFrom([]int{0, 1, 9, 2000}).Draw(t, "length"))
			s := strings.Repeat("new\n", rapid.SampledFrom([]int{0, 1, 3, 2 * chunkSize}).Draw(t, "lines"))
			got.Replace(from, to, s)
			model = model[:from] + s + model[to:]
			check(t, got, model)
		}
	})
}
