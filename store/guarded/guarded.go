// Package guarded opens what lies in a folder that others may reach. Whatever has
// been put at a name, opening it waits for nobody, reading it takes no more than
// was asked for, and writing it writes through no link. A Folder is this account's
// alone, as is a Peer. It knows no format and no name.
//
// Begin with Read for a file that a person hands over, ReadOwn and Replace for a
// file of the program's own, Folder for a place that nobody else may enter.
package guarded

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// What is refused. The words are for a person: they follow the name of the file.
var (
	ErrNotRegular = errors.New("it is no file, but a folder, a pipe or a device")
	ErrNoFolder   = errors.New("it is no folder")
	ErrLink       = errors.New("it is a link to somewhere else")
	ErrForeign    = errors.New("it belongs to another account")
	ErrShared     = errors.New("other accounts may enter it")
	ErrExposed    = errors.New("it lies in a folder in which another account could put something in its place")
	ErrTooLarge   = errors.New("it is larger than any such file")
)

// Open opens a regular file with the flags of os.OpenFile; a new one has mode 0600.
// A link is followed, unless NoFollow is among the flags.
func Open(path string, flag int) (*os.File, error) {
	f, err := os.OpenFile(path, flag|NoWait, 0o600)
	if err != nil {
		return nil, refused(path, flag, err)
	}
	if err := isRegular(f); err != nil {
		_ = f.Close()
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return f, nil
}

func isRegular(f *os.File) error {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotRegular
	}
	return err
}

// refused says why nothing could be opened, where the system's own words would not.
func refused(path string, flag int, err error) error {
	judged := Judge(path)
	switch {
	case errors.Is(err, fs.ErrExist), errors.Is(err, fs.ErrPermission):
	case errors.Is(judged, ErrLink) && flag&NoFollow != 0, errors.Is(judged, ErrNotRegular):
		return judged
	}
	return err
}

// Judge says what lies at a path, if that is neither a regular file nor nothing.
func Judge(path string) error {
	info, err := os.Lstat(path)
	switch {
	case err != nil || info.Mode().IsRegular():
		return nil
	case info.Mode().Type() == fs.ModeSymlink:
		return &fs.PathError{Op: "open", Path: path, Err: ErrLink}
	}
	return &fs.PathError{Op: "open", Path: path, Err: ErrNotRegular}
}

// OpenNamed opens a file that a person hands over to be read. It may be a link, and
// anybody's. Only what the program was started with, its standard input and what a
// shell names as <(...), may be a pipe, on which reading waits.
func OpenNamed(path string) (*os.File, error) {
	if isHanded(path) {
		return os.Open(path)
	}
	return Open(path, os.O_RDONLY)
}

// Read reads a file of OpenNamed, of at most so many bytes.
func Read(path string, most int64) ([]byte, error) {
	f, err := OpenNamed(path)
	if err != nil {
		return nil, err
	}
	return ReadAll(f, most)
}

// isHanded reports whether a path names a file that the program was started with.
func isHanded(path string) bool {
	for _, folder := range []string{"/dev/fd/", "/proc/self/fd/"} {
		if number, ok := strings.CutPrefix(path, folder); ok && number != "" && strings.Trim(number, "0123456789") == "" {
			return true
		}
	}
	return path == "/dev/stdin"
}

// ReadOwn reads a file of the program's own, of at most so many bytes. It must be
// no link, and of this account, of the administrator, or of whoever owns the folder
// that it lies in.
func ReadOwn(path string, most int64) ([]byte, error) {
	f, err := Open(path, os.O_RDONLY|NoFollow)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !IsOwn(path, info) {
		err = &fs.PathError{Op: "read", Path: path, Err: ErrForeign}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return ReadAll(f, most)
}

// IsOwn reports whether a file is of this account, of the administrator, or of
// whoever owns the folder that it lies in: a drive may give all that is on it to
// one account, and who owns a folder can replace what is in it anyway.
func IsOwn(path string, info fs.FileInfo) bool {
	if isMine(info) || isRoots(info) {
		return true
	}
	folder, err := os.Stat(filepath.Dir(path))
	return err == nil && sameOwner(info, folder)
}

// ReadAll reads an open file of at most so many bytes to its end, and closes it.
func ReadAll(f *os.File, most int64) ([]byte, error) {
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() && info.Size() > most {
		err = ErrTooLarge
	}
	var text []byte
	if err == nil {
		text, err = io.ReadAll(io.LimitReader(f, most+1))
	}
	if err == nil && int64(len(text)) > most {
		err = ErrTooLarge
	}
	if errors.Is(err, ErrTooLarge) {
		err = &fs.PathError{Op: "read", Path: f.Name(), Err: err}
	}
	_ = f.Close() // it was only read
	if err != nil {
		clear(text)
		return nil, err
	}
	return text, nil
}

// Replace puts a small file in the place of whatever lies at a path, whole or not at
// all. It is written under the name beside first, where a killed process may have
// left one; neither name is written through. Nothing is put on the disk before the
// system does that by itself.
func Replace(path, beside string, text []byte) error {
	if err := os.Remove(beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err := Create(beside, text)
	if err == nil {
		err = os.Rename(beside, path)
	}
	if err != nil {
		_ = os.Remove(beside) // if it is there
	}
	return err
}

// Create makes a new file of a text, with mode 0600. What lies there already is an
// error, also a link that leads nowhere.
func Create(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|NoWait, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// Renew is Create, in the place of a file of the program's own that was left there:
// a link is removed, and not what it leads to.
func Renew(path string, text []byte) error {
	err := Create(path, text)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Lstat(path); err != nil || info.IsDir() {
		return errors.Join(err, fmt.Errorf("%s: %w", path, ErrNotRegular))
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	return Create(path, text)
}
