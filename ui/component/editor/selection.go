package editor

// Selection returns the offsets of the selected text; they are equal when nothing is selected.
func (m *Model) Selection() (from, to int) {
	return min(m.anchor, m.cursor), max(m.anchor, m.cursor)
}

// Selected returns the selected text.
func (m *Model) Selected() string { return m.text.Slice(m.Selection()) }

// SelectAll selects the whole text and leaves the view where it is.
func (m *Model) SelectAll() { m.choose(0, m.text.Len()) }

// choose selects from one offset to another, where the cursor goes.
func (m *Model) choose(from, to int) {
	m.anchor, m.cursor, m.tail, m.goal = from, to, false, -1
	m.history.rest()
}
