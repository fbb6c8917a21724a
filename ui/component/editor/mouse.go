package editor

// hold records the range that a click selected and the number of clicks, so that a drag extends by the same unit.
type hold struct {
	down     bool
	count    int
	from, to int
}

// Click takes a press of the left button at a cell from the field's top left corner: once places the cursor, twice
// selects the word, three times the paragraph. With extend (shift) the selection grows to the cell instead.
func (m *Model) Click(x, y, count int, extend bool) {
	off, tail := m.point(x, y)
	if extend {
		m.hold = hold{down: true, count: 1, from: m.anchor, to: m.anchor}
		m.selectTo(off, tail)
		return
	}
	from, to := m.unit(off, count)
	m.hold = hold{down: true, count: count, from: from, to: to}
	m.choose(from, to)
	m.tail = tail && from == to
}

// Drag takes a move of the mouse with the button held. Above or below the field it scrolls by a row.
func (m *Model) Drag(x, y int) {
	if !m.hold.down {
		return
	}
	switch {
	case y < 0:
		m.Wheel(-1)
	case y >= m.height:
		m.Wheel(1)
	}
	off, tail := m.point(x, min(max(0, y), m.height-1))
	m.selectTo(off, tail)
}

// Release takes the release of the button.
func (m *Model) Release() { m.hold.down = false }

// Wheel scrolls by rows, down when delta is positive, and leaves the cursor where it is.
func (m *Model) Wheel(delta int) { m.SetTop(m.top + delta) }

// selectTo extends the selection from the clicked range to the unit at off.
func (m *Model) selectTo(off int, tail bool) {
	from, to := m.unit(off, m.hold.count)
	if from < m.hold.from {
		m.choose(m.hold.to, from)
	} else {
		m.choose(m.hold.from, to)
	}
	m.tail = tail && m.hold.count <= 1
}

// unit returns the range that count clicks select at off.
func (m *Model) unit(off, count int) (from, to int) {
	switch {
	case count == 2:
		return m.text.Word(off)
	case count > 2:
		return m.text.Paragraph(off)
	}
	return off, off
}

// point returns the place for a cursor at a cell of the field; below the text it is the text's end.
func (m *Model) point(x, y int) (off int, tail bool) {
	row := m.top + y
	switch {
	case row < 0:
		return 0, false
	case row >= m.text.Rows():
		return m.text.Len(), false
	}
	return m.at(row, max(0, x))
}
