package cli

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"goldenthread/store"
)

// interrupted is why the program ended, if a signal ended it.
type interrupted struct{ signal syscall.Signal }

func (e *interrupted) Error() string { return "cli: " + e.signal.String() }

// untilSignal returns a context that ends when the window is closed or somebody
// ends the program. Until stop is called further signals are taken as the same
// one: shells send a hang-up twice, and the second must not cut the saving short.
func untilSignal() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			if s, ok := s.(syscall.Signal); ok {
				cancel(&interrupted{s})
			}
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}

// afterSignal puts the signal in the place of an error that it caused. That a
// text could not be saved is kept beside it.
func afterSignal(ctx context.Context, err error) error {
	var ended *interrupted
	if !errors.As(context.Cause(ctx), &ended) {
		return err
	}
	var unsaved *store.Unsaved
	var problem *store.Problem
	if errors.As(err, &unsaved) || errors.As(err, &problem) {
		return errors.Join(ended, err)
	}
	return ended
}
