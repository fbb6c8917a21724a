// Package input owns what comes from a terminal before the library decodes it. It
// knows no screen and no program.
//
// It is there because of the decoder of ultraviolet, v0.0.0-20260811164956, under
// Bubble Tea v2.0.10; v2.1.1 with ultraviolet v0.0.0-20261008173134 has the same
// one. That decoder looks for sequences inside a paste: one that is cut there, such
// as ESC ] without its end, swallows the ESC of the end mark, and then every key is
// pasted into a text that nobody ever sees. A paste whose end is lost does the
// same. Outside a paste a string without an end swallows what is typed quickly
// after it. Bytes that are no UTF-8 are dropped without a word.
//
// So the decoder is given whole sequences only. A Reader lies between the
// terminal and the library; its filter (filter.go) parts the bytes, keeps each
// paste (paste.go) for Reader.Pasted, and passes a paste of its number in its
// place. Start reading at filter.part.
//
// The library must not know the name of the terminal's file: it would wait for the
// file and not for the filter, which has something to say after a pause, too.
// Therefore Reader has no method Name, and whoever takes the terminal away from the
// library calls End before and Begin afterwards.
package input

import (
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"github.com/muesli/cancelreader"
)

// Reader reads what a terminal sends. One program at a time reads from it.
type Reader struct {
	file  *os.File
	after func(time.Duration, func()) *time.Timer

	reading sync.Mutex // held by Read
	filter  filter     // of Read, but for pastes
	failed  error      // follows what the filter still has

	mu      sync.Mutex
	ended   bool
	forgets bool                      // the decoder is to read over what it has kept
	now     cancelreader.CancelReader // waits for the terminal; nil where nobody does
}

// NewReader makes the reader of a terminal. after is time.AfterFunc.
func NewReader(file *os.File, after func(time.Duration, func()) *time.Timer) *Reader {
	return &Reader{file: file, after: after}
}

// Read reads what the decoder is to see. After End it returns io.EOF until Begin.
func (r *Reader) Read(p []byte) (int, error) {
	r.reading.Lock()
	defer r.reading.Unlock()
	for len(r.filter.out) == 0 {
		if r.failed != nil {
			return 0, r.failed
		}
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p[:min(len(p), piece)], r.filter.out)
	clear(r.filter.out[:n])
	r.filter.out = r.filter.out[n:]
	return n, nil
}

// fill waits until the terminal sends something, or until a pause says something.
func (r *Reader) fill() error {
	from, err := r.wait()
	if err != nil || from == nil {
		return err
	}
	over := func() bool { return false }
	if pause := r.filter.wait(); pause > 0 {
		timer := r.after(pause, func() { from.Cancel() })
		over = func() bool { return !timer.Stop() }
	}
	buf := make([]byte, 4096)
	n, err := from.Read(buf)
	if over() || err != nil {
		r.letGo(from) // it has been cancelled, or is of no use
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case n > 0:
		r.filter.take(buf[:n])
	case errors.Is(err, cancelreader.ErrCanceled) && r.ended:
		return io.EOF
	case errors.Is(err, cancelreader.ErrCanceled) && r.forgets:
	case errors.Is(err, cancelreader.ErrCanceled):
		r.filter.pause()
	case err != nil:
		r.filter.finish()
		r.failed = err
	}
	return nil
}

// wait returns what waits for the terminal; nil if there is something to read already.
func (r *Reader) wait() (cancelreader.CancelReader, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return nil, io.EOF
	}
	if r.forgets {
		r.forgets = false
		r.filter.out = append(r.filter.out, blank()...)
		return nil, nil
	}
	if r.now == nil {
		now, err := cancelreader.NewReader(r.file)
		if err != nil {
			return nil, err
		}
		r.now = now
	}
	return r.now, nil
}

func (r *Reader) letGo(from cancelreader.CancelReader) {
	r.mu.Lock()
	defer r.mu.Unlock()
	_ = from.Close()
	r.now = nil
}

// End lets go of the terminal. When it returns, nobody reads there; what has come
// so far is read after Begin.
func (r *Reader) End() {
	r.mu.Lock()
	r.ended = true
	if r.now != nil {
		r.now.Cancel()
	}
	r.mu.Unlock()
	r.reading.Lock()
	defer r.reading.Unlock()
	if r.now != nil {
		r.letGo(r.now)
	}
}

// Begin takes the terminal again.
func (r *Reader) Begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = false
}

// Pasted returns the paste of which the decoder was given the number, once.
func (r *Reader) Pasted(number string) (p Paste, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, ok = r.filter.pastes[number]
	delete(r.filter.pastes, number)
	return p, ok
}

// File returns the terminal.
func (r *Reader) File() *os.File { return r.file }

// Fd returns the descriptor of the terminal, for its modes.
func (r *Reader) Fd() uintptr { return r.file.Fd() }

// Write writes to the terminal.
func (r *Reader) Write(p []byte) (int, error) { return r.file.Write(p) }

// Close lets go of the terminal, and leaves it open.
func (r *Reader) Close() error {
	r.End()
	return nil
}
