package step

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"goldenthread/ui/component/form"
)

// isBlank reports whether a text has nothing in it to read.
func isBlank(text string) bool { return strings.TrimSpace(text) == "" }

// isEmpty is isBlank for a field. A long text is not read for it.
func isEmpty(f *form.Field) bool {
	const longBlank = 1000
	return f.Editor.Len() < longBlank && isBlank(f.Editor.Text())
}

// lowerFirst makes a sentence fit for the inside of another.
func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}
