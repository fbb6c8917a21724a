package facilitate

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/editor"
	"goldenthread/ui/theme"
)

// field is a line to type into.
type field struct{ editor editor.Model }

// mostRows is the height at which a field scrolls while it is typed into.
// Otherwise it has one row.
const mostRows = 3

func newField(e *Env) *field {
	f := &field{editor: editor.New()}
	f.editor.SetMethod(e.Width)
	f.editor.SetClip(e.Clip)
	f.editor.SetNow(e.Now)
	return f
}

// text returns what was typed, as one line.
func (f *field) text() string { return strings.Join(strings.Fields(f.editor.Text()), " ") }

func (f *field) update(msg tea.Msg) tea.Cmd {
	_, cmd := f.editor.Update(msg)
	return cmd
}

// lines draws the field. The cursor is relative to the lines, and nil without the
// focus.
func (f *field) lines(t *theme.Theme, width int) ([]string, *tea.Cursor) {
	f.editor.SetStyles(editor.Styles{Text: t.Text.Style, Placeholder: t.Faint.Style, Selection: t.Select.Style, Mark: t.Faint.Style})
	f.editor.SetMarks(t.Marks.Up, t.Marks.Down)
	most := 1
	if f.editor.Focused() {
		most = mostRows
	}
	f.editor.SetSize(width-2, most)
	f.editor.SetSize(width-2, max(1, min(most, f.editor.Rows())))
	bar := t.Faint.Render(t.Marks.Rest) + " "
	if f.editor.Focused() {
		bar = t.Accent.Render(t.Marks.Bar) + " "
	}
	var lines []string
	for _, line := range strings.Split(f.editor.View(), "\n") {
		lines = append(lines, bar+line)
	}
	if x, y, ok := f.editor.CursorXY(); ok && f.editor.Focused() {
		return lines, tea.NewCursor(x+2, y)
	}
	return lines, nil
}
