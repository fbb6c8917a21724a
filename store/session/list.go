package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"goldenthread/store/calendar"
	"goldenthread/store/file"
	"goldenthread/store/problem"
)

const sessionEnding = ".db"

// File is a session among others.
type File struct {
	Path  string
	About About // zero where Err is not nil
	Err   error // why it cannot be read: a *problem.Problem
}

// Name returns the name by which a person calls the session.
func (f File) Name() string { return strings.TrimSuffix(filepath.Base(f.Path), sessionEnding) }

// Running reports whether the session was not ended. One that is open in
// another window runs.
func (f File) Running() bool {
	var p *problem.Problem
	if errors.As(f.Err, &p) {
		return p.Kind == problem.InUse
	}
	return f.About.Ended.IsZero()
}

// List returns the sessions in a folder, the newest first. A folder that is
// not there has none.
func List(folder string) ([]File, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, problem.Of(folder, err)
	}
	var found []File
	for _, entry := range entries {
		if entry.Type().IsRegular() && filepath.Ext(entry.Name()) == sessionEnding {
			found = append(found, lookAt(filepath.Join(folder, entry.Name())))
		}
	}
	slices.SortFunc(found, func(a, b File) int {
		if a.Err == nil && b.Err == nil {
			if by := b.About.Began.Compare(a.About.Began); by != 0 {
				return by
			}
		}
		return strings.Compare(b.Path, a.Path)
	})
	return found, nil
}

func lookAt(path string) File {
	f := File{Path: path}
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		f.Err = err
		return f
	}
	f.About, f.Err = s.About(), s.Close()
	return f
}

// Earlier returns the sessions of a group that have ended, the newest first.
func Earlier(all []File, group string) []File {
	var found []File
	for _, f := range all {
		if f.Err == nil && !f.Running() && sameGroup(f.About.Group, group) {
			found = append(found, f)
		}
	}
	return found
}

// sameGroup does not mind capitals, spaces and signs.
func sameGroup(a, b string) bool { return slug(a) == slug(b) }

// slug is a name in letters that every file system takes.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// mostSlug bounds the bytes of a group's name in the name of its file.
const mostSlug = 60

// unusedName returns a path for a new session.
func unusedName(folder string, about About) string {
	name := slug(about.Group)
	if len(name) > mostSlug {
		name = strings.ToValidUTF8(name[:mostSlug], "")
	}
	if name == "" {
		name = "group"
	}
	base := filepath.Join(folder, calendar.DateOf(about.Began).String()+"-"+name)
	path := base + sessionEnding
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", base, n, sessionEnding)
	}
}

// Forget takes a session's file away, and with it all that was said in
// it: its bytes are written over first. One that is open in another window is
// kept, and so is what is no session; the error is a *problem.Problem.
func Forget(path string, o Options) error {
	err := lookAt(path).Err
	var p *problem.Problem
	if errors.As(err, &p) && !beyondReading(p.Kind) {
		return err
	}
	return file.Wipe(path, o.file(nil))
}

// beyondReading reports whether a file was meant to be read and cannot be.
func beyondReading(kind problem.Kind) bool {
	return kind == problem.Damaged || kind == problem.CutShort || kind == problem.Empty
}
