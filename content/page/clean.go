package page

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"unicode/utf8"
)

// reference finds a character reference of Markdown, such as "&#27;": another
// way to write a character, and so another way for one to reach a terminal.
var reference = regexp.MustCompile(`&(#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,32});`)

// byteOrderMark is what some editors put before a file. It says nothing here.
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
	raw, found := cleanReferences(file, raw)
	if isClean(raw) {
		return raw, found
	}
	out := make([]byte, 0, len(raw))
	line := 1
	seen := map[string]bool{}
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		name := Forbidden(r)
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
		if r == utf8.RuneError || Forbidden(r) != "" {
			return false
		}
	}
	return true
}

// cleanReferences removes the character references that stand for a
// forbidden character.
func cleanReferences(file string, raw []byte) ([]byte, []Stripped) {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw, nil
	}
	var found []Stripped
	var out []byte
	from := 0
	for _, at := range reference.FindAllIndex(raw, -1) {
		name := forbiddenReference(string(raw[at[0]:at[1]]))
		if name == "" {
			continue
		}
		line := 1 + bytes.Count(raw[:at[0]], []byte("\n"))
		found = append(found, Stripped{file, line, name})
		out = append(out, raw[from:at[0]]...)
		from = at[1]
	}
	if from == 0 {
		return raw, found
	}
	// What is left may form a new reference, as in "&#2&#27;7;".
	rest, more := cleanReferences(file, append(out, raw[from:]...))
	return rest, append(found, more...)
}

func forbiddenReference(ref string) string {
	for _, r := range html.UnescapeString(ref) {
		// A reference to a forbidden number gives the replacement character,
		// or by the rules of HTML a printable one: neither is what was meant.
		if name := Forbidden(r); name != "" || r == utf8.RuneError {
			return "the character reference " + ref
		}
	}
	if n := len(ref); ref[1] == '#' && n <= 6 && controlReference(ref[2:n-1]) {
		return "the character reference " + ref
	}
	return ""
}

// controlReference reports whether the digits of a reference name a C0 or C1
// character, which HTML would read as a Windows character and Markdown as it is.
func controlReference(digits string) bool {
	var n rune
	if digits[0] == 'x' || digits[0] == 'X' {
		if _, err := fmt.Sscanf(digits[1:], "%x", &n); err != nil {
			return false
		}
	} else if _, err := fmt.Sscanf(digits, "%d", &n); err != nil {
		return false
	}
	return Forbidden(n) != ""
}

// Forbidden names a character that must not reach a terminal, or returns
// nothing.
func Forbidden(r rune) string {
	switch {
	case r == '\t' || r == '\n':
		return ""
	case r == 0x1B:
		return "the escape character U+001B"
	case r < 0x20 || r >= 0x7F && r <= 0x9F:
		return fmt.Sprintf("the control character %U", r)
	case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
		return fmt.Sprintf("the character %U, which turns the direction of writing", r)
	case r == 0x200B || r == 0x2060 || r == 0xFEFF:
		return fmt.Sprintf("the character %U, which has no width", r)
	case r == 0x2028 || r == 0x2029:
		return fmt.Sprintf("the line separator %U", r)
	case r >= 0xE0000 && r <= 0xE007F:
		return fmt.Sprintf("the character %U, which cannot be seen", r)
	}
	return ""
}
