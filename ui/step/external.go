package step

import (
	"errors"
	"io/fs"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/ui/answer"
	"goldenthread/ui/component/form"
	"goldenthread/ui/privacy"
	"goldenthread/ui/terminal"
)

// externalMsg reports that the person's own editor has ended.
type externalMsg struct {
	field *form.Field
	file  string
	err   error
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
	if editorCommand(w.env.Getenv, "") == nil {
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
	return terminal.Lend(editorCommand(w.env.Getenv, file), func(err error) tea.Msg { return externalMsg{field, file, err} })
}

// fromExternal takes the text back, and removes the file once what is in it is kept.
// An editor that failed changes nothing on the screen; a file that came back empty
// does not replace a text. A text of another step is left alone: every step is told,
// and only one has it. One that no step has any more is restored at the next start.
func (w *writing) fromExternal(msg externalMsg) tea.Cmd {
	if w.owner[msg.field] == nil {
		return nil
	}
	defer w.showRemark()
	cmd, kept := w.readBack(msg)
	if kept && msg.file != "" {
		_ = w.owner[msg.field].CheckIn(msg.file) // else the next start removes it
	}
	return cmd
}

// asSaid returns a path, or what the system says, as a remark may have it, which is
// Markdown.
func asSaid(text string) string { return content.Typed(text).Sentence() }

// asItWas begins what is said when the text on the screen stays.
const asItWas = "Your text is as it was: "

// readBack reads what an editor has left, and reports whether it is kept: the file is
// needed no more.
func (w *writing) readBack(msg externalMsg) (cmd tea.Cmd, kept bool) {
	if msg.file == "" {
		w.remark = asItWas + asSaid(whyEnded(msg.err)) + "."
		return nil, true
	}
	raw, err := answer.External(msg.file)
	before := msg.field.Editor.Text()
	text := asWritten(before, raw)
	switch {
	case err != nil:
		w.remark = asItWas + "the editor's file could not be read back."
		return nil, errors.Is(err, fs.ErrNotExist)
	case !utf8.ValidString(text):
		w.remark = asItWas + "what your editor has saved is no UTF-8. It stays in " + asSaid(msg.file) + "."
		return nil, false
	case msg.err != nil:
		return nil, w.afterFailure(msg, before, text)
	case isBlank(text) && !isBlank(before):
		w.remark = asItWas + "the editor's file came back empty."
		return nil, true
	}
	return w.takeBack(msg.field, before, text)
}

// asWritten returns the text of an editor's file without what editors add: the mark
// of an encoding, and the end of a last line that had none.
func asWritten(before string, raw []byte) string {
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	if !strings.HasSuffix(before, "\n") {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	}
	return text
}

// afterFailure keeps what an editor has saved that ended badly, as an earlier
// version: whoever ended it may have meant to drop that, or not. It reports whether
// nothing is left to keep.
func (w *writing) afterFailure(msg externalMsg, before, text string) (kept bool) {
	w.remark = asItWas + asSaid(whyEnded(msg.err)) + "."
	if text == before || isBlank(text) {
		return true
	}
	if err := w.owner[msg.field].keepEarlier(msg.field.Name, text); err != nil {
		w.remark += " What your editor had saved stays in " + asSaid(msg.file) + "."
		return false
	}
	w.remark += " What your editor had saved is kept as an earlier version; look back shows it."
	return true
}

func (w *writing) takeBack(f *form.Field, before, text string) (cmd tea.Cmd, kept bool) {
	if text == before {
		w.remark = "Nothing was changed in your editor. If it opens a window, it needs an option to wait, such as code --wait."
		return nil, true
	}
	f.Editor.ReplaceAll(text)
	cmd = w.changed(f)
	return cmd, w.answers.flush() == nil // until it is on the disk the file has it, too
}
