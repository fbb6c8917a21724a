package related

import (
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
)

// Files lists every file that is there because of the workbook at path, the
// file itself first. Whoever deletes them has deleted the workbook, but for what
// was copied elsewhere. Nothing is opened.
func Files(path string) ([]File, error) {
	path = Resolve(path)
	found, err := filesIn(filepath.Dir(path), func(name string) (Kind, bool) {
		name, _ = strings.CutPrefix(name, ".") // what is being written
		rest, ours := strings.CutPrefix(name, filepath.Base(path))
		switch {
		case rest == "":
			return Workbook, ours
		case rest == lockEnding, rest == ownerEnding:
			return Lock, ours
		}
		switch strings.TrimSuffix(rest, PartEnding) {
		case seenEnding, editEnding:
			return Lock, ours
		}
		return Aside, ours && rest[0] == '.'
	})
	copies, copiesErr := filesIn(SnapshotFolder(path), func(name string) (Kind, bool) {
		name, _ = strings.CutPrefix(strings.TrimSuffix(name, PartEnding), ".")
		_, ours := SnapshotTime(Base(path), name)
		return Snapshot, ours
	})
	unsaved, unsavedErr := filesIn(RecoveryFolder(path), func(name string) (Kind, bool) {
		rest, ours := strings.CutPrefix(name, Base(path))
		_, err := time.Parse(Stamp, rest[:min(len(rest), len(Stamp))])
		return Recovery, ours && (rest == ReserveName || err == nil)
	})
	sessions, sessionsErr := filesIn(SessionFolder(path), func(string) (Kind, bool) { return Session, true })
	slices.SortStableFunc(found, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return slices.Concat(found, copies, unsaved, sessions), errors.Join(err, copiesErr, unsavedErr, sessionsErr)
}

func filesIn(folder string, kind func(name string) (Kind, bool)) ([]File, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("store: %w", err)
	}
	var found []File
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if of, ours := kind(entry.Name()); ours {
			found = append(found, File{filepath.Join(folder, entry.Name()), of, info.Size()})
		}
	}
	return found, nil
}
