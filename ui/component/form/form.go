// Package form is a column of text fields between a head and a foot of plain
// lines. It moves the focus, gives the fields their room and scrolls so that
// the cursor is seen. It does not know what the fields are for.
package form

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/editor"
	"goldenthread/ui/component/page"
	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// Field is one text to be written.
type Field struct {
	Name   string   // what its owner knows it by
	Above  []string // lines over it
	Side   string   // a label at its left where there is room, over it where not
	Below  []string // lines under it
	Line   bool     // enter goes on to the next field; otherwise enter is a new line
	Fill   bool     // takes the room that the others leave
	Gap    bool     // a blank line before it
	Min    int      // rows that it has at least; 0 is taken as 1
	Editor editor.Model

	row, col, height int // the editor's place on the page, and its height there
}

// Outcome is the effect of an event on the form as a whole.
type Outcome int

// The outcomes.
const (
	Stay     Outcome = iota
	Next             // on from the last field
	Previous         // back from the first
)

// sideWidth is the column of labels, and sideRoom the least width that has one.
const (
	sideWidth = 26
	sideRoom  = 64
)

// Form holds the fields. The zero value has none.
type Form struct {
	Head, Foot []string
	Fields     []*Field

	theme *theme.Theme
	page  page.Page
	focus int
	drag  *Field
	now   func() time.Time
	click click

	footRow int
}

// New makes a form with the focus on its first field. The clock tells a double
// click from two.
func New(th *theme.Theme, now func() time.Time, fields ...*Field) *Form {
	f := &Form{Fields: fields, now: now}
	f.SetTheme(th)
	f.SetFocus(0)
	return f
}

// SetTheme changes the look. Layout must be called after it.
func (f *Form) SetTheme(th *theme.Theme) {
	f.theme = th
	f.page.Mark, f.page.Up, f.page.Down = th.Faint, th.Marks.Up, th.Marks.Down
	for _, field := range f.Fields {
		field.Editor.SetStyles(editor.Styles{Text: th.Text.Style, Placeholder: th.Faint.Style, Selection: th.Select.Style, Mark: th.Faint.Style})
		field.Editor.SetMarks(th.Marks.Up, th.Marks.Down)
	}
}

// Focused returns the field that has the focus, or nil when there is none.
func (f *Form) Focused() *Field {
	if f.focus < 0 || f.focus >= len(f.Fields) {
		return nil
	}
	return f.Fields[f.focus]
}

// Blur takes the focus from all fields.
func (f *Form) Blur() {
	f.focus = -1
	for _, field := range f.Fields {
		field.Editor.Blur()
	}
	f.page.SetTop(0)
}

// FootAt returns the line of the foot that is at a row of the window.
func (f *Form) FootAt(y int) (line int, ok bool) {
	line = y + f.page.Top() - f.footRow
	return line, line >= 0 && line < len(f.Foot)
}

// RevealFoot scrolls to a line of the foot.
func (f *Form) RevealFoot(line int) { f.page.Reveal(f.footRow+line, f.footRow+line+2) }

// HeadAt returns the line of the head that is at a row of the window.
func (f *Form) HeadAt(y int) (line int, ok bool) {
	line = y + f.page.Top()
	return line, line < len(f.Head)
}

// SetFocus gives the focus to a field by its index; an index outside the form
// is taken as the nearest.
func (f *Form) SetFocus(i int) {
	f.focus = max(0, min(i, len(f.Fields)-1))
	for j, field := range f.Fields {
		if j == f.focus {
			field.Editor.Focus()
		} else {
			field.Editor.Blur()
		}
	}
}

// FocusName gives the focus to a field by its name, if there is one.
func (f *Form) FocusName(name string) {
	for i, field := range f.Fields {
		if field.Name == name {
			f.SetFocus(i)
		}
	}
}

// SetRoom sets the room in cells, for Narrow and Indent. Layout must be called
// after it.
func (f *Form) SetRoom(width, height int) { f.page.SetSize(width, height) }

// SetSize sets the room in cells, lays the form out and shows the cursor.
func (f *Form) SetSize(width, height int) {
	f.SetRoom(width, height)
	f.Layout()
	f.Follow()
}

// Layout draws the form anew. It is called after every change of a text, a
// label or the focus.
func (f *Form) Layout() {
	fill := f.fillRows()
	f.page.Clear()
	f.page.Print(f.Head...)
	for i, field := range f.Fields {
		if f.gapBefore(i) {
			f.page.Gap()
		}
		f.printField(i, field, fill)
	}
	if len(f.Foot) > 0 {
		f.page.Gap()
		f.footRow = f.page.Rows()
		f.page.Print(f.Foot...)
	}
	f.page.Scroll(0)
}

