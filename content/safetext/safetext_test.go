package safetext

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// proper are texts that people write: every door for text gives them back byte
// for byte.
var proper = []string{
	"Who spoke first?", "déjà vu – “so”", "e\u0301 decomposed", "日本語 葛\U000E0100城", "한국어", "1️⃣", "☎︎ ☎️",
	"مرحبا بالعالم", "می\u200cخواهم", "שלום \u200Fעולם\u200E!", "\u061Cنص", "क्\u200dष क्ष", "ශ්\u200dරී", "ভাষা", "ภาษา\u200Bไทย", "ភាសា\u200Bខ្មែរ",
	"👩‍👩‍👧‍👦", "👨🏽‍🚀", "🏳️‍🌈", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "🇳🇱",
	"Zusammen\u00ADarbeit", "\uE000", "a\tb\n\nc", "ⵣ", "𝔸", "\uFFFD",
}

// naughty are pieces that no door lets through as they are.
var naughty = []string{
	"\x1b[31m", "\x1b]0;title\a", "\x1b]52;c;cm0=\x1b\\", "\x1b[2J", "\x00", "\b", "\x7f", "\u0080", "\u0085", "\u0090", "\u009b31m", "\u009d0;x\u009c",
	"\u202D", "\u202E", "\u202A", "\u202B", "\u202C", "\u2066", "\u2067", "\u2068", "\u2069", "\u2028", "\u2029", "\r", "\v", "\f",
	"\uFEFF", "\U000E0041", "\U000E0001", "\U000E007F", "\u206A", "\uFFFA", "\uFFFE", "\U0010FFFF", "\xff", "\xed\xa0\x80", "\xe2\x80", "\x9b",
}

var doors = map[string]func(string) string{"Typed": Typed, "Screen": Screen, "Document": Document}

// TestProper: what people write passes every door for text byte for byte, and JSON
// leaves it as it is.
func TestProper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom(proper)).Draw(t, "text"), " ")
		for name, door := range doors {
			if got := door(s); got != s {
				t.Fatalf("%s(%q) = %q", name, s, got)
			}
		}
		if got := encode(t, s); got != `"`+s2(s)+`"` {
			t.Fatalf("JSON(%q) = %s", s, got)
		}
		if Steers(s) {
			t.Fatalf("%q is said to steer", s)
		}
	})
}

