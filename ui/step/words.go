package step

import (
	"unicode"
	"unicode/utf8"
)

// lowerFirst makes a sentence fit for the inside of another.
func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}
