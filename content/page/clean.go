package page

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"goldenthread/content/safetext"
)

// byteOrderMark is put before a file by some editors. It says nothing here.
var byteOrderMark = []byte("\uFEFF")

// Stripped is a character that was left out of a file.
type Stripped struct {
	File string // path in the fs.FS
	Line int    // from 1
	What string // "the escape character U+001B"
}

// clean returns raw without what must never reach a terminal: invalid UTF-8,
// control characters but tab and newline, characters that turn the direction
// of writing, and characters of no width. It tells of each, once a line and
// character, and leaves the lines where they are.
func clean(file string, raw []byte) ([]byte, []Stripped) {
	raw = bytes.TrimPrefix(raw, byteOrderMark)
	if isPlain(raw) {
		return raw, nil
	}
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	}
	raw, found := withoutReferences(file, raw)
	if isClean(raw) {
		return raw, found
	}
	out := make([]byte, 0, len(raw))
	line := 1
	seen := map[string]bool{}
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		name := forbidden(r)
		if r == utf8.RuneError && size == 1 {
			name = fmt.Sprintf("the byte %02X, which is not UTF-8", raw[0])
		}
		if name == "" {
			out = append(out, raw[:size]...)
		} else if key := fmt.Sprint(line, name); !seen[key] {
			seen[key] = true
			found = append(found, Stripped{file, line, name})
		}
		if r == '\n' {
			line++
		}
		raw = raw[size:]
	}
	return out, found
}

// isPlain reports whether raw is printable ASCII without references, as most
// pages are: then there is nothing to look for.
func isPlain(raw []byte) bool {
	for _, b := range raw {
		if (b < ' ' && b != '\n' && b != '\t') || b >= 0x7F || b == '&' {
			return false
		}
	}
	return true
}

func isClean(raw []byte) bool {
	for _, r := range string(raw) {
		if r == utf8.RuneError || forbidden(r) != "" {
			return false
		}
	}
	return true
}

// withoutReferences removes the character references that stand for a forbidden
// character.
func withoutReferences(file string, raw []byte) ([]byte, []Stripped) {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw, nil
	}
	var found []Stripped
	cleaned := safetext.WithoutReferences(string(raw), safetext.InContent, func(before, ref string) {
		found = append(found, Stripped{file, 1 + strings.Count(before, "\n"), "the character reference " + ref})
	})
	return []byte(cleaned), found
}

// forbidden names a character that a file of units may not have, or returns
// nothing.
func forbidden(r rune) string {
	if safetext.InContent(r) {
		return ""
	}
	switch safetext.Of(r) {
	case safetext.Control, safetext.LineEnd:
		switch {
		case r == 0x1B:
			return "the escape character U+001B"
		case r > 0x9F:
			return fmt.Sprintf("the line separator %U", r)
		}
		return fmt.Sprintf("the control character %U", r)
	case safetext.Embedding, safetext.Override:
		return fmt.Sprintf("the character %U, which turns the direction of writing", r)
	case safetext.Breaker, safetext.ByteOrder:
		return fmt.Sprintf("the character %U, which has no width", r)
	}
	return fmt.Sprintf("the character %U, which cannot be seen", r)
}
