// Package cli is the command line. Each verb is a type of its own in a file of its
// own: it is handed the app, which finds the data and the content and opens them,
// and does one thing. Every error becomes words for a person and an exit code here,
// once, at the edge; an error of a verb explains itself (ui/explain). The package
// draws no screen.
//
// Start reading with Main, then root.go, which lists the verbs, and then one of
// them, such as list.go.
package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"goldenthread/content/safetext"
	"goldenthread/store/vault"
	"goldenthread/ui"
	"goldenthread/ui/explain"
	"goldenthread/ui/facilitate"
	"goldenthread/ui/prompt"
)

// IO holds the streams, the environment and the clock of one run.
type IO struct {
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Environ []string // as os.Environ returns it
	Now     func() time.Time
}

// System returns the IO of this process.
func System() IO {
	return IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Environ: os.Environ(), Now: time.Now}
}

// Main runs the program and returns its exit code:
//
//	0 done   1 could not   2 misused, or no terminal   3 data in use
//	4 data damaged, newer, or older than last seen   129, 130, 131, 143 ended by a signal
//
// It first reads the arguments, which may print help, and then does what they say,
// so that whatever goes wrong is said in one place.
func Main(args []string, io IO) int {
	noCore()
	a := &app{IO: io, start: ui.Run, project: facilitate.Run, interactive: isInteractive, asks: canAsk, cost: vault.CostHere}
	return a.main(args)
}

// app is one run of the program. It holds what every verb needs: the streams, the
// flags, and how the files are found and opened (data.go, unlock.go).
type app struct {
	IO
	start       func(context.Context, ui.Options) error         // shows the workbook
	project     func(context.Context, facilitate.Options) error // shows a session
	interactive func(IO) bool
	asks        func(IO) bool // whether somebody can answer a question
	cost        func() vault.Cost

	flags flags
	act   func() error // what the arguments ask for; nil if it is done
}

// main reads the arguments, does what they ask for, and explains what went wrong.
// Nothing that is printed through its streams can steer the terminal.
func (a *app) main(args []string) int {
	a.Out, a.Err = safetext.NewWriter(a.Out), safetext.NewWriter(a.Err)
	err := a.parse(args)
	if err == nil && a.act != nil {
		return a.explain(asUnprinted(a.act()))
	}
	err = asUnprinted(err)
	var own explain.Error
	if err != nil && !errors.As(err, &own) {
		err = &explain.Misuse{Command: program, Err: err} // an error of cobra's
	}
	return a.explain(err)
}

// getenv returns an environment variable, "" if it is not set.
func (a *app) getenv(name string) string { return getenv(a.Environ, name) }

// prompt returns what asks a person.
func (a *app) prompt() prompt.Prompt {
	return prompt.Prompt{In: a.In, Err: a.Err, Answers: func() bool { return a.asks(a.IO) }}
}

// say writes sentences to standard output, broken for a terminal.
func (a *app) say(sentences ...string) error { return prompt.Say(a.Out, sentences...) }

// isInteractive reports whether a person can type and see a screen.
func isInteractive(io IO) bool {
	return prompt.IsTerminal(io.In) && prompt.IsTerminal(io.Out) && getenv(io.Environ, "TERM") != "dumb"
}

// canAsk reports whether somebody can answer a question: standard output may be a
// file.
func canAsk(io IO) bool { return prompt.Prompt{In: io.In, Err: io.Err}.Possible() }
