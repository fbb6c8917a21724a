package store

import (
	"bytes"
	"errors"
	"fmt"

	"goldenthread/store/file"
	"goldenthread/store/file/journal"
	"goldenthread/store/guarded"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// UnsealedCopy is a file beside a sealed workbook that its passphrase does not
// protect.
type UnsealedCopy struct {
	Path  string
	Size  int64
	What  UnsealedKind
	Plain bool // anyone can read it; else another passphrase or key opens it
}

// UnsealedKind says what an unsealed copy is.
type UnsealedKind string

// The kinds of unsealed copies.
const (
	UnsealedOld      UnsealedKind = "old"   // the workbook as it was before it was sealed
	UnsealedAside    UnsealedKind = "aside" // a file that was set aside for another reason
	UnsealedSnapshot UnsealedKind = "snapshot"
	UnsealedJournal  UnsealedKind = "journal" // words that could not be saved; better recovered than purged
)

// UnsealedCopies returns the files of the workbook, and beside it, that still hold what
// was written and are not sealed as it is: its old file, the snapshots, what was
// set aside. What cannot be opened counts as plain. Of a plain workbook there are
// none. Exports, and copies elsewhere, nobody can know.
func (s *Store) UnsealedCopies() ([]UnsealedCopy, error) {
	header := s.file.Header()
	if header == nil {
		return nil, nil
	}
	var found []UnsealedCopy
	look := func(path string, what UnsealedKind) {
		info, err := s.file.Options().Disk.Stat(path)
		theirs := file.HeaderAt(path, schemaOf(DefaultKinds()))
		if err == nil && (theirs == nil || !bytes.Equal(theirs.Text(), header.Text())) {
			found = append(found, UnsealedCopy{path, info.Size(), what, theirs == nil})
		}
	}
	all, err := related.FilesBy(s.file.Options().Disk.ReadFolder, s.file.Path())
	for _, f := range all {
		switch {
		case f.Kind == related.Snapshot:
			look(f.Path, UnsealedSnapshot)
		case related.IsUnsealed(f.Path, s.file.Path()):
			look(f.Path, UnsealedOld)
		case f.Kind == related.Aside || file.IsStray(s.file.Options().Disk, f):
			look(f.Path, UnsealedAside)
		}
	}
	journals, unread := s.unsealedJournals()
	return append(found, journals...), errors.Join(err, unread)
}

// unsealedJournals returns the recovery journals, also what was left of damaged
// ones, with words that are not sealed by the keys of the workbook.
func (s *Store) unsealedJournals() (found []UnsealedCopy, err error) {
	form := s.file.Form()
	paths, err := s.journalFiles()
	for _, path := range paths {
		if s.unsaved.isOwnJournal(path) {
			continue
		}
		text, wrong := guarded.Read(path, journal.Most)
		if wrong != nil {
			err = errors.Join(err, fmt.Errorf("store: unsealed copies: %w", wrong))
			continue
		}
		isPlain := journal.HasPlain(text)
		if _, _, wrong := s.kinds.readJournal(s.file.Options().Disk, path, form); isPlain || file.IsKeyless(wrong) {
			found = append(found, UnsealedCopy{path, int64(len(text)), UnsealedJournal, isPlain})
		}
	}
	return found, err
}

// RemoveUnsealedCopy deletes an unsealed copy. What a disk, a backup or a sync service keeps
// of it is not in the hands of the program.
func (s *Store) RemoveUnsealedCopy(l UnsealedCopy) error {
	return problem.Of(l.Path, s.file.Options().Disk.RemoveSettled(l.Path))
}
