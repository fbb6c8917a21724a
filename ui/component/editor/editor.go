// Package editor is the field that people write in: a text of any length, wrapped by words, with selection, undo,
// find and mouse. It draws no cursor of its own (the host puts the terminal's there) and has no colours of its
// own. It must not know what the text is for, where it is kept, or what time it is.
package editor

import (
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content/safetext"
	"goldenthread/ui/component/editor/text"
)

// Styles holds the styles of the parts of the field. A Selection that changes nothing is drawn reversed.
type Styles struct {
	Text, Placeholder, Selection, Mark lipgloss.Style
}

// Model is one field. A copy shares its text with the original: once one of them is changed, drop the other.
type Model struct {
	KeyMap KeyMap

	text    *text.Text
	version uint64
	width   int
	height  int
	focused bool
	now     func() time.Time

	cursor int  // a cluster boundary
	anchor int  // where the selection began; none when it is the cursor
	tail   bool // the cursor is drawn after the row that ends at it, not before the row that begins there
	goal   int  // the cell that up and down keep to, -1 when the next of them chooses
	top    int  // the first visible row

	hold    hold // what a drag extends
	history history
	clip    *Clip
	look    look
	picture picture
}

// New makes an empty field of 60 by 10 cells, without the focus.
func New() Model {
	m := Model{KeyMap: DefaultKeyMap(), width: 60, height: 10, goal: -1, clip: new(Clip)}
	m.text = text.New(columns(m.width), ansi.WcWidth)
	m.SetStyles(Styles{})
	return m
}

// columns returns the cells of the width that text may fill: the last column stays free for the cursor after a full
// row.
func columns(width int) int { return max(1, width-1) }

// SetSize gives the field width by height cells, at least 1 by 1. The text at the top stays at the top.
func (m *Model) SetSize(width, height int) {
	width, height = max(1, width), max(1, height)
	if width == m.width && height == m.height {
		return
	}
	seen, first := m.cursorSeen(), m.text.Row(m.top).Start
	m.width, m.height = width, height
	m.text.SetWidth(columns(width))
	m.settle(first, seen)
}

// SetMethod sets how the terminal counts the cells of a cluster: WcWidth, as it is at first, or GraphemeWidth once the
// terminal has reported mode 2027.
func (m *Model) SetMethod(method ansi.Method) {
	seen, first := m.cursorSeen(), m.text.Row(m.top).Start
	m.text.SetMethod(method)
	m.settle(first, seen)
}

// settle finds the place again after the rows have changed under it.
func (m *Model) settle(first int, seen bool) {
	m.goal = -1
	m.top = m.clampTop(m.text.RowOf(first))
	if seen {
		m.follow()
	}
}

// SetText replaces the text, cleaned of control characters, and drops the undo history. The cursor goes to the end.
func (m *Model) SetText(s string) {
	m.text.Set(safetext.Typed(s))
	m.version++
	m.history, m.hold = history{}, hold{}
	m.moveTo(m.text.Len(), false)
}

// Text returns the whole text. It is joined once after a change and then kept.
func (m *Model) Text() string { return m.text.String() }

// Len returns the length of the text in bytes.
func (m *Model) Len() int { return m.text.Len() }

// Version returns a number that differs after every change of the text.
func (m *Model) Version() uint64 { return m.version }

// Words returns the number of words. Paragraphs that have not changed are not counted again.
func (m *Model) Words() int { return m.text.Words() }

// Rows returns the number of rows the whole text takes at this width.
func (m *Model) Rows() int { return m.text.Rows() }

// SetNow sets the clock by which a pause in typing begins a new undo step. Without a clock only words do.
func (m *Model) SetNow(now func() time.Time) { m.now = now }

// SetClip sets the clip that the field shares with others.
func (m *Model) SetClip(c *Clip) { m.clip = c }

// Focus lets the field take keys and show a cursor.
func (m *Model) Focus() { m.focused = true }

// Blur takes the focus away; the cursor and the selection stay where they are.
func (m *Model) Blur() { m.focused = false }

// Focused reports whether the field has the focus.
func (m *Model) Focused() bool { return m.focused }

// ShortHelp and FullHelp make the field's map a help.KeyMap.
func (m *Model) ShortHelp() []key.Binding { return m.KeyMap.ShortHelp() }

// FullHelp returns every binding, in columns.
func (m *Model) FullHelp() [][]key.Binding { return m.KeyMap.FullHelp() }