// fillRows returns the rows that the filling field may have: what is left of
// the window when everything else is in it.
func (f *Form) fillRows() int {
	rest := f.page.Height() - len(f.Head) - len(f.Foot)
	if len(f.Head) > 0 {
		rest--
	}
	if len(f.Foot) > 0 {
		rest--
	}
	for i, field := range f.Fields {
		rest -= len(field.Above) + len(field.Below)
		if i > 0 && f.gapBefore(i) {
			rest--
		}
		if !field.Fill {
			rest -= f.rows(field, 0)
		}
		if field.Side != "" && !f.beside() {
			rest--
		}
	}
	return rest
}

func (f *Form) gapBefore(i int) bool {
	return i == 0 || f.Fields[i].Gap || len(f.Fields[i].Above) > 0
}

func (f *Form) beside() bool { return f.page.Width() >= sideRoom }

// rows returns how many rows a field's editor is shown in.
func (f *Form) rows(field *Field, fill int) int {
	least := max(field.Min, 1)
	most := max(least, f.page.Height()-2)
	if field.Fill {
		return max(least, min(fill, most))
	}
	return max(least, min(field.Editor.Rows(), most))
}

func (f *Form) printField(i int, field *Field, fill int) {
	f.page.Print(field.Above...)
	side := 0
	if field.Side != "" {
		if f.beside() {
			side = sideWidth
		} else {
			f.page.Print(f.label(i, field))
		}
	}
	width := max(f.page.Width()-side-2, 1)
	field.Editor.SetSize(width, max(field.height, 1)) // for Rows at this width
	field.height = f.rows(field, fill)
	field.Editor.SetSize(width, field.height)
	field.row, field.col = f.page.Rows(), side+2
	bar := f.theme.Faint.Render(f.theme.Marks.Rest) + " "
	if i == f.focus {
		bar = f.theme.Accent.Render(f.theme.Marks.Bar) + " "
	}
	start := f.page.Rows()
	for row, line := range strings.Split(field.Editor.View(), "\n") {
		left := strings.Repeat(" ", side)
		if row == 0 && side > 0 {
			left = phrase.Pad(f.label(i, field), side)
		}
		f.page.Print(left + bar + line)
	}
	f.page.Target(i, start)
	f.page.Print(field.Below...)
}

func (f *Form) label(i int, field *Field) string {
	if i == f.focus {
		return f.theme.Bold.Render(field.Side)
	}
	return f.theme.Text.Render(field.Side)
}

// Follow scrolls so that the cursor is seen, with the lines around its field
// as far as there is room for them.
func (f *Form) Follow() {
	field := f.Focused()
	if field == nil {
		return
	}
	first, last := field.row-len(field.Above), field.row+field.height+len(field.Below)
	if f.focus == 0 {
		first = 0
	}
	if f.focus == len(f.Fields)-1 {
		last = f.page.Rows()
	}
	switch room := f.page.Height(); {
	case last-first <= room:
	case f.focus == 0 && field.row+field.height <= room:
		last = room
	default:
		first, last = field.row-len(field.Above), min(last, field.row-len(field.Above)+f.page.Height())
	}
	f.page.Reveal(first, last)
	f.RevealCursor()
}

// RevealCursor scrolls as little as it takes to see the cursor.
func (f *Form) RevealCursor() {
	if field := f.Focused(); field != nil {
		_, y, _ := field.Editor.CursorXY()
		f.page.Reveal(field.row+y, field.row+y+1)
	}
}

// View draws exactly the form's height in lines.
func (f *Form) View() string { return f.page.View() }

// Cursor returns the real cursor's place in the form, or nil when it is
// scrolled out of sight.
func (f *Form) Cursor() *tea.Cursor {
	field := f.Focused()
	if field == nil {
		return nil
	}
	x, y, ok := field.Editor.CursorXY()
	row := field.row + y - f.page.Top()
	if !ok || row < 0 || row >= f.page.Height() {
		return nil
	}
	return tea.NewCursor(min(field.col+x, f.page.Width()-1), row)
}

// Narrow reports whether labels are drawn over their fields, not beside them.
func (f *Form) Narrow() bool { return !f.beside() }

// Indent returns the column in which the text of a field with a side label
// begins.
func (f *Form) Indent() int {
	if f.beside() {
		return sideWidth + 2
	}
	return 2
}
