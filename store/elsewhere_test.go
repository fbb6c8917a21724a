package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// What a killed process has left of a copy in a folder that a person named goes at the
// next start, and nothing else there; while the folder cannot be reached, it is not
// forgotten.
func TestCopiesElsewhereAreSwept(t *testing.T) {
	path, stick := workbookPath(t), filepath.Join(t.TempDir(), "stick")
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "the corridor"))
	closeStore(t, s)
	target := filepath.Join(stick, "copy.db")
	halves := []string{related.CopyPath(target), related.SalvagingPath(target), related.NewPath(related.SalvagingPath(target))}
	others := []string{target, related.NewPath(target), related.RewritingPath(target), filepath.Join(stick, ".other.db.part")}
	for _, one := range slices.Concat(halves, others) {
		touch(t, one)
	}
	away := stick + "-away"
	check0(t, os.Rename(stick, away))
	_ = Note(path, target, Options{Now: newClock().now}) // of a process that was killed
	_ = Note(path, target, Options{Now: newClock().now})
	closeStore(t, openAt(t, path, Options{}))
	if left, err := Elsewhere(path); err != nil || !slices.Equal(left, []string{target, target}) {
		t.Errorf("left: %v, %v", left, err)
	}
	check0(t, os.Rename(away, stick))
	closeStore(t, openAt(t, path, Options{ReadOnly: true}))
	if left, err := Elsewhere(path); err != nil || len(left) != 2 {
		t.Errorf("after reading: %v, %v", left, err)
	}
	closeStore(t, openAt(t, path, Options{}))
	if left, err := Elsewhere(path); err != nil || len(left) != 0 {
		t.Errorf("after the next start: %v, %v", left, err)
	}
	for _, half := range halves {
		if _, err := os.Lstat(half); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", half, err)
		}
	}
	for _, other := range others {
		if _, err := os.Lstat(other); err != nil {
			t.Error(err)
		}
	}
	untouchedFolder(t, path)
}

// A workbook that somebody has opened under a name of the table is not swept.
func TestAnOpenedFileIsNoHalf(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "the corridor"))
	closeStore(t, s)
	other := related.NewPath(path)
	check0(t, (disk.Disk{}).Copy(path, other))
	closeStore(t, openAt(t, other, Options{}))
	closeStore(t, openAt(t, path, Options{}))
	holds(t, other, "the corridor")
}
