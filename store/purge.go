package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/problem"
	"goldenthread/store/related"
)

// CopyWithDeleted is another file of a workbook that still holds something of what was
// forgotten, or of which nobody can tell.
type CopyWithDeleted struct {
	Path   string
	Traces Traces // what it holds of it, as far as it can be read
	Err    error  // why it cannot be made anew without it; nil if it can
}

// CopiesWithDeleted returns which of the snapshots, the files that were set aside and the
// recovery journals hold something in the slots for which in is true, the newest
// snapshot first. Copies elsewhere it does not know.
func (s *Store) CopiesWithDeleted(in func(Slot) bool) ([]CopyWithDeleted, error) {
	var found []CopyWithDeleted
	look := func(paths []string, traces func(path string, in func(Slot) bool) (Traces, error)) {
		for _, path := range paths {
			r := CopyWithDeleted{Path: path}
			if r.Traces, r.Err = traces(path, in); r.Err != nil || len(r.Traces) > 0 {
				found = append(found, r)
			}
		}
	}
	copies, err := s.copies()
	look(copies, s.tracesInCopy)
	strays, unseen := s.strays()
	look(strays, func(string, func(Slot) bool) (Traces, error) { return nil, errStray })
	journals, wrong := s.journalFiles()
	look(journals, func(path string, in func(Slot) bool) (Traces, error) {
		f, _, err := s.lookInJournal(path, in)
		return f.traces(), err
	})
	return found, errors.Join(err, unseen, wrong)
}

// copies returns the paths of the snapshots, the newest first, and of the files
// that were set aside.
func (s *workbook) copies() ([]string, error) { return copiesOf(s.file.Options().Disk, s.file.Path()) }

func copiesOf(d disk.Disk, path string) ([]string, error) {
	snapshots, err := file.NamedSnapshots(d, path)
	all, wrong := related.FilesBy(d.ReadFolder, path)
	var paths []string
	for _, snap := range snapshots {
		paths = append(paths, snap.Path)
	}
	return append(paths, related.Of(all, related.File.IsAside)...), errors.Join(err, wrong)
}

// strays returns halves of copies under names that a person chose, beside the
// workbook, which nothing tells apart from those of another workbook there.
func (s *workbook) strays() ([]string, error) {
	d := s.file.Options().Disk
	all, err := related.FilesBy(d.ReadFolder, s.file.Path())
	return related.Of(all, func(f related.File) bool { return file.IsStray(d, f) }), err
}

// errStray is why a stray cannot be made anew.
var errStray = errors.New("it is half of a copy that was cut short")

func (s *workbook) tracesInCopy(path string, in func(Slot) bool) (Traces, error) {
	other, err := s.openCopy(path)
	if err != nil {
		return nil, err
	}
	traces, err := other.Traces(in)
	return traces, errors.Join(err, other.Close())
}

// journalFiles returns the paths of the recovery journals, and of those that were
// set aside because part of them is damaged.
func (s *workbook) journalFiles() ([]string, error) {
	all, err := related.FilesBy(s.file.Options().Disk.ReadFolder, s.file.Path())
	return related.Of(all, related.File.IsJournal), err
}

// lookInJournal returns what a recovery journal has in the slots, and the entries
// that are of others.
func (s *workbook) lookInJournal(path string, in func(Slot) bool) (f forgetting, rest []unsavedEntry, err error) {
	f = forgetting{in: in, at: s.file.Now().Round(0), found: map[Slot]*Trace{}}
	entries, unreadable, err := s.kinds.readJournal(s.file.Options().Disk, path, s.file.Form())
	for _, e := range entries {
		if !in(e.Slot) {
			rest = append(rest, e)
			continue
		}
		if f.found[e.Slot] == nil {
			f.found[e.Slot] = &Trace{Slot: e.Slot}
		}
		f.found[e.Slot].Drafts++
		f.found[e.Slot].span(e.At)
	}
	if err == nil && unreadable > 0 {
		err = errors.New("part of it cannot be read")
	}
	return f, rest, err
}

