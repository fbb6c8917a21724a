package text

import "slices"

// Paragraphs are kept in chunks of at most chunkSize, each with its sums, so that finding an offset or a row, and
// splitting a paragraph, costs about the square root of their number.
const (
	chunkSize = 256
	chunkLow  = 64
)

// para is a paragraph, without its newline.
type para struct {
	text  string
	rows  []int // where the second and later rows begin in text; nil when it is one row
	words int   // 1 + the number of words, 0 when not counted
}

type chunk struct {
	paras []para
	bytes int // each paragraph counted with a newline
	rows  int
}

// spot is a paragraph's place: its index, its first byte and its first row in the whole text.
type spot struct{ chunk, index, start, row int }

func (p *para) rowCount() int { return len(p.rows) + 1 }

func (p *para) rowStart(k int) int {
	if k == 0 {
		return 0
	}
	return p.rows[k-1]
}

func (p *para) rowEnd(k int) int {
	if k < len(p.rows) {
		return p.rows[k]
	}
	return len(p.text)
}

// rowOf returns the number of the paragraph's row that holds the byte at off.
func (p *para) rowOf(off int) int {
	k, found := slices.BinarySearch(p.rows, off)
	if found {
		k++
	}
	return k
}

// rowsBefore returns the row starts that no edit at or after off can move. Where a row ends depends on the cluster
// that no longer fits, which may be as wide as a row of its own: hence a few rows back.
func (p *para) rowsBefore(off int) []int {
	const reach = 4
	return p.rows[:max(0, p.rowOf(off)-reach)]
}

// chunked shares paras out evenly, so that every chunk has room to grow.
func chunked(paras []para) []chunk {
	n := (len(paras) + chunkSize - 1) / chunkSize
	chunks := make([]chunk, 0, n)
	for part := range slices.Chunk(paras, (len(paras)+n-1)/n) {
		c := chunk{paras: slices.Clip(part)}
		c.recount()
		chunks = append(chunks, c)
	}
	return chunks
}

func (c *chunk) recount() {
	c.bytes, c.rows = 0, 0
	for i := range c.paras {
		c.bytes += len(c.paras[i].text) + 1
		c.rows += c.paras[i].rowCount()
	}
}

func (t *Text) recount() {
	t.bytes, t.rows = 0, 0
	for i := range t.chunks {
		t.bytes += t.chunks[i].bytes
		t.rows += t.chunks[i].rows
	}
}

func (t *Text) para(sp spot) *para { return &t.chunks[sp.chunk].paras[sp.index] }

// byOffset finds the paragraph that holds off, which lies within the text.
func (t *Text) byOffset(off int) spot {
	var sp spot
	for sp.start+t.chunks[sp.chunk].bytes <= off {
		sp.start += t.chunks[sp.chunk].bytes
		sp.row += t.chunks[sp.chunk].rows
		sp.chunk++
	}
	for {
		p := t.para(sp)
		if off <= sp.start+len(p.text) {
			return sp
		}
		sp.start += len(p.text) + 1
		sp.row += p.rowCount()
		sp.index++
	}
}

// byRow finds the paragraph that holds a row, which lies within the text.
func (t *Text) byRow(row int) spot {
	var sp spot
	for sp.row+t.chunks[sp.chunk].rows <= row {
		sp.start += t.chunks[sp.chunk].bytes
		sp.row += t.chunks[sp.chunk].rows
		sp.chunk++
	}
	for {
		p := t.para(sp)
		if row < sp.row+p.rowCount() {
			return sp
		}
		sp.start += len(p.text) + 1
		sp.row += p.rowCount()
		sp.index++
	}
}

// after returns the next paragraph's place. There must be one.
func (t *Text) after(sp spot) spot {
	p := t.para(sp)
	sp.start += len(p.text) + 1
	sp.row += p.rowCount()
	if sp.index++; sp.index == len(t.chunks[sp.chunk].paras) {
		sp.chunk, sp.index = sp.chunk+1, 0
	}
	return sp
}

// splice puts paras in the place of the paragraphs from first to last, both included.
func (t *Text) splice(first, last spot, paras []para) {
	if first.chunk == last.chunk && first.index == last.index && len(paras) == 1 {
		t.put(first, paras[0])
		return
	}
	all := slices.Concat(t.chunks[first.chunk].paras[:first.index], paras, t.chunks[last.chunk].paras[last.index+1:])
	end := last.chunk + 1
	if len(all) < chunkLow && end < len(t.chunks) {
		all = append(all, t.chunks[end].paras...)
		end++
	}
	t.chunks = slices.Replace(t.chunks, first.chunk, end, chunked(all)...)
	t.recount()
}

// put replaces one paragraph.
func (t *Text) put(sp spot, p para) {
	c, old := &t.chunks[sp.chunk], t.para(sp)
	bytes, rows := len(p.text)-len(old.text), p.rowCount()-old.rowCount()
	*old = p
	c.bytes += bytes
	c.rows += rows
	t.bytes += bytes
	t.rows += rows
}
