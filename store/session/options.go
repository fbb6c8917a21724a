package session

import (
	"io"
	"time"

	"goldenthread/store"
)

// Options say how to open a session. The zero Options are those of the program.
type Options struct {
	Now      func() time.Time // the clock; nil means time.Now
	ReadOnly bool             // nothing is made, changed or locked against other readers
	Entropy  io.Reader        // random bits of the IDs and of the keys of ballots; nil means crypto/rand
}

func (o Options) file() store.Options {
	return store.Options{Now: o.Now, ReadOnly: o.ReadOnly, Entropy: o.Entropy}
}
