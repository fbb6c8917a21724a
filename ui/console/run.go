package console

import (
	"context"
	"io"
	"time"

	"goldenthread/ui/terminal"
)

// Options say how Run follows a session.
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
	m := New(terminal.Theme(o.Theme, o.ASCII), o.Theme, o.Now, conn, o.Meeting.Dial)
	m.Measure(o.Out)
	m.compose()
	err = terminal.NewProgram(m, terminal.Options{In: o.In, Out: o.Out, Environ: o.Environ}).Run(ctx)
	_ = m.Close() // it may be gone
	return err
}
