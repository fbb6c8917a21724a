// Package disk is the way of the store to the file system. It is what tests take hold
// of: they hand in a Disk of which a call fails, the database is full, or nothing is
// synced.
package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/guarded"
)

// Disk is the way to the file system. Every call that opening, saving, copying
// and restoring depend on goes through it, so that a test can let any one of
// them fail. The zero Disk is the real one; its members are for tests.
type Disk struct {
	Before  func(call, path string) error // asked before every call; its error replaces the call, which is then not made
	Opened  func(db *bolt.DB)             // given every database, to reach what bbolt itself writes
	Reached func(what string) error       // told how far a file has come that is made anew
	MaxSize int                           // of a database in bytes, as on a full disk; 0 means no limit
	NoSync  bool                          // for tests of what is stored, not of when
}

// Ask lets a test refuse a call; in the program it never does.
func (d Disk) Ask(call, path string) error {
	if d.Before == nil {
		return nil
	}
	if err := d.Before(call, path); err != nil {
		return &fs.PathError{Op: call, Path: path, Err: err}
	}
	return nil
}

// Stat is os.Stat.
func (d Disk) Stat(path string) (fs.FileInfo, error) {
	if err := d.Ask("stat", path); err != nil {
		return nil, err
	}
	return os.Stat(path)
}

// Lstat is os.Lstat.
func (d Disk) Lstat(path string) (fs.FileInfo, error) {
	if err := d.Ask("lstat", path); err != nil {
		return nil, err
	}
	return os.Lstat(path)
}

// ReadFolder returns what is in a folder; nothing if there is no folder.
func (d Disk) ReadFolder(path string) ([]fs.DirEntry, error) {
	if err := d.Ask("readdir", path); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return entries, err
}

// MakeFolder makes a folder with mode 0700, and those above it.
func (d Disk) MakeFolder(path string) error {
	if err := d.Ask("mkdir", path); err != nil {
		return err
	}
	return os.MkdirAll(path, 0o700)
}

// SyncFolder puts the folder's list of names on the disk. Windows has no such
// call, and no need of it.
func (d Disk) SyncFolder(path string) error {
	if err := d.Ask("syncdir", path); err != nil || runtime.GOOS == "windows" {
		return err
	}
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Rename is os.Rename.
func (d Disk) Rename(from, to string) error {
	if err := d.Ask("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// Settle gives a file the name that it is for and puts that on the disk.
func (d Disk) Settle(from, to string) error {
	if err := d.Rename(from, to); err != nil {
		return err
	}
	return d.SyncFolder(filepath.Dir(to))
}

// Link gives a file a second name.
func (d Disk) Link(from, to string) error {
	if err := d.Ask("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

// Remove removes a file. That none is there is no error.
func (d Disk) Remove(path string) error {
	if err := d.Ask("remove", path); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// RemoveSettled removes a file and puts on the disk that it is gone.
func (d Disk) RemoveSettled(path string) error {
	if err := d.Remove(path); err != nil {
		return err
	}
	return d.SyncFolder(filepath.Dir(path))
}

// Open opens a regular file with the flags of os.OpenFile; a new one has mode 0600.
// It waits for no pipe.
func (d Disk) Open(path string, flag int) (*os.File, error) {
	if err := d.Ask("open", path); err != nil {
		return nil, err
	}
	return guarded.Open(path, flag)
}

// Write makes a new file and puts it on the disk. What is there already, left
// by a copy that was cut short, is removed.
func (d Disk) Write(path string, fill func(w io.Writer) error) error {
	if err := d.Remove(path); err != nil {
		return err
	}
	file, err := d.Open(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	w := &Writer{Disk: d, File: file}
	err = fill(w)
	if w.failed != nil { // bbolt gives only its words
		err = w.failed
	}
	return errors.Join(err, w.Sync(), file.Close())
}

// Copy copies a file to a new one and puts it on the disk.
func (d Disk) Copy(from, to string) error {
	source, err := d.Open(from, os.O_RDONLY)
	if err != nil {
		return err
	}
	defer source.Close()
	return d.Write(to, func(w io.Writer) error {
		_, err := io.Copy(w, source)
		return err
	})
}

const (
	syncEvery = 1 << 20 // bytes
	BoltWait  = 500 * time.Millisecond
)

// Writer puts what it writes on the disk bit by bit: a save that comes
// meanwhile must not wait until the whole copy is there.
type Writer struct {
	Disk    Disk
	File    *os.File
	pending int
	failed  error
}

// Write writes as an io.Writer does.
func (w *Writer) Write(p []byte) (n int, err error) {
	if err = w.Disk.Ask("write", w.File.Name()); err == nil {
		n, err = w.File.Write(p)
	}
	if w.pending += n; err == nil && w.pending >= syncEvery {
		err = w.Sync()
	}
	w.failed = err
	return n, err
}

// Sync puts on the disk what was written.
func (w *Writer) Sync() error {
	w.pending = 0
	if err := w.Disk.Ask("sync", w.File.Name()); err != nil {
		return err
	}
	return w.File.Sync()
}

// OpenDatabase gives a file to bbolt, which closes it, also if opening fails. It
// never makes one.
func (d Disk) OpenDatabase(file *os.File, readOnly bool) (*bolt.DB, error) {
	db, err := bolt.Open(file.Name(), 0o600, &bolt.Options{
		Timeout:      BoltWait, // without it bbolt waits for ever
		FreelistType: bolt.FreelistMapType,
		ReadOnly:     readOnly,
		MaxSize:      d.MaxSize,
		NoSync:       d.NoSync,
		NoStatistics: true,
		OpenFile:     func(string, int, fs.FileMode) (*os.File, error) { return file, nil },
	})
	if err == nil && d.Opened != nil {
		d.Opened(db)
	}
	return db, err
}

// At tells a test how far something has come, and returns what is to go wrong there.
func (d Disk) At(what string) error {
	if d.Reached == nil {
		return nil
	}
	return d.Reached(what)
}

// Wipe writes zeros over a file, and then removes it.
func (d Disk) Wipe(path string) error {
	file, err := d.Open(path, os.O_WRONLY|guarded.NoFollow)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	w := &Writer{Disk: d, File: file}
	if err == nil {
		_, err = io.Copy(w, io.LimitReader(zeros{}, info.Size()))
	}
	if err = errors.Join(err, w.Sync(), file.Close()); err != nil {
		return err
	}
	return d.Remove(path)
}

// zeros is a source of nothing.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
