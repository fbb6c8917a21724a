package typed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// escapes holds the offsets of a text before which a backslash is put.
type escapes map[int]bool

// inline finds what would vanish from a line, change its look, or fetch something:
// HTML, entities, links, images, code, and emphasis but of whole words.
func inline(text string, in place) escapes {
	found := escapes{}
	for i := range len(text) {
		next := byte(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		switch c := text[i]; {
		case c == '<' && (isLetter(next) || next == '/' || next == '!' || next == '?'),
			c == '!' && next == '[',
			c == ']' && (next == '(' || next == '['),
			c == ':' && i > 0 && text[i-1] == ']',
			c == '&' && isEntity(text[i+1:]),
			c == '|' && in.cell,
			c == '*' && in.strong,
			c == '\\' && !isLetter(next) && !isDigit(next):
			found[i] = true
		}
	}
	found.code(text)
	for _, mark := range "*_~" {
		found.emphasis(text, byte(mark), in.flat)
	}
	if in.heading {
		found.closing(text)
	}
	return found
}

// code finds the marks of code in lines. One alone marks nothing.
func (e escapes) code(text string) {
	if all := runs(text, '`'); len(all) > 1 {
		e.all(all)
	}
}

func (e escapes) all(runs []run) {
	for _, r := range runs {
		for i := range r.size {
			e[r.at+i] = true
		}
	}
}

// closing finds signs at the end of a heading.
func (e escapes) closing(text string) {
	before := strings.TrimRight(text, "#")
	if n := len(before); n < len(text) && (n == 0 || text[n-1] == ' ') {
		e[n] = true
	}
}

// emphasis finds the marks of emphasis, or of what is struck out, that would act: an
// asterisk between numbers, say. Those around words in one line stay, unless all are
// wanted.
func (e escapes) emphasis(text string, mark byte, all bool) {
	var others []run
	kept := 0
	found := active(text, mark)
	for i := 0; i < len(found); i++ {
		if !all && i+1 < len(found) && found[i].around(text, found[i+1]) {
			kept++
			i++
			continue
		}
		others = append(others, found[i])
	}
	opened := kept > 0
	for _, r := range others {
		if opened && (r.closes || kept > 0) {
			e.all(others)
			return
		}
		opened = opened || r.opens
	}
}

// run is a sign several times.
type run struct {
	at, size      int
	opens, closes bool // emphasis
}

// runs returns the runs of a sign.
func runs(text string, mark byte) (all []run) {
	for i := 0; i < len(text); i++ {
		if text[i] != mark {
			continue
		}
		r := run{at: i}
		for i < len(text) && text[i] == mark {
			i++
		}
		r.size = i - r.at
		all = append(all, r)
	}
	return all
}

// active returns the runs of a sign that open or close emphasis, by the rules of
// CommonMark.
func active(text string, mark byte) (all []run) {
	for _, r := range runs(text, mark) {
		before, _ := utf8.DecodeLastRuneInString(text[:r.at])
		after, _ := utf8.DecodeRuneInString(text[r.at+r.size:])
		if r.at == 0 {
			before = ' '
		}
		if r.at+r.size == len(text) {
			after = ' '
		}
		left := !unicode.IsSpace(after) && (!isSign(after) || unicode.IsSpace(before) || isSign(before))
		right := !unicode.IsSpace(before) && (!isSign(before) || unicode.IsSpace(after) || isSign(after))
		r.opens, r.closes = left, right
		if mark == '_' {
			r.opens = left && (!right || isSign(before))
			r.closes = right && (!left || isSign(after))
		}
		if r.opens || r.closes {
			all = append(all, r)
		}
	}
	return all
}

// around reports whether a run and the next one are around whole words in one line.
func (r run) around(text string, next run) bool {
	return text[r.at] != '~' && r.size == next.size && r.size <= 3 && r.opens && !r.closes && next.closes && !next.opens &&
		!strings.ContainsAny(text[r.at+r.size:next.at], "\n*_`<[\\&")
}

func isSign(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// isEntity reports whether what follows an ampersand makes it another character.
func isEntity(s string) bool {
	name, _, ended := strings.Cut(s, ";")
	return ended && name != "" && strings.IndexFunc(strings.TrimPrefix(name, "#"), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) < 0
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
