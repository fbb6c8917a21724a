package editor

// Top returns the first visible row.
func (m *Model) Top() int { return m.top }

// SetTop scrolls so that row is the first visible one, as far as there are rows. The cursor stays where it is.
func (m *Model) SetTop(row int) { m.top = m.clampTop(row) }

// More reports whether there is text above and below the visible rows.
func (m *Model) More() (above, below bool) {
	return m.top > 0, m.top+m.height < m.text.Rows()
}

// CursorXY returns the cell of the terminal's cursor, counted from the field's top left corner, and whether it is in
// sight.
func (m *Model) CursorXY() (x, y int, visible bool) {
	if !m.focused || !m.cursorSeen() {
		return 0, 0, false
	}
	return m.cursorCell(), m.cursorRow() - m.top, true
}

func (m *Model) cursorSeen() bool {
	row := m.cursorRow()
	return row >= m.top && row < m.top+m.height
}

// follow scrolls so that the cursor is in sight, with a row of text beyond it where there is room.
func (m *Model) follow() {
	margin := 1
	if m.height < 3 {
		margin = 0
	}
	row := m.cursorRow()
	if high := row - margin; m.top > high {
		m.top = high
	}
	if low := row + margin - m.height + 1; m.top < low {
		m.top = low
	}
	m.top = m.clampTop(m.top)
}

func (m *Model) clampTop(row int) int {
	return min(max(0, row), max(0, m.text.Rows()-m.height))
}
