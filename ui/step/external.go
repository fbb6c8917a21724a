package step

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/form"
	"goldenthread/ui/privacy"
)

// externalMsg reports that the person's own editor has ended.
type externalMsg struct {
	field *form.Field
	file  string
	err   error
}

// errNoEditor reports that ctrl+o found no editor.
var errNoEditor = errors.New("no editor was found; VISUAL or EDITOR can name one")

// usualEditors are tried when none is named.
var usualEditors = [...]string{"nano", "vi", "notepad"}

// editorCommand returns the person's editor and its arguments, or nothing.
func editorCommand(getenv func(string) string) []string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if words := strings.Fields(getenv(name)); len(words) > 0 {
			return words
		}
	}
	for _, name := range usualEditors {
		if path, err := exec.LookPath(name); err == nil {
			return []string{path}
		}
	}
	return nil
}

// editorWarned is the setting that says that the person knows what editors keep.
const editorWarned = "editor warned"

const editorWarning = "Your editor may keep copies of its own: swap files, undo history, backups. They stay when ours is removed. Press ctrl+o again to open it; this is said only once."

const sealedWarning = "A passphrase lies on your workbook, and no other editor is given a word of it. The privacy page, p on the first screen, can allow that."

// openExternal hands the text with the focus to $VISUAL or $EDITOR, in a file
// that only this person can read. What is on the screen is a draft on the disk
// before. The first time it only says what that may leave behind.
func (w *writing) openExternal() tea.Cmd {
	field := w.form.Focused()
	fail := func(err error) tea.Cmd {
		return func() tea.Msg { return externalMsg{field: field, err: err} }
	}
	if field == nil {
		return nil
	}
	words := editorCommand(w.env.Getenv)
	if len(words) == 0 {
		return fail(errNoEditor)
	}
	if err := w.answers.flush(); err != nil {
		return fail(err)
	}
	if allowed, err := w.env.Store.Setting(privacy.AllowExternalWhenSealed); w.env.Store.Sealed() && (err != nil || allowed != privacy.On) {
		w.remark = sealedWarning
		w.showRemark()
		return nil
	}
	if known, err := w.env.Store.Setting(editorWarned); err != nil || known == "" {
		w.remark = editorWarning
		w.showRemark()
		_ = w.env.Store.SetSetting(editorWarned, privacy.On) // else it is said once more
		return nil
	}
	file, err := w.owner[field].CheckOut(field.Name, field.Editor.Text(), w.env.Getenv)
	if err != nil {
		return fail(err)
	}
	cmd := exec.Command(words[0], append(words[1:], file)...)
	return tea.ExecProcess(cmd, func(err error) tea.Msg { return externalMsg{field, file, err} })
}

// fromExternal takes the text back. An editor that failed changes nothing; a
// file that came back empty does not replace a text. A text of another step is left
// alone: every step is told, and only one has it. One that no step has any more is
// restored at the next start.
func (w *writing) fromExternal(msg externalMsg) tea.Cmd {
	if w.owner[msg.field] == nil {
		return nil
	}
	if msg.file != "" {
		defer os.RemoveAll(filepath.Dir(msg.file))
	}
	defer w.showRemark()
	return tea.Batch(w.graphemes(), w.readBack(msg))
}

// graphemes asks the terminal again to count wide characters as we do: what
// gave it to the other program has switched that off.
func (w *writing) graphemes() tea.Cmd {
	if w.env.Width != ansi.GraphemeWidth {
		return nil
	}
	return tea.Raw(ansi.SetModeUnicodeCore)
}

func (w *writing) readBack(msg externalMsg) tea.Cmd {
	if msg.err != nil {
		w.remark = "Your text is as it was: " + msg.err.Error() + "."
		return nil
	}
	text, err := os.ReadFile(msg.file)
	before := msg.field.Editor.Text()
	switch {
	case err != nil:
		w.remark = "Your text is as it was: the editor's file could not be read back."
	case isBlank(string(text)) && !isBlank(before):
		w.remark = "Your text is as it was: the editor's file came back empty."
	default:
		return w.takeBack(msg.field, before, string(text))
	}
	return nil
}

func (w *writing) takeBack(f *form.Field, before, text string) tea.Cmd {
	if !strings.HasSuffix(before, "\n") {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r") // editors end the last line
	}
	if text == before {
		w.remark = "Nothing was changed in your editor. If it opens a window, it needs an option to wait, such as code --wait."
		return nil
	}
	f.Editor.ReplaceAll(text)
	return w.changed(f)
}
