package related

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// OpenPermission is a file or a folder that not only its owner may read.
type OpenPermission struct {
	Path string
	Mode fs.FileMode
	Want fs.FileMode
}

// OpenPermissions returns what others may read of what belongs to a workbook. A folder
// that also holds other things is none of ours: our files in it are closed one by
// one. Windows has no such modes.
func OpenPermissions(path string) []OpenPermission {
	if runtime.GOOS == "windows" {
		return nil
	}
	var loose []OpenPermission
	look := func(path string, want fs.FileMode) {
		if info, err := os.Stat(path); err == nil && info.Mode().Perm()&^want != 0 {
			loose = append(loose, OpenPermission{path, info.Mode().Perm(), want})
		}
	}
	folder := filepath.Dir(Resolve(path))
	all, _ := Files(path)
	look(path, 0o600)
	if ownFolder(folder, path, all) {
		look(folder, 0o700)
	}
	look(SnapshotFolder(path), 0o700)
	look(RecoveryFolder(path), 0o700)
	look(SessionFolder(path), 0o700)
	for _, b := range all {
		if b.Kind != Workbook {
			look(b.Path, 0o600)
		}
	}
	return loose
}

// ownFolder reports whether nothing is in a folder but files of the workbook and folders.
func ownFolder(folder, path string, all []File) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && !slices.ContainsFunc(entries, func(entry fs.DirEntry) bool {
		at := filepath.Join(folder, entry.Name())
		if entry.IsDir() {
			return at != SnapshotFolder(path) && at != RecoveryFolder(path) && at != SessionFolder(path)
		}
		return !slices.ContainsFunc(all, func(b File) bool { return b.Path == at })
	})
}

// RestrictPermissions closes to others what OpenPermissions finds, and returns what it closed.
func RestrictPermissions(path string) (closed []OpenPermission, err error) {
	var errs []error
	for _, l := range OpenPermissions(path) {
		if err := os.Chmod(l.Path, l.Mode&l.Want); err != nil {
			errs = append(errs, err)
			continue
		}
		closed = append(closed, l)
	}
	if err := errors.Join(errs...); err != nil {
		return closed, fmt.Errorf("store: tighten: %w", err)
	}
	return closed, nil
}
