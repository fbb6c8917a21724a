package safetext

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// pass takes a text through a door that does with each class what the door says.
func pass(s string, door func(row) fate) string {
	if unchanged(s, door) {
		return s
	}
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	p := passage{door: door}
	if door(table[Embedding]) == paired {
		p.closed = closed(s)
	}
	p.out.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += p.rune(s[i:], r, size, i)
	}
	return p.out.String()
}

// unchanged reports whether a text can be seen to pass as it is. A tag or half a
// pair has to be looked at more closely.
func unchanged(s string, door func(row) fate) bool {
	for i := 0; i < len(s); {
		if isPrintable(s[i]) {
			i++
			continue
		}
		n := passes(s[i:], door)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// isPrintable reports whether a byte is a printable character of ASCII.
func isPrintable(c byte) bool { return c >= ' ' && c < 0x7F }

// passes returns the length of the character with which s begins, if it passes as
// it is, else 0.
func passes(s string, door func(row) fate) int {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 || door(table[Of(r)]) != kept {
		return 0
	}
	return size
}

// passage is a text on its way through a door.
type passage struct {
	door   func(row) fate
	out    strings.Builder
	closed map[int]bool // the offsets of embeddings and isolates that may stay
	last   rune         // the last character that was kept
}

// rune takes the character at an offset, with which s begins, through the door. It
// returns how many bytes of s it was.
func (p *passage) rune(s string, r rune, size, offset int) int {
	what := p.door(table[Of(r)])
	switch what {
	case newline:
		p.put('\n', kept)
		if strings.HasPrefix(s, "\r\n") {
			return 2
		}
		return size
	case paired:
		if what = dropped; p.closed[offset] {
			what = kept
		}
	case inFlag:
		if n := flagTags(p.last, s); n > 0 {
			p.out.WriteString(s[:n])
			p.last = r
			return n
		}
		what = p.door(table[ByteOrder]) // as this door treats what nobody should see
	case inWord:
		if what = replaced; p.last > ' ' && p.last != utf8.RuneError && !unicode.IsSpace(p.last) && Of(p.last) == Plain {
			what = kept
		}
	}
	p.put(r, what)
	return size
}

func (p *passage) put(r rune, what fate) {
	switch what {
	case kept:
		p.out.WriteRune(r)
		p.last = r
	case replaced:
		p.out.WriteRune(utf8.RuneError)
		p.last = utf8.RuneError
	case escaped:
		if r > 0xFFFF {
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&p.out, `\u%04x\u%04x`, high, low)
			return
		}
		fmt.Fprintf(&p.out, `\u%04x`, r)
	}
}

// flagTags returns how many bytes of tags s begins with, when they make a flag with
// the character before them: three to six letters and digits, and the end.
func flagTags(before rune, s string) int {
	const blackFlag, least, most, end = 0x1F3F4, 3, 6, 0xE007F
	if before != blackFlag {
		return 0
	}
	n := 0
	for i, r := range s {
		letter := r >= 0xE0061 && r <= 0xE007A || r >= 0xE0030 && r <= 0xE0039
		switch {
		case r == end && n >= least:
			return i + utf8.RuneLen(r)
		case !letter || n == most:
			return 0
		}
		n++
	}
	return 0
}
