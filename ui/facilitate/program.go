package facilitate

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store/session"
	"goldenthread/ui/component/editor"
	"goldenthread/ui/console"
	"goldenthread/ui/terminal"
)

// Options say which session Run shows, and where.
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
		Theme: terminal.Theme(o.Theme, o.ASCII),
		Width: ansi.WcWidth,
		Clip:  &editor.Clip{},
		Show:  func(console.Frame) {},
	}
	first, err := firstScreen(e, o)
	if err != nil {
		return err
	}
	m := newModel(e, o.Theme, first)
	m.Measure(o.Out)
	m.compose()
	p := terminal.NewProgram(m, terminal.Options{In: o.In, Out: o.Out, Environ: o.Environ, Profile: o.Profile})
	server, err := console.Listen(o.Meeting, func(press console.Press) { p.Send(console.PressMsg{Press: press}) })
	if err == nil {
		e.Show = server.Show
		defer server.Close()
	} // else the session runs without a console, which says why it finds none
	return errors.Join(p.Run(ctx), m.close())
}

// firstScreen returns the start of an agenda that was named; else choosing, with
// the sessions that can be carried on.
func firstScreen(e *Env, o Options) (screen, error) {
	c, err := newChooseScreen(e)
	if err != nil {
		return nil, err
	}
	if o.Agenda == nil {
		return c, nil
	}
	return newStartScreen(e, o.Agenda, c).with(o.People, o.Minutes), nil
}

// close closes the session that is open, if one is.
func (m *Model) close() error {
	if r, ok := m.screen.(*run); ok {
		_ = r.do(saveUnsent{})
	}
	if s := sessionOf(m.screen); s != nil {
		return s.Close()
	}
	return nil
}

func sessionOf(s screen) *session.Session {
	switch s := s.(type) {
	case *run:
		return s.session
	case *endScreen:
		return s.session
	}
	return nil
}