// Purge takes what is in the slots for which in is true out of every snapshot,
// every file that was set aside and every recovery journal: each is made anew
// without it, also where it is only in pages that are no longer used. Those that
// cannot be made anew are as they were, and are returned with the reason.
func (s *Store) Purge(in func(Slot) bool) (left []CopyWithDeleted, err error) {
	defer s.file.WithoutSnapshots()()
	copies, err := s.copies()
	journals, wrong := s.journalFiles()
	strays, unseen := s.strays()
	o := s.file.Options()
	if err := errors.Join(err, wrong, unseen, file.Sweep(o.Disk, s.file.Path(), related.Snapshot)); err != nil {
		return nil, problem.Of(s.file.Path(), err)
	}
	for _, path := range strays {
		left = append(left, CopyWithDeleted{Path: path, Err: errStray})
	}
	for _, path := range copies {
		f := forgetting{in: in, at: s.file.Now().Round(0), kinds: s.kinds}
		if err := file.RewriteFile(path, schemaOf(s.kinds), f.rewriting(), o); err != nil {
			left = append(left, CopyWithDeleted{Path: path, Traces: f.traces(), Err: err})
		}
		if err := s.update(f.addTombstones); err != nil { // what only the copy had is deleted, too
			return left, err
		}
	}
	for _, path := range journals {
		f, rest, err := s.lookInJournal(path, in)
		if err == nil && len(f.found) > 0 && !s.unsaved.isOwnJournal(path) {
			err = s.rewriteJournal(path, rest)
		}
		if err != nil {
			left = append(left, CopyWithDeleted{Path: path, Traces: f.traces(), Err: err})
		}
		if err := s.update(f.addTombstones); err != nil {
			return left, err
		}
	}
	if len(left) > 0 {
		return left, nil // and the question stays open
	}
	return nil, AskDeleted.Answer(s)
}

// rewriteJournal leaves a recovery journal with just some entries; without any it
// is deleted.
func (s *workbook) rewriteJournal(path string, entries []unsavedEntry) error {
	if len(entries) == 0 {
		return s.file.Options().Disk.RemoveSettled(path)
	}
	return newJournal(s.file).At(path).Rewrite(entries)
}

// discardIn lets go of what could not be saved in the slots. It runs on the
// writer.
func (u *unsaved) discardIn(in func(Slot) bool) {
	if gone := slices.DeleteFunc(u.all(), func(e unsavedEntry) bool { return !in(e.Slot) }); len(gone) > 0 {
		u.discard(gone)
	}
}

// RemoveCopyWithDeleted deletes a file that Purge could not make anew.
func (s *Store) RemoveCopyWithDeleted(r CopyWithDeleted) error {
	copies, err := s.copies()
	strays, unseen := s.strays()
	journals, wrong := s.journalFiles()
	if err := errors.Join(err, unseen, wrong); err != nil {
		return err
	}
	if !slices.Contains(slices.Concat(copies, strays, journals), r.Path) {
		return fmt.Errorf("store: %s is no copy of the workbook", r.Path)
	}
	return problem.Of(r.Path, s.file.Options().Disk.RemoveSettled(r.Path))
}

// ForgetAll deletes the workbook at path, whatever state it is in, with its
// snapshots and everything else that was made beside it. Nobody may have it open.
// The lock file stays, which is empty: whoever waits for it would else lock one
// that nobody sees. It returns the paths of what it deleted. The workbook is the
// last to go, so that what is left after an error can be deleted again.
func ForgetAll(path string, o Options) (removed []string, err error) {
	return forgetAllOn(disk.Disk{}, path, o)
}

// forgetAllOn is ForgetAll on a disk.
func forgetAllOn(d disk.Disk, path string, o Options) (removed []string, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return nil, problem.Of(path, err)
	}
	release, err := file.Hold(path, o.on(d))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := file.Sweep(d, path, related.Lock); err != nil { // what lies elsewhere
		return nil, err
	}
	all, err := related.FilesBy(d.ReadFolder, path)
	if err != nil {
		return nil, problem.Of(path, fmt.Errorf("forget: %w", err))
	}
	real, folders := related.Resolve(path), []string{related.SnapshotFolder(path), related.RecoveryFolder(path)}
	goes := related.Of(all, func(f related.File) bool { return goesWithAll(d, f, path) })
	for _, one := range append(goes, real, path) { // path may be a link
		if _, err := d.Lstat(one); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := d.Remove(one); err != nil {
			return removed, problem.Of(path, fmt.Errorf("forget: %w", err))
		}
		removed = append(removed, one)
	}
	for _, folder := range folders {
		_ = d.Remove(folder) // unless another workbook's are in it
	}
	return removed, problem.Of(path, d.SyncFolder(filepath.Dir(real)))
}

// goesWithAll reports whether a file goes with everything else, before the workbook
// itself. What groups have written stays, and so do the locks that are held, and the
// notes of copies elsewhere that cannot be reached now.
func goesWithAll(d disk.Disk, f related.File, path string) bool {
	switch f.Kind {
	case related.Workbook, related.Session:
		return false
	case related.Lock:
		return f.Half || f.Path == related.MarkerPath(path) || f.Path == related.EditingPath(path)
	case related.Stray:
		return file.IsStray(d, f)
	}
	return true
}