// s2 escapes what every encoder of JSON escapes.
func s2(s string) string {
	return strings.NewReplacer("\t", `\t`, "\n", `\n`, `"`, `\"`, `\`, `\\`).Replace(s)
}

func encode(t interface{ Fatal(...any) }, s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(string(JSON(b.Bytes())), "\n")
}

// text draws what people write mixed with what nobody does.
func text(t *rapid.T) string {
	return strings.Join(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(proper), rapid.SampledFrom(naughty), rapid.String())).Draw(t, "text"), "")
}

// TestDoorsOut: nothing that could steer a terminal or turn what is around it gets
// through a door out, and what has got through gets through again.
func TestDoorsOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := text(t)
		for name, door := range map[string]func(string) string{"Screen": Screen, "Document": Document, "Name": Name, "Writer": written} {
			got := door(s)
			if found := harm(got, name == "Document"); found != "" {
				t.Fatalf("%s(%q) = %q has %s", name, s, got, found)
			}
			if again := door(got); again != got {
				t.Fatalf("%s(%q) = %q", name, got, again)
			}
		}
		if got := encode(t, s); utf8.ValidString(s) {
			var back string
			if err := json.Unmarshal([]byte(got), &back); err != nil || back != s {
				t.Fatalf("%s gives back %q, %v", got, back, err)
			} else if found := harm(got, false); found != "" {
				t.Fatalf("JSON(%q) = %s has %s", s, got, found)
			}
		}
		if name := Name(s); strings.ContainsAny(name, "\n\t\u200B\u200E") {
			t.Fatalf("Name(%q) = %q", s, name)
		}
	})
}

func written(s string) string {
	var b strings.Builder
	w := NewWriter(&b)
	for i := range len(s) {
		_, _ = w.Write([]byte(s[i : i+1]))
	}
	_, _ = w.Write([]byte("."))
	return strings.TrimSuffix(b.String(), ".")
}

// harm names what may be in no text that has come out: written without the table, so
// that a hole in that is found.
func harm(s string, pairs bool) string {
	if !utf8.ValidString(s) {
		return "bytes that are not UTF-8"
	}
	open := 0
	var before rune
	for _, r := range s {
		switch {
		case r == '\t':
		case r < ' ' && r != '\n', r >= 0x7F && r < 0xA0, r == 0x2028, r == 0x2029, r == 0x202D, r == 0x202E, r == 0xFEFF,
			r >= 0x206A && r <= 0x206F, r >= 0xFFF9 && r <= 0xFFFB, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
			return fmt.Sprintf("%U", r)
		case r >= 0xE0000 && r <= 0xE007F && before != 0x1F3F4 && (before < 0xE0030 || before > 0xE007A):
			return fmt.Sprintf("%U", r)
		case !pairs && (r >= 0x202A && r <= 0x202C || r >= 0x2066 && r <= 0x2069):
			return fmt.Sprintf("%U", r)
		case r == 0x202C || r == 0x2069:
			if open--; open < 0 {
				return fmt.Sprintf("%U that closes nothing", r)
			}
		case r >= 0x202A && r <= 0x202B || r >= 0x2066 && r <= 0x2068:
			open++
		case r == '\n' && open > 0:
			return "a line that ends open"
		}
		before = r
	}
	if open > 0 {
		return "an end that is open"
	}
	return ""
}

// TestStyled: styles stay, and nothing else that begins with ESC.
func TestStyled(t *testing.T) {
	for s, want := range map[string]string{
		"\x1b[1;38:2::1mbold\x1b[m and more":  "\x1b[1;38:2::1mbold\x1b[m and more",
		"\x1b[2Jgone\x1b[31mred\x1b]0;P\a":    "[2Jgone\x1b[31mred]0;P",
		"\x1b\x1b[mx\x1b[":                    "\x1b[mx[",
		"\x1b[1mשלום\u202E\u009b31m\x1b[m\n.": "\x1b[1mשלום31m\x1b[m\n.",
	} {
		if got := Styled(s); got != want {
			t.Errorf("Styled(%q) = %q; expected %q", s, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := text(t)
		if got := Styled(s); Styled(got) != got || harm(strings.ReplaceAll(got, "\x1b", ""), false) != "" {
			t.Fatalf("Styled(%q) = %q", s, got)
		}
	})
}

// TestTyped: what comes in has no control character, keeps all else, and comes in
// again as it is.
func TestTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := text(t)
		got := Typed(s)
		if Typed(got) != got || !utf8.ValidString(got) {
			t.Fatalf("Typed(%q) = %q", s, got)
		}
		left := func(r rune) bool {
			class := Of(r)
			return class == Control || class == Override || class == LineEnd || r == '\n' || r == utf8.RuneError
		}
		drop := func(s string) string {
			return strings.Map(func(r rune) rune {
				if left(r) {
					return -1
				}
				return r
			}, s)
		}
		if drop(got) != drop(s) {
			t.Fatalf("Typed(%q) = %q", s, got)
		}
	})
	for s, want := range map[string]string{
		"a\r\nb\rc\vd\u2028e": "a\nb\nc\nd\ne", "\x1b[31mred\a": "[31mred", "a\u202Eb\u2067c\u2069": "ab\u2067c\u2069", "caf\xe9": "caf\uFFFD",
	} {
		if got := Typed(s); got != want {
			t.Errorf("Typed(%q) = %q; expected %q", s, got, want)
		}
	}
	if got := TypedLine(" a\u2029b \t c\x1b "); got != "a b c" {
		t.Errorf("got %q", got)
	}
}

func TestDocumentPairs(t *testing.T) {
	for s, want := range map[string]string{
		"a \u2067שלום\u2069 b":                  "a \u2067שלום\u2069 b",
		"a \u202Bשלום\u202C b":                  "a \u202Bשלום\u202C b",
		"\u2067open":                            "open",
		"\u2067open\nnext\u2069":                "open\nnext",
		"closed\u2069\u202C":                    "closed",
		"\u2067a\u202Bb\u2069c":                 "\u2067ab\u2069c",
		"\u202Ea\u202Cb":                        "ab",
		"\u202B1\u202E2\u202C3\u202C":           "\u202B123\u202C",
		"\u2068\u2067a\u2069":                   "\u2067a\u2069",
		"\u202Ba\u2067b\u202Cc\u2069d\u202C":    "\u202Ba\u2067bc\u2069d\u202C",
		"🏴\U000E0067\U000E0062 no flag":         "🏴 no flag",
		"a\U000E0067\U000E0062\U000E007F hides": "a hides",
	} {
		if got := Document(s); got != want {
			t.Errorf("Document(%q) = %q; expected %q", s, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for s, ok := range map[string]bool{
		"disciplines/mastery/notice": true, "commitment/01JX": true, "übung-1": true, "学校": true, "a b": true, "": true,
		"e\x1b]0;P\a/x": false, "a\u202Eb": false, "a\u200Db": false, "a\nb": false, "a\u00ADb": false, "a\uFEFF": false, "\xff": false, "\uE000": false, "a\U000E0041": false,
	} {
		if got := IsName(s); got != ok {
			t.Errorf("IsName(%q) = %v", s, got)
		}
	}
	for s, want := range map[string]string{
		"a\x1b]0;P\ab": "a\uFFFD]0;P\uFFFDb", "exe.\u202Efdp": "exe.\uFFFDfdp", "می\u200cخواهم.md": "می\u200cخواهم.md", "a \u200Cb": "a \uFFFDb", "👩\u200d👧.db": "👩\u200d👧.db", "a\nb": "a\uFFFDb",
	} {
		if got := Name(s); got != want {
			t.Errorf("Name(%q) = %q; expected %q", s, got, want)
		}
	}
}

// TestSecret: a passphrase gives the same bytes for ever.
func TestSecret(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if want := r >= ' ' && r < 0x7F || r > 0x9F; Secret(r) != want {
			t.Fatalf("Secret(%U) = %v", r, !want)
		}
	}
}

// TestTable: the rows are in the order of the classes, say why, and share no
// character.
func TestTable(t *testing.T) {
	var all []span
	for i, r := range table {
		if int(r.class) != i || r.why == "" {
			t.Errorf("row %d is of class %d: %q", i, r.class, r.why)
		}
		all = append(all, r.ranges...)
	}
	slices.SortFunc(all, func(a, b span) int { return int(a.from - b.from) })
	for i, s := range all {
		if s.to < s.from || i > 0 && s.from <= all[i-1].to {
			t.Errorf("%U to %U overlaps", s.from, s.to)
		}
	}
}

func FuzzDoors(f *testing.F) {
	f.Add(strings.Join(naughty, "a"))
	f.Add(strings.Join(proper, " "))
	f.Fuzz(func(t *testing.T, s string) {
		for name, door := range map[string]func(string) string{"Screen": Screen, "Document": Document, "Name": Name} {
			if found := harm(door(s), name == "Document"); found != "" {
				t.Errorf("%s(%q) has %s", name, s, found)
			}
		}
	})
}

// BenchmarkStyled takes a picture of a screen through the last door, which happens
// after every key.
func BenchmarkStyled(b *testing.B) {
	picture := strings.Repeat("\x1b[38;2;1;2;3m●━━●━━◐━━○\x1b[m  Who around you is visibly still learning?     \n", 30)
	b.SetBytes(int64(len(picture)))
	for b.Loop() {
		Styled(picture)
	}
}
