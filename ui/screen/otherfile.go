package screen

import (
	"os"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/component/form"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// otherFile asks for the path of another workbook.
type otherFile struct {
	rescuer
	field         *form.Field
	form          *form.Form
	width, height int
	enter         key.Binding
	wrong         string // what is wrong with the path, if anything
}

func newOtherFile(e *env.Env, r route.OtherFile) (nav.Screen, error) {
	f := &form.Field{Name: "path", Line: true, Editor: editor.New()}
	f.Editor.SetClip(e.Clip)
	f.Editor.SetText(r.Rescue.Case.Problem.Path)
	f.Editor.SelectAll() // what is typed takes its place
	return &otherFile{
		rescuer: rescuer{e, r.Rescue}, field: f, form: form.New(e.Theme, e.Now, f),
		enter: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "open it")),
	}, nil
}

func (o *otherFile) SetSize(width, height int) {
	o.width, o.height = width, height
	o.form.SetTheme(o.with.Theme)
	o.field.Editor.SetMethod(o.with.Width)
	o.dress()
}

func (o *otherFile) dress() {
	t, rescue := o.with.Theme, o.rescue
	o.field.Above = append(t.Prose("Which workbook?", o.width, theme.Loud), "")
	o.form.Foot = t.Prose("It is opened this once. To open it always, set *GOLDENTHREAD_DATA*.", o.width, theme.Quiet)
	for _, said := range []string{o.wrong, rescue.Failed, rescue.Working} {
		if said != "" {
			o.form.Foot = append(t.Wrap(said, o.width, t.Bold), append([]string{""}, o.form.Foot...)...)
		}
	}
	o.form.SetSize(o.width, o.height)
}

// Update takes an event.
func (o *otherFile) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case failedMsg:
		o.dress()
		return nil, nil
	case tea.KeyPressMsg:
		if o.busy() {
			return nil, nil
		}
		if key.Matches(msg, o.enter) {
			return nil, o.choose()
		}
	}
	_, changed, cmd := o.form.Update(msg)
	if changed != nil {
		o.wrong = ""
	}
	o.dress()
	return nil, cmd
}

// choose opens the file, if there is one: a name that was mistyped must not
// become a new workbook.
func (o *otherFile) choose() tea.Cmd {
	path := expand(strings.TrimSpace(oneLine(o.field.Editor.Text())), o.with.Getenv)
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		o.wrong = "There is no file " + path + "."
		o.dress()
		return nil
	}
	o.wrong = ""
	cmd := o.start("Opening…", func() tea.Msg {
		st, err := o.rescue.Open(path, store.Options{})
		if err != nil { // esc leads back to the trouble there was
			return failedMsg{said: whyNot(err)}
		}
		return nav.Adopt{Store: st}
	})
	o.dress()
	return cmd
}

// expand puts the home folder in the place of a ~, as a shell does.
func expand(path string, getenv func(string) string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && getenv("HOME") != "" {
		return filepath.Join(getenv("HOME"), rest)
	}
	return path
}

// View draws the field.
func (o *otherFile) View() tea.View {
	v := tea.NewView(o.form.View())
	v.Cursor = o.form.Cursor()
	return v
}

// Typing says that printable keys are text.
func (o *otherFile) Typing() bool { return true }

// Title says what is asked.
func (o *otherFile) Title() string {
	return "Golden Thread " + o.with.Theme.Marks.Crumb + " Another file"
}

// ShortHelp lists the keys of the footer.
func (o *otherFile) ShortHelp() []key.Binding { return []key.Binding{o.enter} }

// FullHelp lists all keys.
func (o *otherFile) FullHelp() [][]key.Binding {
	return append([][]key.Binding{{o.enter}}, o.field.Editor.FullHelp()...)
}
