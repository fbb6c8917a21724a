package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

const sessionEnding = ".db"

// SessionFolder returns the folder of the sessions that belong to the data of a
// workbook's path. The workbook itself is not looked at.
func SessionFolder(path string) string { return filepath.Join(filepath.Dir(path), "sessions") }

// SessionFile is a session among others.
type SessionFile struct {
	Path  string
	About SessionAbout // zero where Err is not nil
	Err   error        // why it cannot be read: a *Problem
}

// Name returns the name by which a person calls the session.
func (f SessionFile) Name() string { return strings.TrimSuffix(filepath.Base(f.Path), sessionEnding) }

// Running reports whether the session was not ended. One that is open in
// another window runs.
func (f SessionFile) Running() bool {
	var p *Problem
	if errors.As(f.Err, &p) {
		return p.Kind == ProblemInUse
	}
	return f.About.Ended.IsZero()
}

// Sessions returns the sessions in a folder, the newest first. A folder that is
// not there has none.
func Sessions(folder string) ([]SessionFile, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, problem(folder, err)
	}
	var found []SessionFile
	for _, entry := range entries {
		if entry.Type().IsRegular() && filepath.Ext(entry.Name()) == sessionEnding {
			found = append(found, lookAt(filepath.Join(folder, entry.Name())))
		}
	}
	slices.SortFunc(found, func(a, b SessionFile) int {
		if a.Err == nil && b.Err == nil {
			if by := b.About.Began.Compare(a.About.Began); by != 0 {
				return by
			}
		}
		return strings.Compare(b.Path, a.Path)
	})
	return found, nil
}

func lookAt(path string) SessionFile {
	f := SessionFile{Path: path}
	s, err := OpenSession(path, Options{ReadOnly: true})
	if err != nil {
		f.Err = err
		return f
	}
	f.About, f.Err = s.About(), s.Close()
	return f
}

// Earlier returns the sessions of a group that have ended, the newest first.
func Earlier(all []SessionFile, group string) []SessionFile {
	var found []SessionFile
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

// mostSlug is how many bytes of a group's name a file's name has.
const mostSlug = 60

// unusedName returns a path for a new session.
func unusedName(folder string, about SessionAbout) string {
	name := slug(about.Group)
	if len(name) > mostSlug {
		name = strings.ToValidUTF8(name[:mostSlug], "")
	}
	if name == "" {
		name = "group"
	}
	base := filepath.Join(folder, DateOf(about.Began).String()+"-"+name)
	path := base + sessionEnding
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", base, n, sessionEnding)
	}
}

// ForgetSession takes a session's file away, and with it all that was said in
// it: its bytes are written over first. One that is open in another window is
// kept, and so is what is no session; the error is a *Problem.
func ForgetSession(path string, o Options) error {
	o.Now = o.clock()
	err := lookAt(path).Err
	var p *Problem
	if errors.As(err, &p) && !p.beyondReading() {
		return err
	}
	held, err := acquire(path, o)
	if err != nil {
		return err
	}
	beside := lockPath(path)
	err = errors.Join(o.disk.wipe(path), held.release())
	if err == nil {
		_ = o.disk.remove(beside) // the next session of this name makes its own
		err = o.disk.syncFolder(filepath.Dir(path))
	}
	return problem(path, err)
}

// beyondReading reports whether a file was meant to be read and cannot be.
func (p *Problem) beyondReading() bool {
	return p.Kind == ProblemDamaged || p.Kind == ProblemCutShort || p.Kind == ProblemEmpty
}

// wipe writes zeros over a file, and then removes it.
func (d disk) wipe(path string) error {
	file, err := d.open(path, os.O_WRONLY)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	w := &steadyWriter{disk: d, file: file}
	if err == nil {
		_, err = io.Copy(w, io.LimitReader(zeros{}, info.Size()))
	}
	if err = errors.Join(err, w.sync(), file.Close()); err != nil {
		return err
	}
	return d.remove(path)
}

// zeros is a source of nothing.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
