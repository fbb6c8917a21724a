package safetext

import "strings"

// Styled is Screen for a text that has styles already: it keeps what sets a colour
// or a weight, ESC [ numbers m, and no other sequence.
func Styled(s string) string {
	if isStyled(s) { // as every picture is, after every key
		return s
	}
	var b strings.Builder
	plain := 0 // where what has no style begins
	for i := 0; i < len(s); {
		n := styleLength(s[i:])
		if n == 0 {
			i++
			continue
		}
		b.WriteString(Screen(s[plain:i]))
		b.WriteString(s[i : i+n])
		i += n
		plain = i
	}
	if plain == 0 {
		return Screen(s)
	}
	b.WriteString(Screen(s[plain:]))
	return b.String()
}

// isStyled reports whether Styled leaves a text as it is, as far as that can be
// seen from one character at a time.
func isStyled(s string) bool {
	for i := 0; i < len(s); {
		if isPrintable(s[i]) {
			i++
			continue
		}
		n := styleLength(s[i:])
		if n == 0 {
			n = passes(s[i:], atScreen)
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// styleLength returns the length of the style with which s begins, or 0.
func styleLength(s string) int {
	const escape = 0x1B
	if len(s) < 2 || s[0] != escape || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c < '0' || c > ';':
			return 0
		}
	}
	return 0
}
