package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// stream reports whether the path leads to a device or a pipe, which is written to
// and never replaced: /dev/stdout, >(command). It refuses everything else that is
// neither a regular file nor a folder.
func (f File) stream() (bool, error) {
	info, err := os.Lstat(f.Path)
	if err != nil {
		return false, nil
	}
	target := info
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err = os.Stat(f.Path); err != nil {
			return false, irregular(f.Path, info.Mode())
		}
	}
	switch {
	case canStream(target.Mode()):
		return true, nil
	case info.IsDir(), info.Mode().IsRegular():
		return false, nil
	}
	return false, irregular(f.Path, info.Mode())
}

// canStream reports whether a mode is that of a pipe or of a device of characters,
// such as a terminal. A disk is none.
func canStream(mode fs.FileMode) bool {
	return mode&fs.ModeNamedPipe != 0 || mode&fs.ModeCharDevice != 0
}

// CheckWhole refuses a path at which no file can be put beside its place and then
// renamed: a device, a pipe, or a link, whatever it leads to. A folder is for the
// caller to judge.
func (f File) CheckWhole() error {
	info, err := os.Lstat(f.Path)
	if err != nil || info.Mode().IsRegular() || IsFolder(f.Path) {
		return nil
	}
	return irregular(f.Path, info.Mode())
}

// IsFolder reports whether a folder is there, also behind a link.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Privacy says who can read what was written, "" of a device or a pipe.
func (f File) Privacy() string {
	if stream, err := f.stream(); stream || err != nil {
		return ""
	}
	return "Only you can read that file."
}

var errUnread = errors.New("nothing reads from that pipe yet")

// writeThrough writes to a device or a pipe. It never waits for somebody to read
// from a pipe, and looks again at what it has opened.
func (f File) writeThrough(text []byte) error {
	file, err := os.OpenFile(f.Path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ENXIO) {
		return errUnread
	}
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil && !canStream(info.Mode()) {
		err = irregular(f.Path, info.Mode())
	}
	if err == nil {
		_, err = file.Write(text)
	}
	return errors.Join(err, file.Close())
}

// Irregular is the error of writing to a path that holds something other than a
// regular file. Nothing was replaced.
type Irregular struct {
	Path   string
	What   string // "a link", "a disk"
	Target string // the file that a link leads to; "" if it leads nowhere
}

// irregular returns the error of a path with a mode.
func irregular(path string, mode fs.FileMode) *Irregular {
	e := &Irregular{Path: path, What: "no file"}
	switch {
	case mode&fs.ModeSymlink != 0:
		e.What = "a link"
		if target, err := filepath.EvalSymlinks(path); err == nil {
			e.Target = target
		}
	case mode&fs.ModeSocket != 0:
		e.What = "a socket"
	case mode&fs.ModeNamedPipe != 0:
		e.What = "a pipe"
	case mode&fs.ModeDevice != 0:
		e.What = "a device"
	}
	return e
}

// Error returns one line for a log.
func (e *Irregular) Error() string { return "outfile: " + e.Path + " is " + e.What }

// Code returns explain.Failed.
func (e *Irregular) Code() int { return explain.Failed }

// Words says what the path holds, and how to go on.
func (e *Irregular) Words() explain.Words {
	happened, next := e.Path+" is "+e.What+", which is never replaced.", "Choose another place."
	if e.Target != "" {
		happened = e.Path + " is a link to " + e.Target + ". A link is never replaced."
		next = "Name the place itself: " + phrase.ShellPath(e.Target)
	}
	return explain.Lines(happened, "It was kept as it is.", next)
}
