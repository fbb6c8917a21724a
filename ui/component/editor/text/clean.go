package text

import (
	"strings"
	"unicode/utf8"
)

// Clean makes s safe to keep and to draw: CRLF and CR become LF; ESC and the other C0 controls but tab and
// newline, DEL, the C1 controls, and the bidirectional embeddings, overrides and isolates are removed; bytes that
// are not UTF-8 become U+FFFD. Everything else stays byte for byte. Clean(Clean(s)) == Clean(s).
func Clean(s string) string {
	if clean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case unwanted(r):
			return -1
		}
		return r
	}, s)
}

func clean(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c == '\r' || unwanted(rune(c)) {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || unwanted(r) {
			return false
		}
		i += n
	}
	return true
}

// unwanted says of every control but tab, newline and return, and of the characters that could make a text look
// other than it is, that they have no place in an answer.
func unwanted(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n' && r != '\r'
	case r < 0x7f:
		return false
	case r <= 0x9f:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
