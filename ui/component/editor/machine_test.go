package editor

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"

	"goldenthread/content/safetext"
)

// pieces make up the random texts.
var pieces = []string{
	"a", "word", "well-known", "-", " ", "   ", "\t", "\n", "\n\n", "\r\n", "\x1b[31m", "\u202e", "\xff", "Don't", "12-13",
	"é", "e\u0301", "\u0301", "\u200d", "\u200b", "\ufeff", "\ufe0f", " \u0301", "https://example.org/a/long/path",
	"👩‍👩‍👧‍👦", "👩", "🇬🇧", "🇬", "👍🏽", "🏽", "1️⃣", "❤️", "नमस्ते", "स्", "ते", "สวัสดี", "你好，世界。", "「かな」", "مرحبا", "שלום", "\u0600", "각", "ᅡ",
}

var methods = []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth}

func texts(most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, "pieces"), "")
	})
}

// boundaries returns the offsets of the cluster boundaries of s, paragraph by paragraph.
func boundaries(s string) []int {
	at := []int{0}
	for _, line := range strings.SplitAfter(s, "\n") {
		for g := graphemes.FromString(line); g.Next(); {
			at = append(at, at[len(at)-1]+len(g.Value()))
		}
	}
	return at
}

// machine is a field beside the plainest model of it: a string, and the strings it was before.
type machine struct {
	m     Model
	s     string
	first string
	clock time.Time
	used  bool // a key was pressed, so the cursor has to be in sight
}

