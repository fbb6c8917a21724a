// Package thread draws the one idea that carries the look: a thread with a
// bead for every step of a unit, or for every unit of a framework.
package thread

import (
	"strings"

	"goldenthread/ui/theme"
)

// Bead is the progress of one step or unit.
type Bead int

// The beads.
const (
	Open  Bead = iota // not yet
	Begun             // something is there
	Done
)

// Thread is a row of beads. Here is the index of today's bead, or -1.
type Thread struct {
	Beads []Bead
	Here  int
}

// pitch returns the cells from one bead to the next: three, or as few as fit.
func (t Thread) pitch(width int) int {
	n := len(t.Beads)
	if n < 2 {
		return 1
	}
	return max(1, min(3, (width-1)/(n-1)))
}

// View draws the thread, no wider than width.
func (t Thread) View(th *theme.Theme, width int) string {
	pitch := t.pitch(width)
	var b strings.Builder
	for i, bead := range t.Beads {
		if i*pitch >= max(width, 1) {
			break
		}
		if i > 0 && pitch > 1 {
			style := th.Faint
			if bead != Open && t.Beads[i-1] != Open {
				style = th.Accent
			}
			b.WriteString(style.Render(strings.Repeat(th.Marks.Strand, pitch-1)))
		}
		b.WriteString(t.bead(th, i, bead))
	}
	return b.String()
}

func (t Thread) bead(th *theme.Theme, i int, bead Bead) string {
	if i == t.Here {
		return th.AccentBold.Render(th.Marks.Here)
	}
	switch bead {
	case Done:
		return th.Accent.Render(th.Marks.Done)
	case Begun:
		return th.Accent.Render(th.Marks.Begun)
	default:
		return th.Faint.Render(th.Marks.Open)
	}
}

// Width returns the cells that View takes of width.
func (t Thread) Width(width int) int {
	if len(t.Beads) == 0 {
		return 0
	}
	return min((len(t.Beads)-1)*t.pitch(width)+1, max(width, 1))
}

// At returns the bead nearest to a column of the drawn thread.
func (t Thread) At(col, width int) (bead int, ok bool) {
	if col < 0 || col > t.Width(width) || len(t.Beads) == 0 {
		return 0, false
	}
	pitch := t.pitch(width)
	return min((col+pitch/2)/pitch, len(t.Beads)-1), true
}
