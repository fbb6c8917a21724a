// Package text holds one long text as paragraphs, and knows where its grapheme clusters, words and visual rows
// begin at a given width. It must not know of a cursor, a key, a style or a screen.
//
// An offset is a byte offset into the whole text. Rows are counted from 0 over the whole text, paragraphs being
// softly wrapped; every row begins at a cluster boundary. Nothing here limits how long a text may be.
package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Text is a text wrapped to a width. The zero value is not ready: use New.
// Its strings have been through safetext.Typed. Set, Replace, SetWidth and SetMethod change it, nothing else.
type Text struct {
	chunks []chunk
	wrap   wrapper
	bytes  int // of all paragraphs, each counted with a newline: one more than Len
	rows   int
	joined string // String's answer, when whole
	whole  bool
}

// New makes an empty text wrapped to width cells, measured by method.
func New(width int, method ansi.Method) *Text {
	t := &Text{wrap: wrapper{width: max(1, width), method: method}}
	t.Set("")
	return t
}

// Set replaces the whole text by s, which has been through safetext.Typed.
func (t *Text) Set(s string) {
	t.chunks = chunked(t.paragraphs(s))
	t.recount()
	t.joined, t.whole = s, true
}

// Len returns the length in bytes.
func (t *Text) Len() int { return t.bytes - 1 }

// Rows returns the number of visual rows, at least 1.
func (t *Text) Rows() int { return t.rows }

// Method returns the method by which the widths of clusters are measured.
func (t *Text) Method() ansi.Method { return t.wrap.method }

// Width returns the number of cells a row may fill.
func (t *Text) Width() int { return t.wrap.width }

// String returns the whole text. It is joined once after a change and then kept.
func (t *Text) String() string {
	if !t.whole {
		t.joined, t.whole = t.Slice(0, t.Len()), true
	}
	return t.joined
}

// Slice returns a copy of the text from one offset to another.
func (t *Text) Slice(from, to int) string {
	from, to = t.clamp(from), t.clamp(to)
	if from >= to {
		return ""
	}
	var b strings.Builder
	b.Grow(to - from)
	for sp := t.byOffset(from); ; {
		p := t.para(sp)
		lo, hi := max(0, from-sp.start), min(len(p.text), to-sp.start)
		b.WriteString(p.text[lo:hi])
		if sp.start+len(p.text) >= to {
			return b.String()
		}
		b.WriteByte('\n')
		sp = t.after(sp)
	}
}

// Replace puts s, which has been through safetext.Typed, in place of the bytes between two offsets.
// Only the paragraphs it touches are wrapped anew, and of a long paragraph only the rows that can differ.
func (t *Text) Replace(from, to int, s string) {
	from, to = t.clamp(from), t.clamp(to)
	first := t.byOffset(from)
	last := first
	if to > first.start+len(t.para(first).text) {
		last = t.byOffset(to)
	}
	head, tail := *t.para(first), *t.para(last)
	cut, rest := from-first.start, to-last.start

	lines := strings.Split(s, "\n")
	n := len(lines) - 1
	shift := len(lines[n]) - rest // by how many bytes the text after the edit moves within its paragraph
	if n == 0 {
		shift += cut
	}
	lines[0] = head.text[:cut] + lines[0]
	lines[n] += tail.text[rest:]

	paras := make([]para, n+1)
	for i, line := range lines {
		paras[i].text = line
		edit := edit{end: len(line)}
		if i == 0 {
			edit.keep = head.rowsBefore(cut)
		}
		if i == n {
			edit.end, edit.old, edit.shift = rest+shift, tail.rows, shift
		}
		paras[i].rows = t.wrap.rewrap(line, edit)
	}
	t.splice(first, last, paras)
	t.joined, t.whole = "", false
}

// SetWidth wraps the text to another width.
func (t *Text) SetWidth(width int) {
	if width = max(1, width); width != t.wrap.width {
		t.wrap.width = width
		t.rewrapAll()
	}
}

// SetMethod measures clusters another way.
func (t *Text) SetMethod(m ansi.Method) {
	if m != t.wrap.method {
		t.wrap.method = m
		t.rewrapAll()
	}
}

func (t *Text) rewrapAll() {
	for i := range t.chunks {
		for j := range t.chunks[i].paras {
			p := &t.chunks[i].paras[j]
			p.rows = t.wrap.rewrap(p.text, edit{end: len(p.text)})
		}
		t.chunks[i].recount()
	}
	t.recount()
}

func (t *Text) paragraphs(s string) []para {
	paras := make([]para, 0, strings.Count(s, "\n")+1)
	for line := range strings.SplitSeq(s, "\n") {
		paras = append(paras, para{text: line, rows: t.wrap.rewrap(line, edit{end: len(line)})})
	}
	return paras
}

func (t *Text) clamp(off int) int { return min(max(0, off), t.Len()) }
