package editor

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Update takes keys and pastes while the field has the focus, and reports whether the text has changed. The command
// is nil unless text was sent to the terminal's clipboard. Mouse messages are for the host to turn into calls.
func (m *Model) Update(msg tea.Msg) (changed bool, cmd tea.Cmd) {
	if !m.focused {
		return false, nil
	}
	was := m.version
	switch msg := msg.(type) {
	case tea.PasteMsg:
		m.Insert(msg.Content)
	case tea.KeyPressMsg:
		cmd = m.press(msg)
	}
	return m.version != was, cmd
}

// press takes one key: a character, else a command, else a move with or without shift.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	if k.Text != "" {
		m.write(k.Text)
		return nil
	}
	if m.change(k) || m.move(k, false) {
		return nil
	}
	switch keys := &m.KeyMap; {
	case key.Matches(k, keys.Cut):
		return m.Cut()
	case key.Matches(k, keys.Copy):
		return m.Copy()
	case key.Matches(k, keys.StartOrAll):
		m.startOrAll()
	case key.Matches(k, keys.SelectAll):
		m.SelectAll()
	case k.Mod.Contains(tea.ModShift) && keys.Select.Enabled():
		k.Mod &^= tea.ModShift
		m.move(k, true)
	}
	return nil
}

// change takes a key that alters the text.
func (m *Model) change(k tea.KeyPressMsg) bool {
	switch keys := &m.KeyMap; {
	case key.Matches(k, keys.Newline):
		m.newline()
	case key.Matches(k, keys.Backspace):
		m.erase(m.text.Prev(m.cursor), erased)
	case key.Matches(k, keys.Delete):
		m.erase(m.text.Next(m.cursor), deleted)
	case key.Matches(k, keys.DeleteWordLeft):
		m.erase(m.text.WordStart(m.cursor), whole)
	case key.Matches(k, keys.DeleteWordRight):
		m.erase(m.text.WordEnd(m.cursor), whole)
	case key.Matches(k, keys.DeleteToRowStart):
		m.erase(m.text.Row(m.cursorRow()).Start, whole)
	case key.Matches(k, keys.DeleteToRowEnd):
		m.erase(m.restOfRow(), whole)
	case key.Matches(k, keys.Undo):
		m.Undo()
	case key.Matches(k, keys.Redo):
		m.Redo()
	case key.Matches(k, keys.Paste):
		m.Paste()
	default:
		return false
	}
	return true
}

// restOfRow returns the offset up to which "delete to end of line" deletes: the row's end but for the space it was
// wrapped at, so that words do not run together; from there the next row's end, or over the newline.
func (m *Model) restOfRow() int {
	row := m.cursorRow()
	r := m.text.Row(row)
	end, _ := m.endOf(r)
	switch {
	case m.cursor < end:
		return end
	case r.Last:
		return m.text.Next(m.cursor)
	}
	end, _ = m.endOf(m.text.Row(row + 1))
	return end
}

// move takes a key that moves the cursor.
func (m *Model) move(k tea.KeyPressMsg, extend bool) bool {
	switch keys := &m.KeyMap; {
	case key.Matches(k, keys.Left):
		m.left(extend)
	case key.Matches(k, keys.Right):
		m.right(extend)
	case key.Matches(k, keys.Up):
		m.vertical(-1, extend)
	case key.Matches(k, keys.Down):
		m.vertical(1, extend)
	case key.Matches(k, keys.WordLeft):
		m.moveTo(m.text.WordLeft(m.cursor), extend)
	case key.Matches(k, keys.WordRight):
		m.moveTo(m.text.WordRight(m.cursor), extend)
	case key.Matches(k, keys.RowStart):
		m.rowStart(extend)
	case key.Matches(k, keys.RowEnd):
		m.rowEnd(extend)
	case key.Matches(k, keys.ParagraphUp):
		m.paragraphUp(extend)
	case key.Matches(k, keys.ParagraphDown):
		m.paragraphDown(extend)
	case key.Matches(k, keys.TextStart):
		m.moveTo(0, extend)
	case key.Matches(k, keys.TextEnd):
		m.moveTo(m.text.Len(), extend)
	default:
		return false
	}
	return true
}
