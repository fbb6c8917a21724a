package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Belonging is a file that stands because of a workbook.
type Belonging struct {
	Path string
	Kind BelongingKind
	Size int64
}

// BelongingKind says what a file is.
type BelongingKind string

// The kinds of belongings.
const (
	BelongsWorkbook BelongingKind = "workbook" // the file itself
	BelongsSnapshot BelongingKind = "snapshot" // a verified copy of it, or what was being made one
	BelongsSession  BelongingKind = "session"  // what a group wrote
	BelongsRecovery BelongingKind = "recovery" // what could not be saved, or the room that is kept for it
	BelongsAside    BelongingKind = "aside"    // an older file that was set aside, or what stands in for one
	BelongsLock     BelongingKind = "lock"     // says that it is open, and where, or how new it was; no word of what is in it
)

// Belongings lists every file that stands because of the workbook at path, the
// file itself first. Whoever deletes them has deleted the workbook, but for what
// was copied elsewhere. Nothing is opened.
func Belongings(path string) ([]Belonging, error) {
	path = resolve(path)
	found, err := belongingsIn(filepath.Dir(path), func(name string) (BelongingKind, bool) {
		name, _ = strings.CutPrefix(name, ".") // what is being written
		rest, ours := strings.CutPrefix(name, filepath.Base(path))
		switch {
		case rest == "":
			return BelongsWorkbook, ours
		case rest == lockEnding, rest == ownerEnding, path+rest == SeenPath(path):
			return BelongsLock, ours
		}
		return BelongsAside, ours && rest[0] == '.'
	})
	copies, copiesErr := belongingsIn(SnapshotFolder(path), func(name string) (BelongingKind, bool) {
		name, _ = strings.CutPrefix(strings.TrimSuffix(name, partEnding), ".")
		_, ours := snapshotTime(snapshotBase(path), name)
		return BelongsSnapshot, ours
	})
	unsaved, unsavedErr := belongingsIn(RecoveryFolder(path), func(name string) (BelongingKind, bool) {
		rest, ours := strings.CutPrefix(name, snapshotBase(path))
		_, err := time.Parse(snapshotStamp, rest[:min(len(rest), len(snapshotStamp))])
		return BelongsRecovery, ours && (rest == reserveName || err == nil)
	})
	sessions, sessionsErr := belongingsIn(SessionFolder(path), func(string) (BelongingKind, bool) { return BelongsSession, true })
	slices.SortStableFunc(found, func(a, b Belonging) int { return strings.Compare(a.Path, b.Path) })
	return slices.Concat(found, copies, unsaved, sessions), errors.Join(err, copiesErr, unsavedErr, sessionsErr)
}

// SessionFolder returns the folder of the sessions that belong to the data of a
// workbook's path. The workbook itself is not looked at.
func SessionFolder(path string) string { return filepath.Join(filepath.Dir(path), "sessions") }

func belongingsIn(folder string, kind func(name string) (BelongingKind, bool)) ([]Belonging, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("store: %w", err)
	}
	var found []Belonging
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if of, ours := kind(entry.Name()); ours {
			found = append(found, Belonging{filepath.Join(folder, entry.Name()), of, info.Size()})
		}
	}
	return found, nil
}

// Loose is a file or a folder that not only its owner may read.
type Loose struct {
	Path string
	Mode fs.FileMode
	Want fs.FileMode
}

// LooseModes returns what others may read of what belongs to a workbook. A folder
// that also holds other things is none of ours: our files in it are closed one by
// one. Windows has no such modes.
func LooseModes(path string) []Loose {
	if runtime.GOOS == "windows" {
		return nil
	}
	var loose []Loose
	look := func(path string, want fs.FileMode) {
		if info, err := os.Stat(path); err == nil && info.Mode().Perm()&^want != 0 {
			loose = append(loose, Loose{path, info.Mode().Perm(), want})
		}
	}
	folder := filepath.Dir(resolve(path))
	all, _ := Belongings(path)
	look(path, 0o600)
	if ownFolder(folder, path, all) {
		look(folder, 0o700)
	}
	look(SnapshotFolder(path), 0o700)
	look(RecoveryFolder(path), 0o700)
	look(SessionFolder(path), 0o700)
	for _, b := range all {
		if b.Kind != BelongsWorkbook {
			look(b.Path, 0o600)
		}
	}
	return loose
}

// ownFolder reports whether nothing is in a folder but belongings and folders.
func ownFolder(folder, path string, all []Belonging) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && !slices.ContainsFunc(entries, func(entry fs.DirEntry) bool {
		at := filepath.Join(folder, entry.Name())
		if entry.IsDir() {
			return at != SnapshotFolder(path) && at != RecoveryFolder(path) && at != SessionFolder(path)
		}
		return !slices.ContainsFunc(all, func(b Belonging) bool { return b.Path == at })
	})
}

// Tighten closes to others what LooseModes finds, and returns what it closed.
func Tighten(path string) (closed []Loose, err error) {
	var errs []error
	for _, l := range LooseModes(path) {
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
