package editor

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content/safetext"
	"goldenthread/ui/component/editor/text"
)

// tooWide is drawn instead of a cluster that is wider than the whole field.
const tooWide = "~"

// look holds the styles and signs with which the field is drawn.
type look struct {
	text, placeholder, selection, mark ink
	above, below                       string // the signs that there is more
	hint                               string // what an empty field shows
}

// frame is all that a picture depends on.
type frame struct {
	version            uint64
	width, height, top int
	from, to           int
	method             ansi.Method
	look               look
}

// picture is the last one drawn; View is asked for it after every message.
type picture struct {
	of    frame
	lines string
}

// ink holds the escape sequences that a style writes before and after a text. Made once, it spares a render for
// every piece.
type ink struct{ on, off string }

func inkOf(s lipgloss.Style) ink {
	const sample = "x"
	on, off, _ := strings.Cut(s.Inline(true).Render(sample), sample)
	return ink{on, off}
}

// SetStyles sets how the field looks.
func (m *Model) SetStyles(s Styles) {
	m.look.text, m.look.placeholder = inkOf(s.Text), inkOf(s.Placeholder)
	m.look.selection, m.look.mark = inkOf(s.Selection), inkOf(s.Mark)
	if m.look.selection == (ink{}) {
		m.look.selection = inkOf(lipgloss.NewStyle().Reverse(true))
	}
}

// SetPlaceholder sets what an empty field shows.
func (m *Model) SetPlaceholder(s string) { m.look.hint = safetext.Typed(s) }

// SetMarks sets what View draws in the last column, which text never reaches, when there is more above and below:
// nothing, unless it is set, since many hosts draw More on a border. Each sign is one cell wide.
func (m *Model) SetMarks(above, below string) { m.look.above, m.look.below = above, below }

// View draws the field: exactly height lines, none wider than width.
func (m *Model) View() string {
	from, to := m.Selection()
	f := frame{m.version, m.width, m.height, m.top, from, to, m.text.Method(), m.look}
	if m.picture.of != f {
		m.picture = picture{of: f, lines: m.draw()}
	}
	return m.picture.lines
}

func (m *Model) draw() string {
	t, on := m.text, m.look.text
	if t.Len() == 0 && m.look.hint != "" {
		t, on = text.New(t.Width(), t.Method()), m.look.placeholder
		t.Set(m.look.hint)
	}
	p := pen{width: m.width, wide: t.Width(), plain: on, chosen: m.look.selection}
	p.from, p.to = m.Selection()
	y := 0
	for r := range t.RowsFrom(m.top) {
		if y > 0 {
			p.WriteByte('\n')
		}
		p.row(t, r)
		m.mark(&p, y)
		if y++; y == m.height {
			break
		}
	}
	for ; y < m.height; y++ {
		p.WriteByte('\n')
	}
	return p.String()
}

// mark draws the sign that there is more, after the row at y.
func (m *Model) mark(p *pen, y int) {
	above, below := m.More()
	sign := ""
	switch {
	case above && y == 0:
		sign = m.look.above
	case below && y == m.height-1:
		sign = m.look.below
	}
	if sign == "" || m.width < 2 || p.x >= m.width {
		return
	}
	p.ink(ink{})
	p.space(m.width - 1 - p.x)
	p.ink(m.look.mark)
	p.WriteString(sign)
	p.ink(ink{})
}

// pen writes rows, changing style only where the selection begins and ends.
type pen struct {
	strings.Builder
	width    int // of the field
	wide     int // cells a row may fill
	from, to int // the selection
	plain    ink
	chosen   ink
	now      ink
	x        int
}

func (p *pen) row(t *text.Text, r text.Row) {
	p.x = 0
	if (p.to <= r.Start || p.from > r.End()) && r.Plain() {
		p.cells(r.Text[:min(len(r.Text), p.wide)])
		return
	}
	for c := range t.Clusters(r) {
		if c.Cells == 0 {
			continue // takes no room and would be drawn into the cell before it
		}
		if c.X+c.Cells > p.wide && c.X > 0 {
			break // spaces that hang over
		}
		p.choose(c.Start)
		switch {
		case c.Text == "\t":
			p.space(min(c.Cells, p.wide-p.x))
		case c.Cells > p.wide:
			p.WriteString(tooWide)
			p.x++
		default:
			p.WriteString(safetext.Screen(c.Text))
			p.x += c.Cells
		}
	}
	if r.Last && r.End() >= p.from && r.End() < p.to && p.x < p.width {
		p.ink(p.chosen) // the newline, so that a chosen empty row is seen
		p.space(1)
	}
	p.ink(ink{})
}

// cells writes a row of which every byte is a cell.
func (p *pen) cells(s string) {
	if s != "" {
		p.ink(p.plain)
		p.WriteString(s)
		p.ink(ink{})
	}
	p.x = len(s)
}

// choose takes the ink for the cluster at off.
func (p *pen) choose(off int) {
	if off >= p.from && off < p.to {
		p.ink(p.chosen)
	} else {
		p.ink(p.plain)
	}
}

func (p *pen) ink(i ink) {
	if i != p.now {
		p.WriteString(p.now.off)
		p.WriteString(i.on)
		p.now = i
	}
}

func (p *pen) space(n int) {
	for range n {
		p.WriteByte(' ')
	}
	p.x += max(0, n)
}
