package nav

import tea "charm.land/bubbletea/v2"

// Shift moves a mouse event by some cells, from the coordinates of a whole to
// those of a part. Every other message is returned as it is.
func Shift(msg tea.Msg, dx, dy int) tea.Msg {
	shift := func(m tea.Mouse) tea.Mouse {
		m.X, m.Y = m.X+dx, m.Y+dy
		return m
	}
	switch m := msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(shift(tea.Mouse(m)))
	case tea.MouseReleaseMsg:
		return tea.MouseReleaseMsg(shift(tea.Mouse(m)))
	case tea.MouseMotionMsg:
		return tea.MouseMotionMsg(shift(tea.Mouse(m)))
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(shift(tea.Mouse(m)))
	}
	return msg
}
