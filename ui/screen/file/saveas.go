package file

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/component/pathfield"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// saveAs asks in which other file the workbook shall go on, while it cannot be saved in
// its own.
type saveAs struct {
	env     *env.Env
	field   pathfield.Field
	from    string // the workbook that cannot be saved
	copying bool
	trouble string // why the last try failed
	to      string // the workbook that is written in now; "" before
	keys    saveAsKeys

	width, height int
}

type saveAsKeys struct{ save, on key.Binding }

func newSaveAs(e *env.Env, _ route.SaveAs) (*saveAs, error) {
	s := &saveAs{
		env: e, from: e.Store.Path(), field: pathfield.New(e.Theme, e.Now, e.Clip),
		keys: saveAsKeys{
			save: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "copy it there")),
			on:   key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go on")),
		},
	}
	s.field.Line.Side = "Folder or file"
	if home := e.Getenv("HOME"); home != "" {
		name := strings.TrimSuffix(filepath.Base(s.from), filepath.Ext(s.from)) + e.Now().Format("-20060102-1504") + filepath.Ext(s.from)
		s.field.Suggest(filepath.Join("~", name))
	}
	return s, nil
}

// SetSize lays the screen out.
func (s *saveAs) SetSize(width, height int) {
	s.width, s.height = width, height
	s.field.Restyle(s.env.Theme, s.env.Width)
	s.field.SetRoom(width, height)
	s.relayout()
	s.field.SetSize(width, height)
}

// relayout sets what is around the field.
func (s *saveAs) relayout() {
	if s.to != "" {
		s.sayDone()
		s.field.Layout()
		return
	}
	s.field.Head = append(s.prose("Where shall the workbook go on?", theme.Loud), "")
	s.field.Head = append(s.field.Head, s.prose("Name another folder or file, such as one on a stick. A verified copy of the whole workbook goes there, with what is not saved yet, and you go on in it.", theme.Body)...)
	s.field.Foot = nil
	switch {
	case s.copying:
		s.field.Foot = s.prose("Copying…", theme.Quiet)
	case s.trouble != "":
		s.field.Foot = s.env.Theme.Wrap(s.trouble, s.width, s.env.Theme.Alarm)
	}
	s.field.Layout()
}

// sayDone names the file in which the person goes on.
func (s *saveAs) sayDone() {
	t := s.env.Theme
	s.field.Fields, s.field.Foot = nil, nil
	head := s.prose("You are writing in another file now, and everything is saved there.", theme.Loud)
	head = append(head, "")
	head = append(head, t.Wrap(s.to, s.width, t.Text)...)
	head = append(head, "")
	head = append(head, s.prose("Open it the next time with:", theme.Body)...)
	head = append(head, t.Wrap("goldenthread --data "+phrase.ShellPath(s.to), s.width, t.Bold)...)
	head = append(head, "")
	s.field.Head = append(head, s.prose("The old file stays as it is. Its recovery journal keeps your last words, and offers them when it is opened.", theme.Quiet)...)
}

func (s *saveAs) prose(text string, tone theme.Tone) []string {
	return s.env.Theme.Prose(text, s.width, tone)
}

// Update takes an event.
func (s *saveAs) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.Adopt:
		s.copying = false
		if msg.Err != nil {
			s.trouble = whyNotThere(msg.Err)
		} else {
			s.to = msg.Store.Path()
		}
		s.relayout()
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
	_, changed, cmd := s.field.Update(msg)
	if changed != nil {
		s.trouble = ""
		s.relayout()
		s.field.Follow()
	}
	return nil, cmd
}

// save makes the copy away from the screen.
func (s *saveAs) save() tea.Cmd {
	file := s.field.Path(s.env.Getenv("HOME"))
	if file == "" {
		s.trouble = "Name a folder or a file."
		s.relayout()
		return nil
	}
	s.copying, s.trouble = true, ""
	s.relayout()
	st := s.env.Store
	return func() tea.Msg {
		to, err := st.SaveAs(file)
		return nav.Adopt{Store: to, Err: err}
	}
}

// whyNotThere returns the reason why a copy could not be made, and that nothing is lost.
func whyNotThere(err error) string {
	var path *fs.PathError
	said := trouble.Why(err)
	switch {
	case errors.Is(err, fs.ErrExist):
		said = "there is a file of that name, which is kept"
	case errors.Is(err, store.ErrItself):
		said = "this is the workbook itself"
	case errors.Is(err, fs.ErrNotExist):
		said = "there is no such folder"
	case errors.Is(err, fs.ErrPermission):
		said = "you may not write there"
	case errors.As(err, &path):
		said = trouble.WhyOr(err, path.Err.Error())
	}
	return "That did not work: " + said + ". Nothing was changed, and what you see is still here."
}

// Back waits while the workbook is being copied: the person goes on in the copy.
func (s *saveAs) Back() bool { return s.copying }

// View draws the screen.
func (s *saveAs) View() tea.View { return s.field.Draw() }

// Typing reports whether printable keys are text.
func (s *saveAs) Typing() bool { return s.to == "" }

// Title names the purpose.
func (s *saveAs) Title() string { return "Save elsewhere" }

// ShortHelp lists the keys of the footer.
func (s *saveAs) ShortHelp() []key.Binding {
	if s.to != "" {
		return []key.Binding{s.keys.on}
	}
	return []key.Binding{s.keys.save}
}

// FullHelp lists all keys.
func (s *saveAs) FullHelp() [][]key.Binding {
	if s.to != "" {
		return [][]key.Binding{{s.keys.on}}
	}
	return append([][]key.Binding{{s.keys.save}}, editor.DefaultKeyMap().FullHelp()...)
}
