package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"goldenthread/content/safetext"
	"goldenthread/store/guarded"
	"goldenthread/ui/console"
	"goldenthread/ui/explain"
	"goldenthread/ui/interrupt"
	"goldenthread/ui/phrase"
)

func consoleCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "console",
		Short: "Follow the running session in a second terminal",
		Long: `Follow the session that goldenthread facilitate projects, from a second terminal on the same computer: what to say, what to watch for, the ways out, the next step, the plan and how it goes, and what is on the projector in words. Every key is sent to the projected screen; ctrl+c leaves the console alone.

Several consoles may follow at once. It opens neither the session nor the workbook.`,
		Example: strings.TrimSpace(`
# in the terminal that is not projected
goldenthread console`),
		Args: noArguments,
		RunE: a.later(func([]string) error { return follow(a) }),
	}
}

// follow shows the console of the running session.
func follow(a *app) error {
	if !a.interactive(a.IO) {
		return errNoProjector
	}
	ctx, stop := interrupt.Context()
	defer stop()
	err := console.Run(ctx, console.Options{
		Meeting: a.meeting(), Now: a.Now, Theme: a.flags.theme, ASCII: a.flags.ascii,
		In: a.In, Out: safetext.Raw(a.Out), Environ: coloured(a.Environ, a.flags.color),
	})
	var unfit *console.Unfit
	switch err = a.afterSignal(ctx, err); {
	case errors.Is(err, console.ErrNobody):
		return errNoSession
	case errors.As(err, &unfit):
		return &unmeetable{unfit}
	}
	return err
}

// unmeetable is the error of a folder in which a session and its consoles cannot
// meet.
type unmeetable struct{ *console.Unfit }

func (e *unmeetable) Code() int     { return explain.Failed }
func (e *unmeetable) Unwrap() error { return e.Unfit }

func (e *unmeetable) Words() explain.Words {
	return explain.Lines("A session and its consoles cannot meet in "+e.Dir+phrase.Because(e.Err)+".", "Nothing was sent or shown.",
		"Name a folder of your own with a short name, closed to others, as XDG_RUNTIME_DIR, in both terminals.")
}

// errNoSession reports that there is nothing to follow.
var errNoSession = explain.New("cli: no session is running", explain.Failed, explain.Lines(
	"No session is running that a console could follow.",
	explain.Unchanged,
	"Start or carry on one in the projected terminal, with the same --data: "+program+" facilitate",
))

// meeting returns where a projected session and its consoles find each other.
func (a *app) meeting() console.Meeting {
	folder := a.sessionFolder()
	if full, err := filepath.Abs(folder); err == nil {
		folder = full
	}
	return console.NewMeeting(a.runtimeDir(), folder)
}

// runtimeDir returns a folder of this user alone that does not outlast the
// computer's next start.
func (a *app) runtimeDir() string {
	switch dir := a.getenv("XDG_RUNTIME_DIR"); {
	case filepath.IsAbs(dir) && guarded.IsMine(dir): // after su it may be another account's
		return filepath.Join(dir, program)
	case runtime.GOOS == "windows":
		return filepath.Join(xdg.DataHome, program, "run")
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("%s-%d", program, os.Getuid()))
}
