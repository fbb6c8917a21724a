package screen

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/component/form"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// elsewhere is where a person says which other folder the workbook shall go on
// in, while it cannot be saved in its own.
type elsewhere struct {
	env     *env.Env
	form    *form.Form
	field   *form.Field
	from    string // the workbook that cannot be saved
	copying bool
	trouble string // why the last try failed
	to      string // the workbook that is written in now; "" before
	keys    elsewhereKeys

	width, height int
}

type elsewhereKeys struct{ save, on key.Binding }

func newElsewhere(e *env.Env) (nav.Screen, error) {
	s := &elsewhere{
		env: e, from: e.Store.Path(), field: &form.Field{Name: "to", Side: "Folder or file", Line: true, Editor: editor.New()},
		keys: elsewhereKeys{
			save: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "copy it there")),
			on:   key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go on")),
		},
	}
	s.field.Editor.SetNow(e.Now)
	s.field.Editor.SetClip(e.Clip)
	if home := e.Getenv("HOME"); home != "" {
		name := strings.TrimSuffix(filepath.Base(s.from), filepath.Ext(s.from)) + e.Now().Format("-20060102-1504") + filepath.Ext(s.from)
		s.field.Editor.SetText(filepath.Join("~", name))
		s.field.Editor.SetCursor(len(s.field.Editor.Text()))
	}
	s.form = form.New(e.Theme, e.Now, s.field)
	return s, nil
}

// SetSize lays the screen out.
func (s *elsewhere) SetSize(width, height int) {
	s.width, s.height = width, height
	s.form.SetTheme(s.env.Theme)
	s.field.Editor.SetMethod(s.env.Width)
	s.form.SetRoom(width, height)
	s.dress()
	s.form.SetSize(width, height)
}

// dress sets what stands around the field.
func (s *elsewhere) dress() {
	if s.to != "" {
		s.dressDone()
		s.form.Layout()
		return
	}
	s.form.Head = append(s.prose("Where shall the workbook go on?", theme.Loud), "")
	s.form.Head = append(s.form.Head, s.prose("Name another folder or file, such as one on a stick. A verified copy of the whole workbook goes there, with what is not saved yet, and you go on in it.", theme.Body)...)
	s.form.Foot = nil
	switch {
	case s.copying:
		s.form.Foot = s.prose("Copying…", theme.Quiet)
	case s.trouble != "":
		s.form.Foot = s.env.Theme.Wrap(s.trouble, s.width, s.env.Theme.Alarm)
	}
	s.form.Layout()
}

func (s *elsewhere) dressDone() {
	t := s.env.Theme
	s.form.Fields, s.form.Foot = nil, nil
	head := s.prose("You are writing in another file now, and everything is saved there.", theme.Loud)
	head = append(head, "")
	head = append(head, t.Wrap(s.to, s.width, t.Text)...)
	head = append(head, "")
	head = append(head, s.prose("Open it the next time with:", theme.Body)...)
	head = append(head, t.Wrap("goldenthread --data "+inShell(s.to), s.width, t.Bold)...)
	head = append(head, "")
	s.form.Head = append(head, s.prose("The old file stays as it is. Its recovery journal keeps your last words, and offers them when it is opened.", theme.Quiet)...)
}

// inShell is a path as a shell takes it.
func inShell(path string) string {
	if strings.ContainsAny(path, " '\"\\$&;()*?<>|~#`!") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

func (s *elsewhere) prose(text string, tone theme.Tone) []string {
	return s.env.Theme.Prose(text, s.width, tone)
}

// Update takes an event.
func (s *elsewhere) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.Adopt:
		s.copying = false
		if msg.Err != nil {
			s.trouble = whyNotThere(msg.Err)
		} else {
			s.to = msg.Store.Path()
		}
		s.dress()
		return nil, nil
	case tea.KeyPressMsg:
		switch {
		case s.copying:
			return nil, nil
		case s.to != "" && key.Matches(msg, s.keys.on):
			return nav.Pop{}, nil
		case s.to == "" && key.Matches(msg, s.keys.save):
			return nil, s.save()
		}
	}
	if s.to != "" || s.copying {
		return nil, nil
	}
	_, changed, cmd := s.form.Update(msg)
	if changed != nil {
		s.trouble = ""
		s.dress()
		s.form.Follow()
	}
	return nil, cmd
}

// save makes the copy away from the screen.
func (s *elsewhere) save() tea.Cmd {
	file := expand(oneLine(s.field.Editor.Text()), s.env.Getenv)
	if file == "" {
		s.trouble = "Name a folder or a file."
		s.dress()
		return nil
	}
	s.copying, s.trouble = true, ""
	s.dress()
	st := s.env.Store
	return func() tea.Msg {
		to, err := st.Elsewhere(file)
		return nav.Adopt{Store: to, Err: err}
	}
}

// whyNotThere says why a copy could not be made, and that nothing is lost by it.
func whyNotThere(err error) string {
	var path *fs.PathError
	said := Why(err)
	switch {
	case errors.Is(err, fs.ErrExist):
		said = "there is a file of that name, which is kept"
	case errors.Is(err, store.ErrItself):
		said = "this is the workbook itself"
	case errors.Is(err, fs.ErrNotExist):
		said = "there is no such folder"
	case errors.Is(err, fs.ErrPermission):
		said = "you may not write there"
	case errors.As(err, &path) && said == unknownReason:
		said = path.Err.Error()
	}
	return "That did not work: " + said + ". Nothing was changed, and what you see is still here."
}

// View draws the screen.
func (s *elsewhere) View() tea.View {
	v := tea.NewView(s.form.View())
	if s.to == "" {
		v.Cursor = s.form.Cursor()
	}
	return v
}

// Typing says whether printable keys are text.
func (s *elsewhere) Typing() bool { return s.to == "" }

// Title says what it is for.
func (s *elsewhere) Title() string { return "Save elsewhere" }

// ShortHelp lists the keys of the footer.
func (s *elsewhere) ShortHelp() []key.Binding {
	if s.to != "" {
		return []key.Binding{s.keys.on}
	}
	return []key.Binding{s.keys.save}
}

// FullHelp lists all keys.
func (s *elsewhere) FullHelp() [][]key.Binding {
	if s.to != "" {
		return [][]key.Binding{{s.keys.on}}
	}
	return append([][]key.Binding{{s.keys.save}}, editor.DefaultKeyMap().FullHelp()...)
}
