package file

import (
	"errors"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"goldenthread/store/problem"
)

// Read runs fn in a read transaction. What fn keeps it must copy. Of a file that is
// locked nothing is read.
func (f *File) Read(fn func(tx Tx) error) error {
	return f.whileOpen(func() error { return f.ReadOnWriter(fn) })
}

// ReadRaw is Read for what needs no key: whether the file is whole, and how much
// there is in it.
func (f *File) ReadRaw(fn func(tx Tx) error) error {
	return f.whileOpen(func() error { return f.guarded(func() error { return f.transact(fn) }) })
}

// ReadOnWriter is Read for what runs on the writer, which may not wait for those who
// wait for it.
func (f *File) ReadOnWriter(fn func(tx Tx) error) error {
	return f.guarded(func() error { return f.readUnlocked(fn) })
}

// whileOpen runs what reads from the file.
func (f *File) whileOpen(read func() error) (err error) {
	if f.writer.isClosed() {
		return ErrClosed
	}
	f.handle.RLock()
	defer f.handle.RUnlock()
	if err = read(); errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return ErrClosed // meanwhile
	}
	return err
}

// guarded returns a fault of bbolt as an error. After a fault bbolt may hold its
// locks for ever: then nothing more is read.
func (f *File) guarded(read func() error) (err error) {
	if p := f.fault.Load(); p != nil {
		return p
	}
	defer faultsAsPanics()()
	defer f.guard(&err)
	return read()
}

// readUnlocked reads as bbolt does it, what is not locked.
func (f *File) readUnlocked(fn func(tx Tx) error) error {
	return f.transact(func(tx Tx) error {
		if tx.Locked() {
			return f.problemLocked()
		}
		return fn(tx)
	})
}

func (f *File) transact(fn func(tx Tx) error) error {
	f.keyring.RLock()
	defer f.keyring.RUnlock()
	return f.db.View(func(tx *bolt.Tx) error { return fn(Tx{tx, f.form}) })
}

func (f *File) problemLocked() error {
	return &problem.Problem{Kind: problem.Locked, Path: f.path}
}
