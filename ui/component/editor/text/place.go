package text

import (
	"iter"
	"unicode/utf8"
)

// Row is one visual row.
type Row struct {
	Start int    // offset of its first byte
	Text  string // with the spaces that hang over its end, without the newline
	Last  bool   // the last row of its paragraph
}

// End returns the offset after the row's last byte.
func (r Row) End() int { return r.Start + len(r.Text) }

// Plain reports whether every byte of the row is a cluster of one cell.
func (r Row) Plain() bool {
	for i := range len(r.Text) {
		if c := r.Text[i]; c < ' ' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// RowsFrom returns the rows from row n on.
func (t *Text) RowsFrom(n int) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		n := t.clampRow(n)
		for sp := t.byRow(n); ; sp = t.after(sp) {
			p := t.para(sp)
			for k := n - sp.row; k < p.rowCount(); k++ {
				if !yield(row(sp, p, k)) {
					return
				}
			}
			if n = sp.row + p.rowCount(); n == t.rows {
				return
			}
		}
	}
}

// Row returns row n, or the nearest there is.
func (t *Text) Row(n int) Row {
	n = t.clampRow(n)
	sp := t.byRow(n)
	return row(sp, t.para(sp), n-sp.row)
}

func row(sp spot, p *para, k int) Row {
	from, to := p.rowStart(k), p.rowEnd(k)
	return Row{Start: sp.start + from, Text: p.text[from:to], Last: k == p.rowCount()-1}
}

// RowOf returns the number of the row that holds the byte at off.
func (t *Text) RowOf(off int) int {
	off = t.clamp(off)
	sp := t.byOffset(off)
	return sp.row + t.para(sp).rowOf(off-sp.start)
}

// Paragraph returns the offsets of the start and the end of the paragraph that holds off.
func (t *Text) Paragraph(off int) (from, to int) {
	sp := t.byOffset(t.clamp(off))
	return sp.start, sp.start + len(t.para(sp).text)
}

// Cells returns the width in cells of the first n bytes of the row; spaces that hang over may take it past Width.
func (t *Text) Cells(r Row, n int) int {
	x := 0
	for i := 0; i < n && i < len(r.Text); {
		size, cells := t.wrap.step(r.Text, i, x)
		x += cells
		i += size
	}
	return x
}

// At returns the offset within the row of the cluster drawn over cell x; len(r.Text) when x is past them all.
func (t *Text) At(r Row, x int) int {
	at, i := 0, 0
	for i < len(r.Text) {
		size, cells := t.wrap.step(r.Text, i, at)
		if cells > 0 && x < at+cells {
			return i
		}
		at += cells
		i += size
	}
	return i
}

// Clusters returns the clusters of the row with the cell they begin at and their width.
func (t *Text) Clusters(r Row) iter.Seq[Cluster] {
	return func(yield func(Cluster) bool) {
		x := 0
		for i := 0; i < len(r.Text); {
			size, cells := t.wrap.step(r.Text, i, x)
			if !yield(Cluster{Start: r.Start + i, Text: r.Text[i : i+size], X: x, Cells: cells}) {
				return
			}
			x += cells
			i += size
		}
	}
}

// Cluster is a grapheme cluster: one character to a reader.
type Cluster struct {
	Start    int
	Text     string
	X, Cells int
}

func (t *Text) clampRow(n int) int { return min(max(0, n), t.rows-1) }
