// Package letter begins a text with a capital, in any script. It knows nothing of
// ours: the content and every face of the program use it.
package letter

import (
	"unicode"
	"unicode/utf8"
)

// Capital returns a text whose first letter is a capital: "écoute" becomes
// "Écoute". The marks that belong to the letter stay on it, and every other byte
// stays as it is, also of a text that is no valid UTF-8.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	title := unicode.ToTitle(first) // of the Georgian letters, the upper case is for whole words only
	if title == first || first == utf8.RuneError {
		return text
	}
	return string(title) + text[size:]
}
