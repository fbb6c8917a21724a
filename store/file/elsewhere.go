package file

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"goldenthread/store/guarded"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// mostNote bounds a note in bytes; a path is all that it holds.
const mostNote = 64 << 10

// Note notes beside the file at path that what is in it is being written to target,
// which may lie anywhere, so that the next start finds what a killed process has left
// there. It returns what removes the note. Where no note can be made, as on a disk that
// can only be read, there is none: only who writes to the same target again removes
// that then.
func Note(d disk.Disk, path, target string, now func() time.Time) (drop func()) {
	target, err := filepath.Abs(target)
	if err != nil || strings.Contains(target, "\n") {
		return func() {}
	}
	for at := now(); ; at = at.Add(time.Second) {
		note := related.CopyingPath(path, at)
		if _, err := d.Lstat(note); err == nil {
			continue // of another copy
		}
		err := d.Write(note, func(w io.Writer) error {
			_, err := io.WriteString(w, target+"\n")
			return err
		})
		if err != nil {
			_ = d.Remove(note)
			return func() {}
		}
		return func() { _ = d.Remove(note) }
	}
}

// noted returns the target that a note names; "" if it names none.
func noted(note string) string {
	text, err := guarded.ReadOwn(note, mostNote)
	target := strings.TrimSuffix(string(text), "\n")
	if err != nil || !filepath.IsAbs(target) {
		return ""
	}
	return target
}

// sweepElsewhere removes what was being written to the target of a note, and then the
// note. Where the folder cannot be reached, as on a stick that is not there now, the
// note stays.
func sweepElsewhere(d disk.Disk, note string) error {
	target := noted(note)
	if target == "" {
		return d.Remove(note)
	}
	if _, err := d.Stat(filepath.Dir(target)); err != nil {
		return err
	}
	halves, err := related.HalfCopies(d.ReadFolder, target)
	wrong := []error{err}
	for _, half := range halves {
		if info, err := d.Lstat(half); err == nil && guarded.IsOwn(half, info) {
			wrong = append(wrong, d.Remove(half))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return err
	}
	return d.Remove(note)
}

// Elsewhere returns the targets to which what is in the file at path was being written
// when a process was killed, as far as that was noted and could not be removed yet.
func Elsewhere(path string) (targets []string, err error) {
	all, err := related.Files(path)
	for _, f := range all {
		if related.IsCopying(f.Path, path) {
			if target := noted(f.Path); target != "" {
				targets = append(targets, target)
			}
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return targets, err
}
