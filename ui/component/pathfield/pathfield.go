// Package pathfield is a form with one line in it, for the path of a file or a folder.
// It must not know what is there, or what the path is for.
package pathfield

import (
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/editor"
	"goldenthread/ui/component/form"
	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// Field is the form, with its one field as Line. It is made by New.
type Field struct {
	*form.Form
	Line *form.Field
}

// New makes a field without text. What is cut and copied in it is shared by clip.
func New(t *theme.Theme, now func() time.Time, clip *editor.Clip) Field {
	line := &form.Field{Name: "path", Line: true, Editor: editor.New()}
	line.Editor.SetNow(now)
	line.Editor.SetClip(clip)
	return Field{form.New(t, now, line), line}
}

// Suggest sets a path to be written on, with the cursor behind it.
func (f Field) Suggest(path string) {
	f.Line.Editor.SetText(path)
	f.Line.Editor.SetCursor(len(path))
}

// Offer sets a path that the first typed text replaces.
func (f Field) Offer(path string) {
	f.Line.Editor.SetText(path)
	f.Line.Editor.SelectAll()
}

// Restyle takes the look, and how the terminal measures wide characters. The form must
// be laid out after it.
func (f Field) Restyle(t *theme.Theme, width ansi.Method) {
	f.SetTheme(t)
	f.Line.Editor.SetMethod(width)
}

// Path returns the typed text as a path: on one line, with the home folder in the
// place of a ~, as a shell does it. home may be "" where there is none.
func (f Field) Path(home string) string {
	path := phrase.Line(f.Line.Editor.Text())
	if rest, ok := strings.CutPrefix(path, "~/"); ok && home != "" {
		return filepath.Join(home, rest)
	}
	return path
}

// Draw returns the form with its cursor, as a screen draws it.
func (f Field) Draw() tea.View {
	v := tea.NewView(f.View())
	v.Cursor = f.Cursor()
	return v
}
