package editor

import tea "charm.land/bubbletea/v2"

// Clip holds the text that was last cut or copied. Fields that share a Clip can paste from each other.
type Clip struct{ text string }

// Drop empties the clip.
func (c *Clip) Drop() { c.text = "" }

// Copy keeps the selected text and sends it to the terminal's clipboard, which may or may not take it (OSC 52):
// a host should say "sent to the terminal's clipboard", never "copied". Without a selection the command is nil.
func (m *Model) Copy() tea.Cmd {
	from, to := m.Selection()
	if from == to {
		return nil
	}
	m.clip.text = m.text.Slice(from, to)
	return tea.SetClipboard(m.clip.text)
}

// Cut copies the selected text as Copy does, and removes it.
func (m *Model) Cut() tea.Cmd {
	cmd := m.Copy()
	if cmd != nil {
		m.remove(whole)
	}
	return cmd
}

// Paste inserts the text of the clip.
func (m *Model) Paste() { m.insert(m.clip.text, whole) }
