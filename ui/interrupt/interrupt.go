// Package interrupt turns the signals that end a program into a context, and into
// an error with the exit code that a shell expects. It knows nothing of what the
// program has to save first.
package interrupt

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"goldenthread/ui/explain"
)

// Error is the cause of a context that a signal ended.
type Error struct{ Signal syscall.Signal }

// Error returns the name of the signal.
func (e *Error) Error() string { return "interrupt: " + e.Signal.String() }

// Words returns none: whoever ended the program knows.
func (e *Error) Words() explain.Words { return explain.Words{} }

// Code returns 128 plus the number of the signal.
func (e *Error) Code() int { return explain.Signal + int(e.Signal) }

// Context returns a context that ends, with an *Error as its cause, when the window
// is closed or somebody ends the program. Until stop is called further signals are
// taken as the same one: shells send a hang-up twice, and the second must not cut
// the saving short.
func Context() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT)
	go func() {
		select {
		case s := <-signals:
			if s, ok := s.(syscall.Signal); ok {
				cancel(&Error{s})
			}
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}
