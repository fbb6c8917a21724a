package text

import (
	"unicode"
	"unicode/utf8"
)

// kind sorts characters by what a word move stops at.
type kind int

const (
	space kind = iota
	mark
	letter
	han
	kana
)

// WordRight returns the offset of the end of the word at or after off.
func (t *Text) WordRight(off int) int {
	off = t.over(t.clamp(off), func(k kind) bool { return k <= mark })
	k := t.kindAt(off)
	return t.over(off, func(other kind) bool { return other == k && k > mark })
}

// WordLeft returns the offset of the start of the word at or before off.
func (t *Text) WordLeft(off int) int {
	off = t.back(t.clamp(off), func(k kind) bool { return k <= mark })
	if off == 0 {
		return 0
	}
	k := t.kindAt(t.Prev(off))
	return t.back(off, func(other kind) bool { return other == k })
}

// WordStart and WordEnd are WordLeft and WordRight for deleting: they do not leave the paragraph, unless off is at
// its edge already.
func (t *Text) WordStart(off int) int {
	if from, _ := t.Paragraph(off); from < off {
		return max(from, t.WordLeft(off))
	}
	return t.Prev(off)
}

// WordEnd returns the end of the word at or after off, or of the paragraph.
func (t *Text) WordEnd(off int) int {
	if _, to := t.Paragraph(off); to > off {
		return min(to, t.WordRight(off))
	}
	return t.Next(off)
}

// Word returns the offsets of the word, the run of spaces or the run of marks around off. It never holds a newline.
func (t *Text) Word(off int) (from, to int) {
	off = t.clamp(off)
	low, high := t.Paragraph(off)
	if off == high && off > low {
		off = t.Prev(off)
	}
	k := t.kindAt(off)
	same := func(other kind) bool { return other == k }
	return max(low, t.back(off, same)), min(high, t.over(off, same))
}

// over goes on from off as long as the characters are wanted.
func (t *Text) over(off int, want func(kind) bool) int {
	for off < t.Len() && want(t.kindAt(off)) {
		off = t.Next(off)
	}
	return off
}

// back goes back from off as long as the characters before it are wanted.
func (t *Text) back(off int, want func(kind) bool) int {
	for off > 0 {
		prev := t.Prev(off)
		if !want(t.kindAt(prev)) {
			break
		}
		off = prev
	}
	return off
}

// kindAt returns the kind of the cluster at off. A newline and the end of the text are spaces; an apostrophe between
// letters belongs to its word.
func (t *Text) kindAt(off int) kind {
	sp := t.byOffset(off)
	s, i := t.para(sp).text, off-sp.start
	if i == len(s) {
		return space
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if r == '\'' || r == '’' {
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		behind, _ := utf8.DecodeRuneInString(s[i+n:])
		if kindOf(before) == letter && kindOf(behind) == letter {
			return letter
		}
	}
	return kindOf(r)
}

func kindOf(r rune) kind {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return kana
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r == '_':
		return letter
	}
	return mark
}

// Words counts the words: runs without spaces that hold a letter or a digit. In scripts written without spaces
// each ideograph and each run of kana is one.
func (t *Text) Words() int {
	sum := 0
	for i := range t.chunks {
		for j := range t.chunks[i].paras {
			p := &t.chunks[i].paras[j]
			if p.words == 0 {
				p.words = 1 + countWords(p.text)
			}
			sum += p.words - 1
		}
	}
	return sum
}

func countWords(s string) int {
	n, in, was := 0, false, space
	for _, r := range s {
		k := kindOf(r)
		switch {
		case k == space:
			in = false
		case k == han, k == kana && was != kana:
			n, in = n+1, false
		case k == letter && !in:
			n, in = n+1, true
		}
		was = k
	}
	return n
}
