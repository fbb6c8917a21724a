package safetext

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// reference finds a character reference of Markdown, such as "&#27;": another way
// to write a character, and so another way for one to reach a terminal.
var reference = regexp.MustCompile(`&(#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,32});`)

// Markdown is Screen for a text that is going to be rendered: it leaves out also the
// references to what Screen leaves out or replaces.
func Markdown(s string) string {
	return WithoutReferences(Screen(s), func(r rune) bool { return table[Of(r)].screen == kept }, func(string, string) {})
}

// WithoutReferences leaves out the character references to what may not stand in a
// text of Markdown, and tells of each with the text before it. What is left may form
// a new reference, as in "&#2&#27;7;": that one is left out, too.
func WithoutReferences(s string, may func(rune) bool, left func(before, ref string)) string {
	for strings.IndexByte(s, '&') >= 0 {
		var b strings.Builder
		from := 0
		for _, at := range reference.FindAllStringIndex(s, -1) {
			if ref := s[at[0]:at[1]]; !mayReference(ref, may) {
				left(s[:at[0]], ref)
				b.WriteString(s[from:at[0]])
				from = at[1]
			}
		}
		if from == 0 {
			break
		}
		b.WriteString(s[from:])
		s = b.String()
	}
	return s
}

func mayReference(ref string, may func(rune) bool) bool {
	for _, r := range html.UnescapeString(ref) {
		// A reference to a forbidden number gives the replacement character,
		// or by the rules of HTML a printable one: neither is what was meant.
		if !may(r) || r == utf8.RuneError {
			return false
		}
	}
	n := len(ref)
	return ref[1] != '#' || n > 6 || !controlReference(ref[2:n-1])
}

// controlReference reports whether the digits of a reference name a C0 or C1
// character, which HTML would read as a Windows character and Markdown as it is.
func controlReference(digits string) bool {
	var r rune
	if digits[0] == 'x' || digits[0] == 'X' {
		if _, err := fmt.Sscanf(digits[1:], "%x", &r); err != nil {
			return false
		}
	} else if _, err := fmt.Sscanf(digits, "%d", &r); err != nil {
		return false
	}
	class := Of(r)
	return class == Control || class == LineEnd
}
