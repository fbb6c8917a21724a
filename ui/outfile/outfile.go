// Package outfile writes what a person exports into a file: closed to everybody
// else, whole or not at all, never over the workbook, over another file only if
// that was said, and encrypted if that was asked for. Nothing but a regular file is
// ever replaced: a device or a pipe is written to, a link is refused. The package
// knows nothing of what it writes.
package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"goldenthread/store/guarded"
	"goldenthread/store/related"
	"goldenthread/ui/explain"
	"goldenthread/ui/phrase"
)

// File holds the path of a verb's output, and whether it may replace a file.
type File struct {
	Path    string // "" and "-" are standard output
	Force   bool   // replace a file that is there
	Command string // the verb whose output it is: "goldenthread export"
	Usual   string // a name that such a file may have: "reflections.md"

	// Note notes that a path is being written, and returns what removes the note; nil
	// notes nothing. What a killed process leaves there is found by it.
	Note func(path string) (drop func())
}

// Named reports whether it is a file, and not standard output.
func (f File) Named() bool { return f.Path != "" && f.Path != "-" }

// Check refuses a path that Write would refuse, and the path of the workbook and of
// other files that are never replaced, so that no work is done for nothing.
func (f File) Check(workbook string, others ...string) error {
	info, err := os.Lstat(f.Path)
	if err != nil {
		return nil // it is not there; if it cannot be written, Write says why
	}
	if info.IsDir() {
		return &explain.Misuse{Command: f.Command, Err: fmt.Errorf("a folder stands at %s", f.Path),
			Instead: f.Command + " -o " + filepath.Join(f.Path, f.Usual)}
	}
	if sameFile(workbook, f.Path) {
		return &explain.Misuse{Command: f.Command, Err: fmt.Errorf("the workbook itself is %s", f.Path)}
	}
	for _, other := range others {
		if sameFile(other, f.Path) {
			return &explain.Misuse{Command: f.Command, Err: fmt.Errorf("what is to be written comes from %s itself", f.Path)}
		}
	}
	if stream, err := f.stream(); stream || err != nil {
		return err
	}
	if !f.Force {
		return &Occupied{Path: f.Path}
	}
	return nil
}

func sameFile(path, other string) bool {
	one, err := os.Stat(path)
	two, err2 := os.Stat(other)
	return err == nil && err2 == nil && os.SameFile(one, two)
}

// Write writes the file with mode 0600: beside its place, and then renamed, so that
// there is never half of it. A device or a pipe takes it as it comes. Its errors are
// *Occupied, *Irregular and *Unwritten.
func (f File) Write(text []byte) error {
	err := f.write(text)
	var own explain.Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	return &Unwritten{f.Path, err}
}

func (f File) write(text []byte) (err error) {
	if stream, err := f.stream(); err != nil {
		return err
	} else if stream {
		return f.writeThrough(text)
	}
	if f.Note != nil {
		defer f.Note(f.Path)()
	}
	part := related.CopyPath(f.Path)
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) { // a killed process left it
		return err
	}
	beside, err := guarded.Open(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	_, err = beside.Write(text)
	if err = errors.Join(err, beside.Sync(), beside.Close()); err != nil {
		return err
	}
	if info, err := os.Lstat(f.Path); err == nil {
		switch {
		case !f.Force:
			return &Occupied{Path: f.Path}
		case !info.Mode().IsRegular():
			return irregular(f.Path, info.Mode())
		}
	}
	return os.Rename(part, f.Path)
}

// Occupied is the error of a file that is there already, and is kept.
type Occupied struct {
	Path    string
	NoForce bool // the verb replaces no file, whatever is said
}

// Error returns one line for a log.
func (e *Occupied) Error() string { return "outfile: " + e.Path + " is there already" }

// Code returns explain.Failed.
func (e *Occupied) Code() int { return explain.Failed }

// Words say how to go on.
func (e *Occupied) Words() explain.Words {
	next := "Choose another name, or add --force to replace it."
	if e.NoForce {
		next = "Choose another name with -o FILE."
	}
	return explain.Lines(e.Path+" is there already.", "It was kept as it is.", next)
}

// Unwritten is the error of a file that could not be written.
type Unwritten struct {
	Path string
	Err  error
}

// Error returns one line for a log.
func (e *Unwritten) Error() string { return "outfile: write " + e.Path + ": " + e.Err.Error() }

// Unwrap returns Err.
func (e *Unwritten) Unwrap() error { return e.Err }

// Code returns explain.Failed.
func (e *Unwritten) Code() int { return explain.Failed }

// Words say why.
func (e *Unwritten) Words() explain.Words {
	return explain.Lines(e.Path+" cannot be written"+phrase.Because(e.Err)+".", explain.Kept, "Choose another place with -o FILE.")
}
