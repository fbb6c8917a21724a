package thread

import (
	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// Row sets a name, the thread and a word in columns, as many as there is room for. A
// name that is longer than its column goes on below.
func (t Thread) Row(th *theme.Theme, name string, tone theme.Tone, said string, width int) []string {
	const nameColumn, saidColumn, least, threadColumn = 33, 14, 8, 27
	room, side := width-nameColumn, ""
	switch {
	case room < least:
		return th.Prose(name, width, tone)
	case room < saidColumn+10:
		side = t.View(th, room)
	default:
		room -= saidColumn + 2
		side = phrase.Pad(t.View(th, room), min(room, threadColumn)) + "  " + th.Faint.Render(said)
	}
	lines := th.Prose(name, nameColumn-2, tone)
	lines[0] = phrase.Pad(lines[0], nameColumn) + side
	return lines
}
