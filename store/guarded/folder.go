package guarded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// Folder is a folder that this account alone may enter. It is held open: what is
// done in it is done in the folder that was looked at, whatever takes its name
// meanwhile, and follows no link out of it.
type Folder struct {
	path string
	root *os.Root
}

// OpenFolder opens a folder that is there. It must be this account's, no link, and
// closed to others; and nobody else may be able to rename it.
func OpenFolder(path string) (*Folder, error) {
	named, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if err := isPrivate(named); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	opened, err := root.Stat(".")
	if err == nil && !os.SameFile(named, opened) {
		err = ErrLink
	}
	if err == nil {
		err = isPrivate(opened)
	}
	if err == nil {
		err = keepsNames(filepath.Dir(path))
	}
	if err != nil {
		_ = root.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &Folder{path, root}, nil
}

// isPrivate judges what lies at the name of a folder.
func isPrivate(info fs.FileInfo) error {
	switch {
	case info.Mode().Type() == fs.ModeSymlink:
		return ErrLink
	case !info.IsDir():
		return ErrNoFolder
	case !isMine(info):
		return ErrForeign
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return ErrShared
	}
	return nil
}

// IsMine reports whether a folder is there and is this account's.
func IsMine(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir() && isMine(info)
}

// keepsNames judges the folder above: nobody else may put another in the place of
// a folder of this account's.
func keepsNames(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil || runtime.GOOS == "windows":
		return err
	case !isMine(info) && !isRoots(info):
		return ErrExposed
	case info.Mode().Perm()&0o022 != 0 && info.Mode()&fs.ModeSticky == 0:
		return ErrExposed
	}
	return nil
}

// MakeFolder opens a folder, and makes it if none is there, with those above it.
func MakeFolder(path string) (*Folder, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return OpenFolder(path)
}

// NewFolder makes a folder in another, under a name that begins as it is told.
func NewFolder(parent, begins string) (*Folder, error) {
	path, err := os.MkdirTemp(parent, begins)
	if err != nil {
		return nil, err
	}
	f, err := OpenFolder(path)
	if err != nil {
		_ = os.Remove(path)
		return nil, err
	}
	return f, nil
}

// Path returns the path that the folder was opened by.
func (f *Folder) Path() string { return f.path }

// Names returns what is in the folder, sorted.
func (f *Folder) Names() ([]string, error) {
	dir, err := f.root.Open(".")
	if err != nil {
		return nil, err
	}
	names, err := dir.Readdirnames(-1)
	slices.Sort(names)
	return names, errors.Join(err, dir.Close())
}

// Stat looks at what lies under a name, and follows no link.
func (f *Folder) Stat(name string) (fs.FileInfo, error) { return f.root.Lstat(name) }

// Read reads a file of at most so many bytes, which must be this account's and no
// link.
func (f *Folder) Read(name string, most int64) ([]byte, error) {
	named, err := f.root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case named.Mode().Type() == fs.ModeSymlink:
		return nil, fmt.Errorf("%s: %w", filepath.Join(f.path, name), ErrLink)
	case !named.Mode().IsRegular():
		return nil, fmt.Errorf("%s: %w", filepath.Join(f.path, name), ErrNotRegular)
	}
	file, err := f.root.OpenFile(name, os.O_RDONLY|NoWait, 0)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	switch {
	case err != nil:
	case !os.SameFile(info, named):
		err = ErrLink
	case !isMine(info) && !isRoots(info):
		err = ErrForeign
	}
	if err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("%s: %w", filepath.Join(f.path, name), err)
	}
	return ReadAll(file, most)
}

// Create makes a new file of a text, with mode 0600.
func (f *Folder) Create(name string, text []byte) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|NoWait, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// Remove removes a file. That none is there is no error.
func (f *Folder) Remove(name string) error {
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Close lets the folder go. It stays where it is.
func (f *Folder) Close() error { return f.root.Close() }

// RemoveAll removes the folder with all that is in it, and lets it go.
func (f *Folder) RemoveAll() error {
	names, err := f.Names()
	for _, name := range names {
		err = errors.Join(err, f.root.RemoveAll(name))
	}
	return errors.Join(err, f.root.Close(), os.Remove(f.path))
}
