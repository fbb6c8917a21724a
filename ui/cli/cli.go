// Package cli is the command line: one file a verb. It finds the data and the
// content, opens them, and turns every error into words for a person and an
// exit code, once, at the edge. It draws no screen.
package cli

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"

	"goldenthread/store/vault"
	"goldenthread/ui"
	"goldenthread/ui/facilitate"
)

// IO is what the program is given by whoever starts it.
type IO struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	Env []string // as os.Environ returns it
	Now func() time.Time
}

// System is the IO of this process.
func System() IO {
	return IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Now: time.Now}
}

// Main runs the program and returns its exit code:
//
//	0 done   1 could not   2 misused, or no terminal   3 data in use
//	4 data damaged, newer, or older than last seen   129, 130, 143 ended by a signal
//
// It first reads the arguments, which may print help, and then does what they
// say, so that whatever goes wrong is said in one place.
func Main(args []string, io IO) int {
	noCore()
	a := &app{IO: io, start: ui.Run, project: facilitate.Run, interactive: isInteractive, asks: canAsk, cost: vault.CostHere}
	return a.main(args)
}

// app is one run of the program.
type app struct {
	IO
	start       func(context.Context, ui.Options) error
	project     func(context.Context, facilitate.Options) error
	interactive func(IO) bool
	asks        func(IO) bool // somebody is there to answer a question
	cost        func() vault.Cost

	flags flags
	act   func() error // what the arguments ask for; nil if it is done
}

func (a *app) main(args []string) int {
	err := a.parse(args)
	if err == nil && a.act != nil {
		err = a.act()
	}
	return a.explain(err)
}

// lookup returns an environment variable, "" if it is not set.
func (a *app) lookup(name string) string { return lookup(a.Env, name) }

// isInteractive reports whether a person can type and see a screen.
func isInteractive(io IO) bool {
	return isTerminal(io.In) && isTerminal(io.Out) && lookup(io.Env, "TERM") != "dumb"
}

func isTerminal(stream any) bool {
	file, ok := stream.(term.File)
	return ok && term.IsTerminal(file.Fd())
}
