package facilitate

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/console"
	"goldenthread/ui/theme"
)

// Options are what Run needs.
type Options struct {
	Book    *content.Workbook
	Folder  string          // of the sessions; it is made on first use
	Meeting console.Meeting // where consoles find the session
	Agenda  *content.Agenda // nil lets the facilitator choose one, or carry on
	People  int             // 0 asks
	Minutes int             // 0 is the agenda's
	Now     func() time.Time
	Theme   string // auto, light or dark
	ASCII   bool
	Profile *colorprofile.Profile // colours to use; nil asks the environment
	In      io.Reader
	Out     io.Writer
	Environ []string
}

// Run shows the projected view until the facilitator leaves or ctx ends. What
// was done is on the disk all the time; a session that was not ended is carried
// on by the next Run.
func Run(ctx context.Context, o Options) error {
	e := &Env{
		Book: o.Book, Folder: o.Folder, Now: o.Now, Tick: tea.Tick, Draw: rand.Uint64,
		Theme: theme.New(theme.Options{Dark: o.Theme != "light", ASCII: o.ASCII, Profile: colorprofile.TrueColor}),
		Width: ansi.WcWidth,
		Clip:  &editor.Clip{},
		Show:  func(console.Frame) {},
	}
	first, err := firstFace(e, o)
	if err != nil {
		return err
	}
	m := newModel(e, Look{Theme: o.Theme}, first)
	if f, ok := o.Out.(*os.File); ok {
		if width, height, err := term.GetSize(f.Fd()); err == nil {
			m.width, m.height = width, height
			m.layout()
		}
	}
	options := []tea.ProgramOption{
		tea.WithInput(o.In), tea.WithOutput(o.Out), tea.WithContext(ctx),
		tea.WithoutSignalHandler(), tea.WithEnvironment(o.Environ),
	}
	if o.Profile != nil {
		options = append(options, tea.WithColorProfile(*o.Profile))
	}
	p := tea.NewProgram(m, options...)
	server, err := console.Listen(o.Meeting, func(press console.Press) { p.Send(console.PressMsg{Press: press}) })
	if err == nil {
		e.Show = server.Show
		defer server.Close()
	} // else the session runs without a console, which says why it finds none
	_, err = p.Run()
	if ctx.Err() != nil {
		err = nil // the terminal may be gone; everything is kept
	}
	return errors.Join(err, m.close())
}

// firstFace is the start of an agenda that was named; else choosing, with the
// sessions that can be carried on.
func firstFace(e *Env, o Options) (face, error) {
	c, err := newChoose(e)
	if err != nil {
		return nil, err
	}
	if o.Agenda == nil {
		return c, nil
	}
	return newStart(e, o.Agenda, c).with(o.People, o.Minutes), nil
}

// close closes the session that is open, if one is.
func (m *Model) close() error {
	if r, ok := m.face.(*run); ok {
		r.keepHalf()
	}
	if s := sessionOf(m.face); s != nil {
		return s.Close()
	}
	return nil
}

func sessionOf(f face) *store.Session {
	switch f := f.(type) {
	case *run:
		return f.session
	case *over:
		return f.session
	}
	return nil
}
