package file

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"goldenthread/store/boltfile"
	"goldenthread/store/guarded"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// sweep removes what processes that were killed have left half made of the file. That
// it cannot be removed is no reason not to open the file: it is tried again at the
// next start.
func (f *File) sweep(o Options) {
	kinds := []related.Kind{related.Aside, related.Snapshot, related.Recovery, related.Lock}
	if o.Held {
		kinds = kinds[:1] // what lies in the folders is that of another file
	}
	_ = Sweep(o.Disk, f.path, kinds...)
}

// Sweep removes what processes that were killed have left half made of the file at
// path, of these kinds; with Lock also the copies of it that were being written
// elsewhere. Nothing is only in what is half made. The caller holds the lock, and makes
// nothing of these kinds meanwhile.
func Sweep(d disk.Disk, path string, kinds ...related.Kind) error {
	all, err := related.FilesBy(d.ReadFolder, path)
	wrong := []error{err}
	real, _ := d.Lstat(related.Resolve(path))
	for _, f := range all {
		switch {
		case !slices.Contains(kinds, f.Kind):
		case f.Half && !isOpened(d, f.Path), f.Kind == related.Aside && isSecondName(d, f.Path, real):
			wrong = append(wrong, d.Remove(f.Path))
		case related.IsCopying(f.Path, path):
			wrong = append(wrong, sweepElsewhere(d, f.Path))
		}
	}
	return problem.Of(path, errors.Join(wrong...))
}

// isOpened reports whether somebody has opened a file as a workbook of its own, and it
// is no half of another whatever its name.
func isOpened(d disk.Disk, path string) bool {
	_, err := d.Lstat(related.LockPath(path))
	return !errors.Is(err, fs.ErrNotExist)
}

// IsStray reports whether a file that may be half of a copy is one: it begins as a
// database does. A file of another program with such a name is left alone.
func IsStray(d disk.Disk, f related.File) bool {
	if f.Kind != related.Stray {
		return false
	}
	file, err := d.Open(f.Path, os.O_RDONLY|guarded.NoFollow)
	if err != nil {
		return false
	}
	defer file.Close() // it was only read
	return boltfile.Begins(file)
}

// isSecondName reports whether a file that was to be set aside is still the file itself:
// who wanted to put another in its place was killed before that.
func isSecondName(d disk.Disk, path string, real fs.FileInfo) bool {
	info, err := d.Lstat(path)
	return err == nil && real != nil && os.SameFile(info, real)
}
