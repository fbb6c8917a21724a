package step

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/editor"
)

// find is the line under a step in which a person says what to look for in the
// answer that had the focus.
type find struct {
	query editor.Model
	said  string // "not found", or empty
	keys  findKeys
}

type findKeys struct{ next, previous, close key.Binding }

func newFind(w *writing) *find {
	f := &find{query: editor.New(), keys: findKeys{
		next:     key.NewBinding(key.WithKeys("enter", "down", "ctrl+f"), key.WithHelp("enter", "next")),
		previous: key.NewBinding(key.WithKeys("up", "shift+enter"), key.WithHelp("↑", "the one before")),
		close:    key.NewBinding(key.WithKeys("esc", "tab"), key.WithHelp("esc", "back to the text")),
	}}
	f.query.SetNow(w.env.Now)
	f.query.SetClip(w.env.Clip)
	f.query.SetStyles(editor.Styles{Text: w.env.Theme.Text.Style, Placeholder: w.env.Theme.Faint.Style, Selection: w.env.Theme.Select.Style})
	f.query.SetPlaceholder("a word of this answer")
	f.query.Focus()
	return f
}

const findLabel = "Find  "

// view draws the line, no wider than width.
func (f *find) view(w *writing, width int) string {
	t := w.env.Theme
	f.query.SetSize(max(width-len(findLabel)-len(f.said)-2, 8), 1)
	return t.Bold.Render(findLabel) + f.query.View() + "  " + t.Faint.Render(f.said)
}

func (f *find) cursor(row int) *tea.Cursor {
	x, y, ok := f.query.CursorXY()
	if !ok {
		return nil
	}
	return tea.NewCursor(len(findLabel)+x, row+y)
}

// openFind begins to look in the answer that has the focus; a second time it
// goes on to the next place.
func (w *writing) openFind() {
	if w.form.Focused() == nil {
		return
	}
	w.find = newFind(w)
	w.form.SetSize(w.width, w.formHeight())
}

// formHeight is the room that the find line leaves.
func (w *writing) formHeight() int {
	if w.find != nil {
		return max(w.height-1, 0)
	}
	return w.height
}

// Back closes the find line, if it is open.
func (w *writing) Back() bool {
	if w.find == nil {
		return false
	}
	w.find = nil
	w.form.SetSize(w.width, w.formHeight())
	return true
}

func (w *writing) updateFind(msg tea.KeyPressMsg) {
	f := w.find
	switch {
	case key.Matches(msg, f.keys.close):
		w.Back()
	case key.Matches(msg, f.keys.next):
		w.seek(true)
	case key.Matches(msg, f.keys.previous):
		w.seek(false)
	default:
		if changed, _ := f.query.Update(msg); changed {
			f.said = ""
		}
	}
}

// seek goes to the next place, or the one before, and says when there is none.
func (w *writing) seek(forward bool) {
	query := w.find.query.Text()
	if isBlank(query) {
		return
	}
	w.find.said = ""
	if !w.form.Focused().Editor.Find(query, forward) {
		w.find.said = "not in this answer"
	}
	w.form.Layout()
	w.form.Follow()
}

// count returns the number of words in the answer with the focus, as a sentence.
func (w *writing) count() string {
	f := w.form.Focused()
	if f == nil {
		return ""
	}
	if n := f.Editor.Words(); n != 1 {
		return fmt.Sprintf("%d words in this answer.", n)
	}
	return "1 word in this answer."
}
