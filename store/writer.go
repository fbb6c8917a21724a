package store

import (
	"errors"
	"fmt"
	"goldenthread/store/problem"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	berrors "go.etcd.io/bbolt/errors"
)

// write is one change. failed is why there can be no other after it.
type write struct {
	apply  func() (err, failed error)
	words  *entry // those that it is to put into a slot; nil if a person wrote none
	clears Slot   // that the person took back what is unsaved in it; mostly none
	retry  bool   // it is to save what could not be saved before
	done   chan<- error
}

// startWriter starts the goroutine that owns every write.
func (s *Store) startWriter() {
	s.writes = make(chan write)
	s.stopped = make(chan struct{})
	go func() {
		defer close(s.stopped)
		var failed error // why this handle takes no more writes
		for w := range s.writes {
			err := failed
			if failed == nil {
				err, failed = w.apply()
			}
			w.done <- s.account(w, err)
		}
	}()
}

// stopWriter lets the writes that have arrived finish. It reports whether it was
// the one that stopped the writer.
func (s *Store) stopWriter() bool {
	s.mu.Lock()
	first := !s.closed
	if first {
		s.closed = true
		close(s.writes)
	}
	s.mu.Unlock()
	<-s.stopped
	return first
}

// update hands a change that holds no words of a person to the writer, to be
// applied as one transaction, and waits until it is on the disk.
func (s *Store) update(change func(tx transaction) error) error {
	return s.save(write{}, change)
}

// save is update for what a person wrote: w says what becomes of it.
func (s *Store) save(w write, change func(tx transaction) error) error {
	w.apply = func() (err, failed error) { return s.commit(change) }
	return s.do(w)
}

// do runs something on the writer. The channel serves those who wait in the
// order in which they came.
func (s *Store) do(w write) error {
	done := make(chan error, 1)
	w.done = done
	s.mu.RLock()
	if s.closed {
		s.mu.RUnlock()
		return ErrClosed
	}
	s.writes <- w
	s.mu.RUnlock()
	return <-done
}

// commit applies a change and raises the generation with it. failed is not nil
// if nobody can know any more what is on the disk: after a failed sync the system
// may drop what was not written and report success for the next one.
func (s *Store) commit(change func(tx transaction) error) (err, failed error) {
	defer faultsAsPanics()()
	defer s.guard(&err)
	if p := s.fault.Load(); p != nil {
		return p, p // writing into a damaged tree damages more of it
	}
	size, err := s.checkPlace()
	if err != nil {
		return err, nil
	}
	s.keyring.RLock()
	defer s.keyring.RUnlock()
	if s.form.locked() {
		return s.problemLocked(), nil
	}
	inner, err := s.db.Begin(true)
	if err != nil {
		return problem.Of(s.path, err), nil
	}
	defer inner.Rollback()   // no effect after Commit
	if size < inner.Size() { // bbolt would write over what is left of it
		return &Problem{Kind: ProblemCutShort, Path: s.path, Err: fmt.Errorf("%d bytes instead of %d", size, inner.Size())}, nil
	}
	tx := transaction{inner, s.form, s.kinds}
	if err = change(tx); err == nil {
		err = putMeta(tx, metaGeneration, s.generation+1)
	}
	if err != nil {
		return err, nil
	}
	if err := tx.Commit(); err != nil {
		err = problem.Of(s.path, fmt.Errorf("save: %w", err))
		if canRetry(err) {
			return err, nil
		}
		return err, err
	}
	s.generation++
	s.keepSeenInTime()
	return nil, nil
}

// checkPlace compares the opened file with the one at the path. A program that
// carries files between computers replaces them by renaming; bbolt would save
// into the old one, which nobody will ever see again, and report success. It
// returns how long the file is.
func (s *Store) checkPlace() (size int64, err error) {
	now, err := s.options.disk.Stat(s.path)
	if err == nil && os.SameFile(now, s.file) {
		return now.Size(), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, problem.Of(s.path, err)
	}
	return 0, &Problem{Kind: ProblemReplaced, Path: s.path, Err: err}
}

// canRetry reports whether a save failed before anything had to be synced: the
// disk was full when the file should grow or be written. A full disk that shows
// in the sync is an error without a path.
func canRetry(err error) bool {
	var path *fs.PathError
	return problem.IsDiskFull(err) && (errors.As(err, &path) || errors.Is(err, berrors.ErrMaxSizeReached) ||
		strings.Contains(err.Error(), "file resize error"))
}

// guard turns a panic of bbolt, or a fault in its mapping of the file, into an
// error. It is deferred.
func (s *Store) guard(err *error) {
	if cause := recover(); cause != nil {
		p := &Problem{Kind: ProblemDamaged, Path: s.path, Err: fmt.Errorf("%v", cause)}
		s.fault.Store(p)
		*err = p
	}
}

// faultsAsPanics makes faults in a mapped file recoverable on this goroutine. It
// returns the function that sets things back.
func faultsAsPanics() func() {
	before := debug.SetPanicOnFault(true)
	return func() { debug.SetPanicOnFault(before) }
}