func newMachine(t *rapid.T) *machine {
	k := &machine{m: New(), clock: time.Unix(0, 0)}
	k.m.SetMarks("^", "v")
	k.m.SetNow(func() time.Time { return k.clock })
	k.m.Focus()
	k.m.SetMethod(rapid.SampledFrom(methods).Draw(t, "method"))
	k.m.SetSize(rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height"))
	k.m.SetText(texts(30).Draw(t, "text"))
	k.first = k.m.Text()
	k.s = k.first
	return k
}

// expect runs do and then requires the text want, and a report of a change exactly when there was one.
func (k *machine) expect(t *rapid.T, want string, do func() bool) {
	version := k.m.Version()
	reported := do()
	if got := k.m.Text(); got != want {
		t.Fatalf("text is %q, want %q", got, want)
	}
	if changed := k.m.Version() != version; changed != reported || want != k.s && !changed {
		t.Fatalf("changed %v, reported %v, from %q to %q", changed, reported, k.s, want)
	}
	k.s, k.used = want, true
}

func (k *machine) send(msg tea.Msg) func() bool {
	return func() bool {
		changed, _ := k.m.Update(msg)
		return changed
	}
}

// with returns the text with s in place of the selection.
func (k *machine) with(s string) string {
	from, to := k.m.Selection()
	return k.s[:from] + safetext.Typed(s) + k.s[to:]
}

func (k *machine) typing(t *rapid.T) {
	s := rapid.SampledFrom([]string{"a", "b", " ", "é", "\u0301", "👩", "\u200d", "🇬", "你", "-"}).Draw(t, "key")
	k.clock = k.clock.Add(rapid.SampledFrom([]time.Duration{0, 2 * pause}).Draw(t, "rest"))
	k.expect(t, k.with(s), k.send(tea.KeyPressMsg{Code: []rune(s)[0], Text: s}))
}

func (k *machine) enter(t *rapid.T) {
	k.expect(t, k.with("\n"), k.send(tea.KeyPressMsg{Code: tea.KeyEnter}))
}

func (k *machine) paste(t *rapid.T) {
	s := texts(10).Draw(t, "paste")
	k.expect(t, k.with(s), k.send(tea.PasteMsg{Content: s}))
}

// erase deletes a cluster, or with clusters that take no room the few that belong together.
func (k *machine) erase(t *rapid.T) {
	back := rapid.Bool().Draw(t, "backspace")
	from, to := k.m.Selection()
	cuts := boundaries(k.s)
	at, _ := slices.BinarySearch(cuts, to)
	seen := func(i int) bool { return k.s[cuts[i]] == '\n' || cells(&k.m, k.s[cuts[i]:cuts[i+1]]) > 0 }
	line := func(i int) bool { return k.s[cuts[i]] == '\n' }
	switch {
	case from < to:
	case back && at > 0:
		for at--; at > 0 && !seen(at) && !line(at-1); at-- {
		}
		from = cuts[at]
	case !back && at+1 < len(cuts):
		start := at
		for at++; at+1 < len(cuts) && !line(start) && !seen(at); at++ {
		}
		to = cuts[at]
	}
	key := tea.KeyPressMsg{Code: tea.KeyDelete}
	if back {
		key.Code = tea.KeyBackspace
	}
	k.expect(t, k.s[:from]+k.s[to:], k.send(key))
}

func cells(m *Model, cluster string) int {
	if cluster == "\t" {
		return 1
	}
	return m.text.Method().StringWidth(cluster)
}

// shear deletes by word and line: what is left is the text with one piece missing at the cursor.
func (k *machine) shear(t *rapid.T) {
	key := rapid.SampledFrom([]tea.KeyPressMsg{
		{Code: 'w', Mod: tea.ModCtrl}, {Code: 'd', Mod: tea.ModAlt}, {Code: 'u', Mod: tea.ModCtrl}, {Code: 'k', Mod: tea.ModCtrl},
	}).Draw(t, "key")
	from, to := k.m.Selection()
	was := k.s
	changed, _ := k.m.Update(key)
	k.s, k.used = k.m.Text(), true
	gone := len(was) - len(k.s)
	switch {
	case from < to && k.s == was[:from]+was[to:]:
	case from == to && gone >= 0 && gone <= from && k.s == was[:from-gone]+was[from:]:
	case from == to && gone >= 0 && from+gone <= len(was) && k.s == was[:from]+was[from+gone:]:
	default:
		t.Fatalf("%v at %d..%d made %q of %q", key, from, to, k.s, was)
	}
	if changed != (gone > 0) {
		t.Fatalf("%v: changed %v, %d bytes gone", key, changed, gone)
	}
}

func (k *machine) move(t *rapid.T) {
	key := rapid.SampledFrom([]tea.KeyPressMsg{
		{Code: tea.KeyLeft}, {Code: tea.KeyRight}, {Code: tea.KeyUp}, {Code: tea.KeyDown}, {Code: tea.KeyHome}, {Code: tea.KeyEnd},
		{Code: tea.KeyLeft, Mod: tea.ModCtrl}, {Code: tea.KeyRight, Mod: tea.ModCtrl}, {Code: tea.KeyUp, Mod: tea.ModCtrl},
		{Code: tea.KeyDown, Mod: tea.ModCtrl}, {Code: tea.KeyHome, Mod: tea.ModCtrl}, {Code: tea.KeyEnd, Mod: tea.ModCtrl},
	}).Draw(t, "key")
	if rapid.Bool().Draw(t, "shift") {
		key.Mod |= tea.ModShift
	}
	before, _ := k.m.Selection()
	anchor := k.m.anchor
	k.expect(t, k.s, k.send(key))
	from, to := k.m.Selection()
	if key.Mod.Contains(tea.ModShift) && k.m.anchor != anchor {
		t.Fatalf("%v moved the selection's fixed end from %d to %d", key, before, from)
	}
	if !key.Mod.Contains(tea.ModShift) && from != to {
		t.Fatalf("%v left a selection", key)
	}
}

func (k *machine) mouse(t *rapid.T) {
	x, y := rapid.IntRange(0, 45).Draw(t, "x"), rapid.IntRange(0, 7).Draw(t, "y")
	k.m.Click(x, y, rapid.IntRange(1, 3).Draw(t, "count"), rapid.Bool().Draw(t, "extend"))
	k.m.Drag(rapid.IntRange(-2, 45).Draw(t, "x"), rapid.IntRange(-2, 8).Draw(t, "y"))
	k.m.Release()
	k.m.Wheel(rapid.IntRange(-3, 3).Draw(t, "wheel"))
	k.used = false
}

func (k *machine) clip(t *rapid.T) {
	from, to := k.m.Selection()
	selected, was := k.s[from:to], k.m.clip.text
	if rapid.Bool().Draw(t, "cut") {
		k.expect(t, k.with(""), k.send(tea.KeyPressMsg{Code: 'x', Mod: tea.ModCtrl}))
	} else {
		k.expect(t, k.s, k.send(tea.KeyPressMsg{Code: 't', Mod: tea.ModCtrl}))
	}
	if selected == "" {
		selected = was
	}
	k.expect(t, k.with(selected), k.send(tea.KeyPressMsg{Code: 'v', Mod: tea.ModCtrl}))
}

func (k *machine) undo(t *rapid.T) {
	was := k.s
	if !k.m.Undo() {
		return
	}
	k.s = k.m.Text()
	if rapid.Bool().Draw(t, "redo") {
		k.m.Redo()
		if k.m.Text() != was {
			t.Fatalf("undo and redo made %q of %q", k.m.Text(), was)
		}
		k.s = was
	}
	k.used = true
}

func (k *machine) resize(t *rapid.T) {
	seen := k.m.cursorSeen()
	k.m.SetSize(rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height"))
	k.m.SetMethod(rapid.SampledFrom(methods).Draw(t, "method"))
	k.used = k.used && seen
}

func (k *machine) swap(t *rapid.T) {
	s := texts(20).Draw(t, "text")
	k.expect(t, safetext.Typed(s), func() bool {
		version := k.m.Version()
		k.m.ReplaceAll(s)
		return k.m.Version() != version
	})
}

func (k *machine) find(t *rapid.T) {
	query := rapid.SampledFrom([]string{"A", "word", "é", "e", "世界", "\n", "absent"}).Draw(t, "query")
	found := k.m.Find(query, rapid.Bool().Draw(t, "forward"))
	if got := k.m.Selected(); found && !strings.EqualFold(got, query) {
		t.Fatalf("found %q for %q", got, query)
	}
	k.used = k.used || found
}

// check fails the test unless the invariants hold that every action keeps.
func (k *machine) check(t *rapid.T) {
	if k.m.Text() != k.s {
		t.Fatalf("text is %q, want %q", k.m.Text(), k.s)
	}
	cuts := boundaries(k.s)
	for _, off := range []int{k.m.cursor, k.m.anchor} {
		if _, found := slices.BinarySearch(cuts, off); !found {
			t.Fatalf("%d is within a cluster of %q", off, k.s)
		}
	}
	if k.used && !k.m.cursorSeen() {
		t.Fatalf("the cursor is in row %d, rows %d to %d are in sight", k.m.cursorRow(), k.m.top, k.m.top+k.m.height)
	}
	checkPicture(t, &k.m)
}

type fataler interface{ Fatalf(string, ...any) }

// checkPicture requires a picture of the right size, and the cursor within it.
func checkPicture(t fataler, m *Model) {
	lines := strings.Split(m.View(), "\n")
	if len(lines) != m.height {
		t.Fatalf("%d lines, want %d", len(lines), m.height)
	}
	for _, line := range lines {
		if got := m.text.Method().StringWidth(line); got > m.width {
			t.Fatalf("a line of %d cells in a field of %d: %q", got, m.width, line)
		}
	}
	if x, y, visible := m.CursorXY(); visible && (x < 0 || x >= m.width || y < 0 || y >= m.height) {
		t.Fatalf("cursor at %d,%d in a field of %d by %d", x, y, m.width, m.height)
	}
}

// end goes back to the first text and forth again to the last.
func (k *machine) end(t *rapid.T) {
	for k.m.Undo() {
		k.s = k.m.Text()
		k.check(t)
	}
	if k.s != k.first {
		t.Fatalf("undone to %q, began with %q", k.s, k.first)
	}
}

func TestMachine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newMachine(t)
		t.Repeat(map[string]func(*rapid.T){
			"": k.check, "type": k.typing, "enter": k.enter, "paste": k.paste, "erase": k.erase, "shear": k.shear, "move": k.move,
			"mouse": k.mouse, "clip": k.clip, "undo": k.undo, "resize": k.resize, "swap": k.swap, "find": k.find,
		})
		k.redoAll(t)
		k.end(t)
	})
}

// redoAll undoes everything, does it again, and requires the text that was there.
func (k *machine) redoAll(t *rapid.T) {
	for k.m.Redo() {
	}
	last := k.m.Text()
	for k.m.Undo() {
	}
	for k.m.Redo() {
	}
	if k.s = k.m.Text(); k.s != last {
		t.Fatalf("redone to %q, was %q", k.s, last)
	}
}
