package editor

import (
	"unicode"
	"unicode/utf8"
)

// Find selects the next match of query, or the one before, and reports whether there is any. It goes on from the
// selection, round the end of the text, and ignores the case of letters.
func (m *Model) Find(query string, forward bool) bool {
	if query == "" {
		return false
	}
	s := m.text.String()
	low, high := m.Selection()
	from, to, ok := 0, 0, false
	if forward {
		if from, to, ok = m.match(s, query, high, len(s)); !ok {
			from, to, ok = m.match(s, query, 0, len(s))
		}
	} else {
		if from, to, ok = m.lastMatch(s, query, low); !ok {
			from, to, ok = m.lastMatch(s, query, len(s)+1)
		}
	}
	if ok {
		m.choose(from, to)
		m.follow()
	}
	return ok
}

// match returns the first match that begins at or after low and before high. A match never cuts a cluster in two.
func (m *Model) match(s, query string, low, high int) (from, to int, ok bool) {
	first, _ := utf8.DecodeRuneInString(query)
	first = fold(first)
	for i := low; i < high; {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if fold(r) == first {
			if n := foldedPrefix(s[i:], query); n > 0 && m.text.Snap(i) == i && m.text.Snap(i+n) == i+n {
				return i, i + n, true
			}
		}
		i += size
	}
	return 0, 0, false
}

// lastMatch returns the last match that begins before high.
func (m *Model) lastMatch(s, query string, high int) (from, to int, ok bool) {
	for low := 0; ; {
		f, t, found := m.match(s, query, low, min(high, len(s)))
		if !found {
			return from, to, ok
		}
		from, to, ok = f, t, true
		low = t
	}
}

// foldedPrefix returns the length in bytes of the prefix of s that equals query but for capitals; 0 when there is
// none.
func foldedPrefix(s, query string) int {
	n := 0
	for _, q := range query {
		r, size := utf8.DecodeRuneInString(s[n:])
		if size == 0 || fold(r) != fold(q) {
			return 0
		}
		n += size
	}
	return n
}

// fold returns the same rune for a capital and its small letter.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}
