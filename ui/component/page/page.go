// Package page is a column of lines that scrolls, with places in it that can
// be clicked. It knows nothing of what the lines say.
package page

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/theme"
)

// Page is filled with Print, then drawn with View. The zero value is empty.
type Page struct {
	Mark     theme.Style // the marks that there is more
	Up, Down string      // one cell each

	width, height int
	top           int
	lines         []string
	targets       []target
}

type target struct {
	id, row, rows, col, cols int // cols 0 = the whole row
}

// SetSize sets the room in cells.
func (p *Page) SetSize(width, height int) {
	p.width, p.height = max(width, 0), max(height, 0)
	p.clamp()
}

// Width and Height return the room in cells.
func (p *Page) Width() int { return p.width }

// Height returns the room's height in cells.
func (p *Page) Height() int { return p.height }

// Clear takes all lines away and keeps the scroll position.
func (p *Page) Clear() { p.lines, p.targets = p.lines[:0], p.targets[:0] }

// Print adds lines, none of them wider than the page.
func (p *Page) Print(lines ...string) { p.lines = append(p.lines, lines...) }

// Gap adds a blank line, but never two in a row and none at the top.
func (p *Page) Gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// Rows returns how many lines there are.
func (p *Page) Rows() int { return len(p.lines) }

// Target makes the rows from row to the end a place that answers to id.
func (p *Page) Target(id, row int) {
	p.targets = append(p.targets, target{id: id, row: row, rows: len(p.lines) - row})
}

// TargetCells makes cols cells of one row, from col, a place that answers to id.
func (p *Page) TargetCells(id, row, col, cols int) {
	p.targets = append(p.targets, target{id, row, 1, col, cols})
}

// At returns the place at a cell of the window, and the row and column of it
// within the place.
func (p *Page) At(x, y int) (id, row, col int, ok bool) {
	line := y + p.top
	for i := len(p.targets) - 1; i >= 0; i-- {
		t := p.targets[i]
		if line < t.row || line >= t.row+t.rows {
			continue
		}
		if t.cols > 0 && (x < t.col || x >= t.col+t.cols) {
			continue
		}
		return t.id, line - t.row, x - t.col, true
	}
	return 0, 0, 0, false
}

// Top returns the first row that is seen.
func (p *Page) Top() int { return p.top }

// SetTop scrolls so that row is the first that is seen, as far as there are rows.
func (p *Page) SetTop(row int) {
	p.top = row
	p.clamp()
}

// Scroll moves the window by rows; it returns false at the end.
func (p *Page) Scroll(rows int) bool {
	before := p.top
	p.SetTop(p.top + rows)
	return p.top != before
}

// Overflows reports whether there are more lines than room.
func (p *Page) Overflows() bool { return len(p.lines) > p.height }

// Reveal scrolls as little as it takes to see rows from..to-1; where they do
// not fit, their beginning.
func (p *Page) Reveal(from, to int) {
	if to > p.top+p.height {
		p.top = to - p.height
	}
	if from < p.top {
		p.top = from
	}
	p.clamp()
}

func (p *Page) clamp() { p.top = max(0, min(p.top, len(p.lines)-p.height)) }

// View draws the window: exactly Height lines. Where there is more above or
// below, a mark is drawn in the cell behind the width, which is the margin's.
func (p *Page) View() string {
	p.clamp()
	seen := make([]string, p.height)
	copy(seen, p.lines[p.top:min(p.top+p.height, len(p.lines))])
	if p.height > 1 {
		if p.top > 0 {
			seen[0] = p.mark(seen[0], p.Up)
		}
		if p.top+p.height < len(p.lines) {
			seen[p.height-1] = p.mark(seen[p.height-1], p.Down)
		}
	}
	return strings.Join(seen, "\n")
}

// roomy is the width from which the margin has two cells, so that the mark
// keeps clear of the text.
const roomy = 56

// mark puts a sign behind a line, into the margin: it never covers text.
func (p *Page) mark(line, sign string) string {
	at := p.width
	if at >= roomy {
		at++
	}
	return line + strings.Repeat(" ", max(0, at-ansi.StringWidth(line))) + p.Mark.Render(sign)
}

// RevealTargets scrolls as little as it takes to see the places that are
// numbered from first to last.
func (p *Page) RevealTargets(first, last int) {
	from, to := -1, -1
	for _, t := range p.targets {
		if t.id < first || t.id > last {
			continue
		}
		if from < 0 || t.row < from {
			from = t.row
		}
		to = max(to, t.row+t.rows)
	}
	if from >= 0 {
		p.Reveal(from, to)
	}
}
