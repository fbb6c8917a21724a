package related

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// File is a file that is there because of a workbook.
type File struct {
	Path string
	Kind Kind
	Half bool      // a killed process left it, unless it is being made; nothing is only in it
	At   time.Time // the date in its name; zero if there is none
	Size int64
}

// Kind says what a file is.
type Kind string

// The kinds of files.
const (
	Workbook Kind = "workbook" // the file itself
	Snapshot Kind = "snapshot" // a verified copy of it, or what was being made one
	Session  Kind = "session"  // what a group wrote
	Recovery Kind = "recovery" // what could not be saved, or the room that is kept for it
	Aside    Kind = "aside"    // an older file that was set aside, or a substitute for one
	Lock     Kind = "lock"     // says that it is open, and where, or how new it was; no word of what is in it
	Stray    Kind = "stray"    // perhaps half of a copy under a name that a person chose; its first bytes tell
)

// Files lists every file that is there because of the workbook at path, the
// file itself first. Whoever deletes them has deleted the workbook, but for what
// was copied elsewhere. Nothing is opened.
func Files(path string) ([]File, error) { return FilesBy(os.ReadDir, path) }

// FilesBy is Files with another way to read a folder.
func FilesBy(read func(folder string) ([]fs.DirEntry, error), path string) ([]File, error) {
	path = Resolve(path)
	var all []File
	var wrong []error
	for _, in := range []place{beside, snapshots, recovery, sessions} {
		found, err := filesIn(read, in, path)
		all, wrong = append(all, found...), append(wrong, err)
	}
	return all, errors.Join(wrong...)
}

// filesIn lists the files of a workbook in a place, by their names.
func filesIn(read func(folder string) ([]fs.DirEntry, error), in place, path string) ([]File, error) {
	folder := in.folder(path)
	entries, err := read(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("store: %w", err)
	}
	var found []File
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		f, ours := fileOf(in, entry.Name(), path)
		if info, err := entry.Info(); ours && err == nil { // else it went meanwhile
			f.Path, f.Size = filepath.Join(folder, entry.Name()), info.Size()
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return found, nil
}

// fileOf finds the row of a name.
func fileOf(in place, name, path string) (File, bool) {
	for _, r := range table {
		if r.in != in {
			continue
		}
		if at, fits := r.name.fits(name, path); fits {
			return File{Kind: r.kind, Half: r.half, At: at}, true
		}
	}
	return File{}, false
}

// IsAside reports whether it was set aside, or salvaged, and is whole.
func (f File) IsAside() bool { return f.Kind == Aside && !f.Half }

// IsJournal reports whether it is a recovery journal, or what was left of a damaged one.
func (f File) IsJournal() bool { return f.Kind == Recovery && !f.Half && !f.At.IsZero() }

// Of returns the paths of the files for which is is true.
func Of(all []File, is func(File) bool) []string {
	var paths []string
	for _, f := range all {
		if is(f) {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// Every returns the path of one file for each name that the program makes, as they
// would be at an instant. Nothing is looked at.
func Every(path string, at time.Time) []File {
	path = Resolve(path)
	var all []File
	for _, r := range table {
		all = append(all, File{Path: filepath.Join(r.in.folder(path), r.name.of(path, at)), Kind: r.kind, Half: r.half})
	}
	return all
}

// IsCopying reports whether a file beside the workbook at path names a copy that is
// being written elsewhere.
func IsCopying(path, workbook string) bool {
	_, is := copyingName.fits(filepath.Base(path), Resolve(workbook))
	return is
}

// HalfCopies returns what a process that was killed has left of a copy, an export or
// what was salvaged, which it was writing to target.
func HalfCopies(read func(folder string) ([]fs.DirEntry, error), target string) ([]string, error) {
	target = Resolve(target)
	all, err := filesIn(read, beside, target)
	return Of(all, func(f File) bool {
		name := filepath.Base(f.Path)
		_, salvaging := strings.CutPrefix(name, salvagingName.of(target, time.Time{}))
		return f.Half && (salvaging || name == copyName.of(target, time.Time{}))
	}), err
}

// IsTaken reports whether what a person names target would be taken for something which
// is being made beside the workbook at path.
func IsTaken(path, target string) bool {
	target = Resolve(target)
	return filepath.Dir(target) == filepath.Dir(Resolve(path)) && IsHalf(path, filepath.Base(target))
}

// IsHalf reports whether a name beside the workbook at path is that of something which
// is being made: what lies there is removed at the next start.
func IsHalf(path, name string) bool {
	f, ours := fileOf(beside, name, Resolve(path))
	return ours && (f.Half || f.Kind == Stray)
}

// SetAside returns the files that Restore and Seal have set aside, and what was
// salvaged.
func SetAside(path string) ([]string, error) {
	path = Resolve(path)
	found, err := filesIn(os.ReadDir, beside, path)
	return Of(found, File.IsAside), err
}
