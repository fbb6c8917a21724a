package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "two words\n\tand more", "two words\n\tand more"},
		{"Windows newlines", "a\r\nb\r\n", "a\nb\n"},
		{"old Mac newlines", "a\rb", "a\nb"},
		{"newlines of all kinds", "a\r\r\n\nb", "a\n\n\nb"},
		{"escape sequence", "\x1b[31mred\x1b]0;title\a", "[31mred]0;title"},
		{"other controls", "a\x00b\x08c\x7fd", "abcd"},
		{"C1", "a\u009b31mb\u0085c", "a31mbc"},
		{"bidi overrides and isolates", "\u202eabc\u202c\u2067d\u2069", "abcd"},
		{"marks of direction and joiners stay", "\u200f\u200e\u200d\u200c\u200b\ufeff", "\u200f\u200e\u200d\u200c\u200b\ufeff"},
		{"not UTF-8", "caf\xe9 \x9b[", "caf\uFFFD \uFFFD["},
		{"replacement character itself", "\uFFFD", "\uFFFD"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\r\nb\x1b[0m\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if Clean(got) != got || !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\x1b\r\x7f\u009b\u202e") {
			t.Errorf("Clean(%q) = %q", s, got)
		}
		if utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r == '\r' || unwanted(r) }) && got != s {
			t.Errorf("Clean changed %q to %q", s, got)
		}
	})
}
