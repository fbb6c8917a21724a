package file

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

// Update hands a change to the writer, to be applied as one transaction, and waits
// until it is on the disk.
func (f *File) Update(change func(tx Tx) error) error { return f.Save(change, nil) }

// Save is Update; after runs on the writer when the change is on the disk, or with
// the error why it is not, and returns what Save returns. It may read with
// ReadOnWriter.
func (f *File) Save(change func(tx Tx) error, after func(err error) error) error {
	return f.writer.do(write{apply: func() (err, failed error) { return f.commit(change) }, after: after})
}

// commit applies a change and raises the generation with it. failed is not nil
// if nobody can know any more what is on the Disk: after a failed sync the system
// may drop what was not written and report success for the next one.
func (f *File) commit(change func(tx Tx) error) (err, failed error) {
	defer faultsAsPanics()()
	defer f.guard(&err)
	if p := f.fault.Load(); p != nil {
		return p, p // writing into a damaged tree damages more of it
	}
	size, err := f.checkPlace()
	if err != nil {
		return err, nil
	}
	f.keyring.RLock()
	defer f.keyring.RUnlock()
	if f.form.Locked() {
		return f.problemLocked(), nil
	}
	inner, err := f.db.Begin(true)
	if err != nil {
		return problem.Of(f.path, err), nil
	}
	defer inner.Rollback()   // no effect after Commit
	if size < inner.Size() { // bbolt would write over what is left of it
		return &problem.Problem{Kind: problem.CutShort, Path: f.path, Err: fmt.Errorf("%d bytes instead of %d", size, inner.Size())}, nil
	}
	tx := Tx{inner, f.form}
	if err = change(tx); err == nil {
		err = tx.PutMeta(metaGeneration, f.generation+1)
	}
	if err != nil {
		return err, nil
	}
	if err := tx.Commit(); err != nil {
		err = problem.Of(f.path, fmt.Errorf("save: %w", err))
		if canRetry(err) {
			return err, nil
		}
		return err, err
	}
	f.generation++
	f.markInTime()
	return nil, nil
}

// checkPlace compares the opened file with the one at the path. A program that
// carries files between computers replaces them by renaming; bbolt would save
// into the old one, which nobody will ever see again, and report success. It
// returns how long the file is.
func (f *File) checkPlace() (size int64, err error) {
	now, err := f.options.Disk.Stat(f.path)
	if err == nil && os.SameFile(now, f.info) {
		return now.Size(), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, problem.Of(f.path, err)
	}
	return 0, &problem.Problem{Kind: problem.Replaced, Path: f.path, Err: err}
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
func (f *File) guard(err *error) {
	if cause := recover(); cause != nil {
		p := &problem.Problem{Kind: problem.Damaged, Path: f.path, Err: fmt.Errorf("%v", cause)}
		f.fault.Store(p)
		*err = p
	}
}

// faultsAsPanics makes faults in a mapped file recoverable on this goroutine. It
// returns the function that sets things back.
func faultsAsPanics() func() {
	before := debug.SetPanicOnFault(true)
	return func() { debug.SetPanicOnFault(before) }
}
