package safetext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Typed returns a text that was typed, pasted, or written in an editor beside the
// program, as it is taken in. Line ends become line feeds; control characters and
// overrides are refused. Typed(Typed(s)) == Typed(s).
func Typed(s string) string {
	return pass(s, func(r row) fate { return r.typed })
}

// TypedLine is Typed for a field of one line: line ends, tabs and runs of blanks
// become one space each.
func TypedLine(s string) string { return strings.Join(strings.Fields(Typed(s)), " ") }

// Screen returns a text as a terminal may draw it. It is for one row or several;
// what the text has of embeddings and isolates is left out, since a row may end
// between two of them. Style is put around it afterwards.
func Screen(s string) string { return pass(s, atScreen) }

func atScreen(r row) fate { return r.screen }

// Document returns a text as Markdown, HTML or a text file may have it.
func Document(s string) string {
	return pass(s, func(r row) fate { return r.document })
}

// Name returns a path, a slot, a title or another name on one line, as a terminal
// may draw it inside a sentence. What does not belong in a name is replaced, so
// that it is seen that there is something.
func Name(s string) string {
	return pass(s, func(r row) fate { return r.name })
}

// JSON returns JSON in which every character that could steer a terminal is
// escaped. Whoever reads it gets the same strings.
func JSON(encoded []byte) []byte {
	if isASCII(string(encoded)) { // the encoder has escaped the rest
		return encoded
	}
	return []byte(pass(string(encoded), func(r row) fate { return r.json }))
}

// IsName reports whether s may be the name of a slot, or of a file in a folder of
// units: UTF-8 without control characters, line ends and characters that turn,
// join, tag or are not seen.
func IsName(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return Of(r) != Plain || unicode.In(r, unicode.Cf, unicode.Co)
	})
}

// Steers reports whether a text has something that Document leaves out or
// replaces, beside its line ends.
func Steers(s string) bool {
	ended := pass(s, func(r row) fate {
		if r.class == LineEnd {
			return newline
		}
		return kept
	})
	return Document(s) != ended || !utf8.ValidString(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7F || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
