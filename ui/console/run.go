package console

import (
	"context"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"goldenthread/ui/theme"
)

// Options are what Run needs.
type Options struct {
	Meeting Meeting
	Now     func() time.Time
	Theme   string // auto, light or dark
	ASCII   bool
	In      io.Reader
	Out     io.Writer
	Environ []string
}

// Run follows the session that runs until the facilitator leaves the console or
// ctx ends. Without one it returns ErrNobody before it draws anything.
func Run(ctx context.Context, o Options) error {
	conn, err := o.Meeting.Dial()
	if err != nil {
		return err
	}
	th := theme.New(theme.Options{Dark: o.Theme != "light", ASCII: o.ASCII, Profile: colorprofile.TrueColor})
	m := New(th, o.Theme, o.Now, conn, o.Meeting.Dial)
	if f, ok := o.Out.(*os.File); ok {
		if width, height, err := term.GetSize(f.Fd()); err == nil {
			m.width, m.height = width, height
		}
	}
	_, err = tea.NewProgram(m,
		tea.WithInput(o.In), tea.WithOutput(o.Out), tea.WithContext(ctx),
		tea.WithoutSignalHandler(), tea.WithEnvironment(o.Environ)).Run()
	if ctx.Err() != nil {
		err = nil
	}
	_ = m.Close() // it may be gone
	return err
}
