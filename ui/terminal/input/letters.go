package input

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// letters returns bytes as text. Those that are no UTF-8 are taken for what they
// most often are, letters of Windows-1252, which has those of Latin-1; guessed is
// true if there were any.
func letters(b []byte) (text string, guessed bool) {
	if utf8.Valid(b) {
		return string(b), false
	}
	var s strings.Builder
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(b[0])
		}
		s.WriteRune(r)
		b = b[size:]
	}
	return s.String(), true
}

// unfinished returns how many bytes at the end of b are the beginning of a
// character.
func unfinished(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}
