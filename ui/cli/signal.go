package cli

import (
	"context"
	"errors"

	"goldenthread/store"
	"goldenthread/ui/explain"
	"goldenthread/ui/interrupt"
)

// unsavedAtEnd is the error of a program that a signal ended before everything was
// saved. Its words are about that, its code is the signal's.
type unsavedAtEnd struct {
	ended *interrupt.Error
	words explain.Words
}

func (e *unsavedAtEnd) Error() string        { return e.ended.Error() + ", before everything was saved" }
func (e *unsavedAtEnd) Unwrap() error        { return e.ended }
func (e *unsavedAtEnd) Code() int            { return e.ended.Code() }
func (e *unsavedAtEnd) Words() explain.Words { return e.words }

// afterSignal puts the signal in the place of an error that it caused. If a text
// could not be saved, it is still said where it is.
func (a *app) afterSignal(ctx context.Context, err error) error {
	var ended *interrupt.Error
	if !errors.As(context.Cause(ctx), &ended) {
		return err
	}
	var unsaved *store.Unsaved
	var problem *store.Problem
	if errors.As(err, &unsaved) || errors.As(err, &problem) {
		_, said, _ := a.storeWords(err)
		return &unsavedAtEnd{ended, said}
	}
	return ended
}
