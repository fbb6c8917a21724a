package file

import "sync"

// write is one change. failed is why there can be no other after it.
type write struct {
	apply func() (err, failed error)
	after func(err error) error // is told how it went, and says what the caller is told; may be nil
	done  chan<- error
}

// writer owns every write: it is one goroutine, and what it is handed it does in the
// order in which it came.
type writer struct {
	mu      sync.RWMutex // guards closed and the sending on writes
	closed  bool
	writes  chan write
	stopped chan struct{} // closed when the writer is done
}

// start starts the goroutine that owns every write.
func (w *writer) start() {
	w.writes = make(chan write)
	w.stopped = make(chan struct{})
	go func() {
		defer close(w.stopped)
		var failed error // why this handle takes no more writes
		for one := range w.writes {
			err := failed
			if failed == nil {
				err, failed = one.apply()
			}
			if one.after != nil {
				err = one.after(err)
			}
			one.done <- err
		}
	}()
}

// stop lets the writes that have arrived finish. It reports whether it was
// the one that stopped the writer.
func (w *writer) stop() bool {
	w.mu.Lock()
	first := !w.closed
	if first {
		w.closed = true
		close(w.writes)
	}
	w.mu.Unlock()
	<-w.stopped
	return first
}

// do runs something on the writer. The channel serves those who wait in the
// order in which they came.
func (w *writer) do(one write) error {
	done := make(chan error, 1)
	one.done = done
	w.mu.RLock()
	if w.closed {
		w.mu.RUnlock()
		return ErrClosed
	}
	w.writes <- one
	w.mu.RUnlock()
	return <-done
}

// isClosed reports whether nothing more is taken.
func (w *writer) isClosed() bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.closed
}
