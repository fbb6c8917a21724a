package editor

import "goldenthread/ui/component/editor/text"

// Cursor returns the byte offset of the cursor.
func (m *Model) Cursor() int { return m.cursor }

// SetCursor puts the cursor at a byte offset, or at the next cluster boundary, and shows it.
func (m *Model) SetCursor(off int) { m.moveTo(m.text.Snap(off), false) }

// AtFirstRow reports whether the cursor can go up no further.
func (m *Model) AtFirstRow() bool { return m.cursorRow() == 0 }

// AtLastRow reports whether the cursor can go down no further.
func (m *Model) AtLastRow() bool { return m.cursorRow() == m.text.Rows()-1 }

// PageUp moves the cursor up by a screenful, less one row.
func (m *Model) PageUp() { m.vertical(-max(1, m.height-1), false) }

// PageDown moves the cursor down by a screenful, less one row.
func (m *Model) PageDown() { m.vertical(max(1, m.height-1), false) }

// moveTo puts the cursor at a cluster boundary; extend keeps the selection's other end.
func (m *Model) moveTo(off int, extend bool) { m.put(off, false, extend) }

func (m *Model) put(off int, tail, extend bool) {
	m.cursor, m.tail, m.goal = off, tail, -1
	if !extend {
		m.anchor = off
	}
	m.history.rest()
	m.follow()
}

// left and right first give up a selection, on the side they go to.
func (m *Model) left(extend bool) {
	if from, to := m.Selection(); from != to && !extend {
		m.moveTo(from, false)
		return
	}
	m.moveTo(m.text.Prev(m.cursor), extend)
}

func (m *Model) right(extend bool) {
	if from, to := m.Selection(); from != to && !extend {
		m.moveTo(to, false)
		return
	}
	m.moveTo(m.text.Next(m.cursor), extend)
}

// vertical moves the cursor by rows and keeps to its column; past the first or the last row it goes to the end of the text.
func (m *Model) vertical(rows int, extend bool) {
	row, x := m.cursorRow(), m.goal
	if x < 0 {
		x = m.cursorCell()
	}
	switch to := row + rows; {
	case to < 0 && row == 0:
		m.moveTo(0, extend)
	case to >= m.text.Rows() && row == m.text.Rows()-1:
		m.moveTo(m.text.Len(), extend)
	default:
		off, tail := m.at(min(max(0, to), m.text.Rows()-1), x)
		m.put(off, tail, extend)
	}
	m.goal = x
}

// rowStart moves to the start of the visual row.
func (m *Model) rowStart(extend bool) { m.moveTo(m.text.Row(m.cursorRow()).Start, extend) }

// rowEnd moves to the end of the visual row.
func (m *Model) rowEnd(extend bool) {
	off, tail := m.endOf(m.text.Row(m.cursorRow()))
	m.put(off, tail, extend)
}

// startOrAll moves to the start of the row, and from there selects everything.
func (m *Model) startOrAll() {
	if start := m.text.Row(m.cursorRow()).Start; m.cursor != start || m.anchor != start {
		m.moveTo(start, false)
		return
	}
	m.SelectAll()
}

// paragraphUp moves to the start of the paragraph, and from there to that of the one before.
func (m *Model) paragraphUp(extend bool) {
	from, _ := m.text.Paragraph(m.cursor)
	if from == m.cursor && from > 0 {
		from, _ = m.text.Paragraph(from - 1)
	}
	m.moveTo(from, extend)
}

// paragraphDown moves to the end of the paragraph, and from there to that of the next.
func (m *Model) paragraphDown(extend bool) {
	_, to := m.text.Paragraph(m.cursor)
	if to == m.cursor && to < m.text.Len() {
		_, to = m.text.Paragraph(to + 1)
	}
	m.moveTo(to, extend)
}

// cursorRow returns the row that the cursor is drawn in.
func (m *Model) cursorRow() int {
	row := m.text.RowOf(m.cursor)
	if m.tail && row > 0 && m.text.Row(row-1).End() == m.cursor {
		return row - 1
	}
	return row
}

// cursorCell returns the cell of its row that the cursor is drawn over. Spaces that hang over the row leave it at the
// end.
func (m *Model) cursorCell() int {
	r := m.text.Row(m.cursorRow())
	return min(m.text.Cells(r, m.cursor-r.Start), m.width-1)
}

// at returns the place for a cursor over a cell of a row.
func (m *Model) at(row, x int) (off int, tail bool) {
	r := m.text.Row(row)
	if n := m.text.At(r, x); n < len(r.Text) {
		return r.Start + n, false
	}
	return m.endOf(r)
}

// endOf returns the place after the last word of a row: before the space at which it was wrapped, so that what is
// typed there stays in the row; and where it was wrapped within a word, behind its last character (tail).
func (m *Model) endOf(r text.Row) (off int, tail bool) {
	if r.Last {
		return r.End(), false
	}
	if last := r.Text[len(r.Text)-1]; last == ' ' || last == '\t' {
		return m.text.Prev(r.End()), false
	}
	return r.End(), true
}
