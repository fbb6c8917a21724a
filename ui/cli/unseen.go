package cli

import (
	"errors"
	"io/fs"

	"goldenthread/store"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// unseen is the error of a folder beside the workbook that cannot be looked into.
type unseen struct {
	path string
	err  error
}

// errUnseen returns the first of what could not be looked at, nil if there is none.
func errUnseen(h store.Health) error {
	if len(h.Unseen) == 0 {
		return nil
	}
	return unseenOf(h.Unseen[0])
}

func unseenOf(err error) *unseen {
	var of *fs.PathError
	if errors.As(err, &of) {
		return &unseen{of.Path, of.Err}
	}
	return &unseen{"a folder beside the workbook", err}
}

func (e *unseen) Error() string { return "cli: unseen: " + e.path + ": " + e.err.Error() }
func (e *unseen) Unwrap() error { return e.err }
func (e *unseen) Code() int     { return explain.Failed }

func (e *unseen) Words() explain.Words {
	return explain.Lines(e.path+" cannot be looked into"+phrase.Because(e.err)+", so there may be more than is known.",
		explain.Unchanged, "Make it a folder that you may enter, and try again.")
}
