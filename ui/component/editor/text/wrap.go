package text

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// TabStop is the distance between tab stops, counted from the start of a row.
const TabStop = 4

// wrapper says how wide a row is and how cells are counted.
type wrapper struct {
	width  int
	method ansi.Method
}

// edit holds the known rows of a paragraph from before it was changed.
type edit struct {
	keep  []int // row starts that still hold
	end   int   // the first byte that was there before the edit
	old   []int // the row starts from before
	shift int   // how far the bytes from end on have moved
}

// rewrap returns the offsets at which the second and later rows of s begin. A row's end depends on nothing before its start, so as
// soon as a row begins where one began before the edit, the rest is as it was.
func (w wrapper) rewrap(s string, e edit) []int {
	if len(s) <= w.width && strings.IndexByte(s, '\t') < 0 {
		return nil // no cluster but a tab is wider in cells than in bytes
	}
	from := 0
	if n := len(e.keep); n > 0 {
		from = e.keep[n-1]
	}
	fresh := slices.Clone(e.keep)
	for next := w.row(s, from); next < len(s); next = w.row(s, next) {
		if next >= e.end && len(e.old) > 0 {
			if k, found := slices.BinarySearch(e.old, next-e.shift); found {
				for _, start := range e.old[k:] {
					fresh = append(fresh, start+e.shift)
				}
				return fresh
			}
		}
		fresh = append(fresh, next)
	}
	return fresh
}

// nearby is the number of clusters before a row's end that are searched first for a place to break a long word.
const nearby = 8

// row returns the offset at which the row after the one starting at from begins, len(s) when there is none.
// Spaces never begin a row on their own account: those that do not fit hang over its end.
func (w wrapper) row(s string, from int) int {
	var last [nearby]int // where the clusters just passed begin, in a ring
	for i := range last {
		last[i] = from
	}
	x, count := 0, 0
	for i := from; i < len(s); {
		n, cells := w.step(s, i, x)
		if x+cells > w.width && cells > 0 && i > from && !(n == 1 && blank(s[i])) {
			return w.breakBefore(s, from, last[count%nearby], i, n)
		}
		last[count%nearby] = i
		count++
		x += cells
		i += n
	}
	return len(s)
}

// breakBefore returns the best place in s, after from, for a row to end, when the cluster of n bytes at over no longer
// fits: after a space, else where a word may be broken, else within the word. Clusters that take no room stay at the
// end of a row, since what begins a row must be seen. The cluster at near is a few before over.
func (w wrapper) breakBefore(s string, from, near, over, n int) int {
	at := w.wordStart(s, from, over)
	if at < over {
		at += w.breakWord(s[at:over+n], max(0, near-at), over-at)
	}
	if at == from {
		return over
	}
	for at < over {
		n, cells := w.step(s, at, 0)
		if cells > 0 {
			break
		}
		at += n
	}
	return at
}

// wordStart returns the offset at which the word that ends at over begins, from when the word began with the row.
func (w wrapper) wordStart(s string, from, over int) int {
	for i := over - 1; i >= from; i-- {
		if !blank(s[i]) {
			continue
		}
		if n, _ := w.step(s, i, 0); n == 1 { // else the space carries a mark: no place to break
			return i + 1
		}
	}
	return from
}

// breakWord returns the last place up to over where word may be broken, 0 when there is none. It is looked for after
// near first: that is enough in scripts without spaces, whose words are as long as their paragraphs.
func (w wrapper) breakWord(word string, near, over int) int {
	if isASCII(word) {
		return breakHyphen(word[:over+1])
	}
	const context = 2 // clusters that a rule may have to look back on
	if near > 0 {
		if at := w.breakScript(word[near:], context); at > 0 {
			return near + at
		}
	}
	return w.breakScript(word, 0)
}

// breakScript returns the last place before its last cluster, and after as many as skip, where the line breaking rules
// of Unicode let word be broken; 0 when there is none.
func (w wrapper) breakScript(word string, skip int) int {
	at, i, segment, state, rest := 0, 0, 0, -1, word
	for rest != "" {
		var part string
		part, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		segment += len(part)
		for i < segment && i < len(word) {
			n, _ := w.step(word, i, 0)
			i += n
			skip--
		}
		if i == segment && i < len(word) && skip < 0 {
			at = i
		}
	}
	return at
}

func breakHyphen(word string) int {
	for i := len(word) - 1; i >= 2; i-- {
		if word[i-1] == '-' && isLetter(word[i]) && isLetter(word[i-2]) {
			return i
		}
	}
	return 0
}

// step returns the length in bytes and the width in cells of the cluster at s[i:], drawn x cells from the row's start.
func (w wrapper) step(s string, i, x int) (n, cells int) {
	if s[i] < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
		if s[i] == '\t' {
			return 1, TabStop - x%TabStop
		}
		return 1, 1
	}
	cluster, cells := ansi.FirstGraphemeCluster(s[i:], w.method)
	if s[i] == '\t' { // a cluster of its own, whatever follows
		cells = TabStop - x%TabStop
	}
	return len(cluster), cells
}

func blank(c byte) bool { return c == ' ' || c == '\t' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
