package typed

import (
	"strconv"
	"strings"
)

// blocks reads a text line by line, and knows the lists that are open.
type blocks struct {
	flat bool   // there are no lists
	open []item // the items that the line before was in, the outermost first
	text bool   // the line before is one of a paragraph
}

// item is the newest item of a list.
type item struct {
	marker
	column int // of its text
}

// beginning says how a line begins: with head in place of what is before from, and with
// a backslash before each of the offsets.
type beginning struct {
	head    string
	from    int
	escapes []int
}

// line returns how to begin a line.
func (b *blocks) line(line string) beginning {
	if line == "" {
		b.text = false
		return beginning{}
	}
	rest := strings.TrimLeft(line, " \t")
	begin := beginning{head: line[:len(line)-len(rest)], from: len(line) - len(rest)}
	if len(begin.head) > 3 || strings.Contains(begin.head, "\t") {
		begin.head = "   " // deeper would be code
	}
	m, listed := markerOf(rest)
	for listed && b.begins(m, len(begin.head)) {
		begin.head += rest[:m.size] + strings.Repeat(" ", m.blanks)
		b.open = append(b.open, item{m, len(begin.head)})
		rest = strings.TrimLeft(rest[m.size:], " \t")
		begin.from = len(line) - len(rest)
		b.text = false
		m, listed = markerOf(rest)
	}
	if !b.text {
		b.open = b.open[:b.depth(len(begin.head))]
	}
	for _, at := range opening(rest) {
		begin.escapes = append(begin.escapes, begin.from+at)
	}
	if listed {
		begin.escapes = append(begin.escapes, begin.from+m.size-1)
	}
	b.text = true
	return begin
}

// depth returns how many of the open items a column is in.
func (b *blocks) depth(column int) int {
	for i, in := range b.open {
		if column < in.column {
			return i
		}
	}
	return len(b.open)
}

// begins reports whether a marker at a column may stay one. If so, the items are closed
// in which its item is not. A number that would be shown as another may not: a list
// counts on from its first.
func (b *blocks) begins(m marker, column int) bool {
	const mostNested = 20 // more is nobody's list, and slow to read
	depth := b.depth(column)
	switch {
	case depth >= mostNested:
		return false
	case b.flat || m.blanks == 0 || m.zero:
		return false
	case depth < len(b.open) && b.open[depth].sign == m.sign:
		if m.ordered && m.number != b.open[depth].number+1 {
			return false
		}
	case depth == len(b.open) && b.text && m.ordered && m.number != 1:
		return false // it would be no list
	}
	b.open = b.open[:depth]
	return true
}

// marker holds the sign or number that begins an item of a list.
type marker struct {
	sign    byte // '-', '*' or '+', or what ends a number
	ordered bool
	number  int
	zero    bool // the number begins with a zero, which would not be shown
	size    int  // bytes
	blanks  int  // to put behind it; 0 if nothing follows
}

// markerOf returns the marker that a line begins with.
func markerOf(s string) (m marker, ok bool) {
	const mostDigits, mostBlanks = 9, 4
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case onlyRule(s):
		return m, false
	case digits > 0 && digits <= mostDigits && digits < len(s) && (s[digits] == '.' || s[digits] == ')'):
		m = marker{sign: s[digits], ordered: true, zero: digits > 1 && s[0] == '0', size: digits + 1}
		m.number, _ = strconv.Atoi(s[:digits])
	case digits == 0 && s != "" && strings.IndexByte("-*+", s[0]) >= 0:
		m = marker{sign: s[0], size: 1}
	default:
		return m, false
	}
	behind := s[m.size:]
	gap := behind[:len(behind)-len(strings.TrimLeft(behind, " \t"))]
	switch m.blanks = len(gap); {
	case gap == "" && behind != "":
		return m, false // "3.5", "-5"
	case m.blanks > mostBlanks || strings.Contains(gap, "\t"):
		m.blanks = 1 // more would begin code
	}
	return m, true
}

// opening returns where to escape a line that begins something that is neither a
// paragraph nor a list.
func opening(s string) (at []int) {
	switch {
	case onlyRule(s):
		for i := range len(s) {
			if i == 0 || s[i] == '*' || s[i] == '_' {
				at = append(at, i)
			}
		}
	case strings.HasPrefix(s, ">"):
		at = []int{0}
	case strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~"):
		at = []int{0, 1, 2}
	case strings.HasPrefix(s, "#"):
		level := len(s) - len(strings.TrimLeft(s, "#"))
		if level <= 6 && (level == len(s) || s[level] == ' ' || s[level] == '\t') {
			at = []int{0}
		}
	}
	return at
}

// onlyRule reports whether a line has nothing but what rules, underlines of
// headings and tables are drawn with.
func onlyRule(s string) bool {
	return s != "" && strings.ContainsRune("-=*_|:+", rune(s[0])) && strings.Trim(s, "-=*_|:+ \t") == ""
}
