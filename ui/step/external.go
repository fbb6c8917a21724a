package step

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/form"
)

// externalMsg is what came back from the person's own editor.
type externalMsg struct {
	field *form.Field
	file  string
	err   error
}

// errNoEditor is why ctrl+o did nothing.
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

// openExternal hands the text with the focus to $VISUAL or $EDITOR, in a file
// that only this person can read. What is on the screen is a draft on the disk
// before.
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
	file, err := externalFile(w.env.Getenv, field.Editor.Text())
	if err != nil {
		return fail(err)
	}
	cmd := exec.Command(words[0], append(words[1:], file)...)
	return tea.ExecProcess(cmd, func(err error) tea.Msg { return externalMsg{field, file, err} })
}

// externalFile writes a text into a new folder that nobody else can enter, in
// memory where the system offers such a place.
func externalFile(getenv func(string) string, text string) (string, error) {
	dir, err := os.MkdirTemp(getenv("XDG_RUNTIME_DIR"), "goldenthread-")
	if err != nil {
		dir, err = os.MkdirTemp("", "goldenthread-")
	}
	if err != nil {
		return "", fmt.Errorf("make a private folder: %w", err)
	}
	file := filepath.Join(dir, "answer.md")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		os.RemoveAll(dir)
		return "", fmt.Errorf("write a private copy: %w", err)
	}
	return file, nil
}

// fromExternal takes the text back. An editor that failed changes nothing; a
// file that came back empty does not replace a text.
func (w *writing) fromExternal(msg externalMsg) tea.Cmd {
	if msg.file != "" {
		defer os.RemoveAll(filepath.Dir(msg.file))
	}
	if w.owner[msg.field] == nil {
		return nil
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
