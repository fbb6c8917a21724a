package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"goldenthread/store/file"
	"goldenthread/store/file/journal"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// Leftover is a file beside a sealed workbook that its passphrase does not
// protect.
type Leftover struct {
	Path  string
	Size  int64
	What  LeftoverKind
	Plain bool // anyone can read it; else another passphrase or key opens it
}

// LeftoverKind says what a leftover is.
type LeftoverKind string

// The kinds of leftovers.
const (
	LeftoverOld      LeftoverKind = "old"   // the workbook as it was before it was sealed
	LeftoverAside    LeftoverKind = "aside" // a file that was set aside for another reason
	LeftoverSnapshot LeftoverKind = "snapshot"
	LeftoverJournal  LeftoverKind = "journal" // words that could not be saved; better recovered than purged
)

// Leftovers returns the files of the workbook, and beside it, that still hold what
// was written and are not sealed as it is: its old file, the snapshots, what was
// set aside. What cannot be opened counts as plain. Of a plain workbook there are
// none. Exports, and copies elsewhere, nobody can know.
func (s *Store) Leftovers() ([]Leftover, error) {
	header := s.file.Header()
	if header == nil {
		return nil, nil
	}
	var found []Leftover
	look := func(path string, what LeftoverKind) {
		info, err := s.file.Options().Disk.Stat(path)
		theirs := file.HeaderAt(path, schemaOf(DefaultKinds()))
		if err == nil && (theirs == nil || !bytes.Equal(theirs.Text(), header.Text())) {
			found = append(found, Leftover{path, info.Size(), what, theirs == nil})
		}
	}
	asides, err := related.SetAside(s.file.Path())
	for _, path := range asides {
		what := LeftoverAside
		if strings.Contains(filepath.Base(path), related.AsideUnsealed) {
			what = LeftoverOld
		}
		look(path, what)
	}
	snapshots, wrong := file.NamedSnapshots(s.file.Options().Disk, s.file.Path())
	for _, snap := range snapshots {
		look(snap.Path, LeftoverSnapshot)
	}
	journals, unread := s.looseJournals()
	return append(found, journals...), errors.Join(err, wrong, unread)
}

// looseJournals returns the recovery journals, also what was left of damaged
// ones, with words that are not sealed by the keys of the workbook.
func (s *Store) looseJournals() (found []Leftover, err error) {
	form := s.file.Form()
	paths, err := s.journalFiles()
	for _, path := range paths {
		if s.unsaved.isOwnJournal(path) {
			continue
		}
		text, wrong := os.ReadFile(path)
		if wrong != nil {
			err = errors.Join(err, fmt.Errorf("store: leftovers: %w", wrong))
			continue
		}
		isPlain := journal.HasPlain(text)
		if _, _, wrong := s.kinds.readJournal(s.file.Options().Disk, path, form); isPlain || file.IsKeyless(wrong) {
			found = append(found, Leftover{path, int64(len(text)), LeftoverJournal, isPlain})
		}
	}
	return found, err
}

// RemoveLeftover deletes a leftover. What a disk, a backup or a sync service keeps
// of it is not in the hands of the program.
func (s *Store) RemoveLeftover(l Leftover) error {
	return problem.Of(l.Path, s.file.Options().Disk.RemoveSettled(l.Path))
}
