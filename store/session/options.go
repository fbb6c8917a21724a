package session

import (
	"goldenthread/store/file"
	"io"
	"time"
)

// Options say how to open a session. The zero Options are those of the program.
type Options struct {
	Now      func() time.Time // the clock; nil means time.Now
	ReadOnly bool             // nothing is made, changed or locked against other readers
	Entropy  io.Reader        // random bits of the IDs; nil means crypto/rand
}

// file returns how the file of a session is opened; a fill makes a new one.
func (o Options) file(fill func(tx file.Tx) error) file.Options {
	return file.Options{Now: o.Now, ReadOnly: o.ReadOnly, Entropy: o.Entropy, Fill: fill}
}
