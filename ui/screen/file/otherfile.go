package file

import (
	"os"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/pathfield"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// otherFile asks for the path of another workbook.
type otherFile struct {
	rescuer
	field         pathfield.Field
	width, height int
	enter         key.Binding
	wrong         string // what is wrong with the path, if anything
}

func newOtherFile(e *env.Env, r route.OtherFile) (*otherFile, error) {
	o := &otherFile{
		rescuer: rescuer{e, r.Rescue}, field: pathfield.New(e.Theme, e.Now, e.Clip),
		enter: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "open it")),
	}
	o.field.Offer(r.Rescue.Case.Problem.Path)
	return o, nil
}

func (o *otherFile) SetSize(width, height int) {
	o.width, o.height = width, height
	o.field.Restyle(o.with.Theme, o.with.Width)
	o.relayout()
}

// relayout sets what is around the field, and draws it.
func (o *otherFile) relayout() {
	t, rescue := o.with.Theme, o.rescue
	o.field.Line.Above = append(t.Prose("Which workbook?", o.width, theme.Loud), "")
	o.field.Foot = t.Prose("It is opened this once. To open it always, set *GOLDENTHREAD_DATA*.", o.width, theme.Quiet)
	for _, said := range []string{o.wrong, rescue.Failed, rescue.Working} {
		if said != "" {
			o.field.Foot = append(t.Wrap(said, o.width, t.Bold), append([]string{""}, o.field.Foot...)...)
		}
	}
	o.field.SetSize(o.width, o.height)
}

// Update takes an event.
func (o *otherFile) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case failedMsg:
		o.relayout()
		return nil, nil
	case tea.KeyPressMsg:
		if o.busy() {
			return nil, nil
		}
		if key.Matches(msg, o.enter) {
			return nil, o.choose()
		}
	}
	_, changed, cmd := o.field.Update(msg)
	if changed != nil {
		o.wrong = ""
	}
	o.relayout()
	return nil, cmd
}

// choose opens the file, if there is one: a name that was mistyped must not
// become a new workbook.
func (o *otherFile) choose() tea.Cmd {
	path := o.field.Path(o.with.Getenv("HOME"))
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		o.wrong = "There is no file " + path + "."
		o.relayout()
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
	o.relayout()
	return cmd
}

// View draws the field.
func (o *otherFile) View() tea.View { return o.field.Draw() }

// Typing is always true: printable keys are text.
func (o *otherFile) Typing() bool { return true }

// Title names the question.
func (o *otherFile) Title() string {
	return "Golden Thread " + o.with.Theme.Marks.Crumb + " Another file"
}

// ShortHelp lists the keys of the footer.
func (o *otherFile) ShortHelp() []key.Binding { return []key.Binding{o.enter} }

// FullHelp lists all keys.
func (o *otherFile) FullHelp() [][]key.Binding {
	return append([][]key.Binding{{o.enter}}, o.field.Line.Editor.FullHelp()...)
}
