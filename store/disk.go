package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	bolt "go.etcd.io/bbolt"
)

// disk is the way to the file system. Every call that opening, saving, copying
// and restoring depend on goes through it, so that a test can let any one of
// them fail. The zero disk is the real one.
type disk struct {
	before func(call, path string) error // asked before every call; its error stands for the call, which is then not made
	opened func(db *bolt.DB)             // given every database, to reach what bbolt itself writes
}

func (d disk) ask(call, path string) error {
	if d.before == nil {
		return nil
	}
	if err := d.before(call, path); err != nil {
		return &fs.PathError{Op: call, Path: path, Err: err}
	}
	return nil
}

func (d disk) stat(path string) (fs.FileInfo, error) {
	if err := d.ask("stat", path); err != nil {
		return nil, err
	}
	return os.Stat(path)
}

func (d disk) lstat(path string) (fs.FileInfo, error) {
	if err := d.ask("lstat", path); err != nil {
		return nil, err
	}
	return os.Lstat(path)
}

// readFolder returns what is in a folder; nothing if there is no folder.
func (d disk) readFolder(path string) ([]fs.DirEntry, error) {
	if err := d.ask("readdir", path); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return entries, err
}

func (d disk) makeFolder(path string) error {
	if err := d.ask("mkdir", path); err != nil {
		return err
	}
	return os.MkdirAll(path, 0o700)
}

// syncFolder puts the folder's list of names on the disk. Windows has no such
// call, and no need of it.
func (d disk) syncFolder(path string) error {
	if err := d.ask("syncdir", path); err != nil || runtime.GOOS == "windows" {
		return err
	}
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func (d disk) rename(from, to string) error {
	if err := d.ask("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// settle gives a file the name that it is for and puts that on the disk.
func (d disk) settle(from, to string) error {
	if err := d.rename(from, to); err != nil {
		return err
	}
	return d.syncFolder(filepath.Dir(to))
}

// link gives a file a second name.
func (d disk) link(from, to string) error {
	if err := d.ask("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

// remove removes a file. That none is there is no error.
func (d disk) remove(path string) error {
	if err := d.ask("remove", path); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// removeSettled removes a file and puts on the disk that it is gone.
func (d disk) removeSettled(path string) error {
	if err := d.remove(path); err != nil {
		return err
	}
	return d.syncFolder(filepath.Dir(path))
}

// open opens a file with the flags of os.OpenFile; a new one has mode 0600.
func (d disk) open(path string, flag int) (*os.File, error) {
	if err := d.ask("open", path); err != nil {
		return nil, err
	}
	return os.OpenFile(path, flag, 0o600)
}

// write makes a new file and puts it on the disk. What stands there already, left
// by a copy that was cut short, is removed.
func (d disk) write(path string, fill func(w io.Writer) error) error {
	if err := d.remove(path); err != nil {
		return err
	}
	file, err := d.open(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	w := &steadyWriter{disk: d, file: file}
	err = fill(w)
	if w.failed != nil { // bbolt gives only its words
		err = w.failed
	}
	return errors.Join(err, w.sync(), file.Close())
}

// copy copies a file to a new one and puts it on the disk.
func (d disk) copy(from, to string) error {
	source, err := d.open(from, os.O_RDONLY)
	if err != nil {
		return err
	}
	defer source.Close()
	if info, err := source.Stat(); err != nil || !info.Mode().IsRegular() {
		return errors.Join(err, errNoFile)
	}
	return d.write(to, func(w io.Writer) error {
		_, err := io.Copy(w, source)
		return err
	})
}

var errNoFile = errors.New("it is not a file")

const syncEvery = 1 << 20 // bytes

// steadyWriter puts what it writes on the disk bit by bit: a save that comes
// meanwhile must not wait until the whole copy is there.
type steadyWriter struct {
	disk    disk
	file    *os.File
	pending int
	failed  error
}

// Write is that of an io.Writer.
func (w *steadyWriter) Write(p []byte) (n int, err error) {
	if err = w.disk.ask("write", w.file.Name()); err == nil {
		n, err = w.file.Write(p)
	}
	if w.pending += n; err == nil && w.pending >= syncEvery {
		err = w.sync()
	}
	w.failed = err
	return n, err
}

func (w *steadyWriter) sync() error {
	w.pending = 0
	if err := w.disk.ask("sync", w.file.Name()); err != nil {
		return err
	}
	return w.file.Sync()
}
