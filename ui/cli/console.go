package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"goldenthread/store"
	"goldenthread/ui/console"
)

func (a *app) consoleCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "console",
		Short: "Follow the running session in a second terminal",
		Long: `Follow the session that goldenthread facilitate projects, from a second terminal on the same computer: what to say, what to watch for, the ways out, the next step, the plan and how it goes, and what is on the projector in words. Every key is sent to the projected screen; ctrl+c leaves the console alone.

Several consoles may follow at once. It opens neither the session nor the workbook.`,
		Example: strings.TrimSpace(`
# in the terminal that is not projected
goldenthread console`),
		Args: noArguments,
		RunE: a.later(func([]string) error { return a.console() }),
	}
}

func (a *app) console() error {
	if !a.interactive(a.IO) {
		return errNoProjector
	}
	ctx, stop := untilSignal()
	defer stop()
	err := console.Run(ctx, console.Options{
		Meeting: a.meeting(), Now: a.Now, Theme: a.flags.theme, ASCII: a.flags.ascii,
		In: a.In, Out: a.Out, Environ: coloured(a.Env, a.flags.color),
	})
	return afterSignal(ctx, err)
}

// meeting is where a projected session and its consoles find each other.
func (a *app) meeting() console.Meeting {
	path, _ := a.dataPath()
	folder := store.SessionFolder(path)
	if full, err := filepath.Abs(folder); err == nil {
		folder = full
	}
	return console.NewMeeting(a.runtimeDir(), folder)
}

// runtimeDir is a folder of this user alone that does not outlast the computer's
// next start.
func (a *app) runtimeDir() string {
	switch dir := a.lookup("XDG_RUNTIME_DIR"); {
	case filepath.IsAbs(dir):
		return filepath.Join(dir, program)
	case runtime.GOOS == "windows":
		return filepath.Join(xdg.DataHome, program, "run")
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("%s-%d", program, os.Getuid()))
}

var noSessionWords = words{
	"No session is running that a console could follow.",
	unchanged,
	"Start or carry on one in the projected terminal, with the same --data: " + program + " facilitate",
}
