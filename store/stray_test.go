package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"goldenthread/store/file"
	"goldenthread/store/internal/disk"
	"goldenthread/store/related"
)

// stray puts halves of copies beside a workbook that nobody has noted, as an older
// program left them, and a file of another program with such a name.
func stray(t *testing.T, path string) (strays []string, other string) {
	t.Helper()
	dir := filepath.Dir(path)
	for _, name := range []string{".bk.db.part", "saved.db.salvaging", "saved.db.salvaging.new"} {
		strays = append(strays, filepath.Join(dir, name))
		check0(t, (disk.Disk{}).Copy(path, filepath.Join(dir, name)))
	}
	check0(t, os.Truncate(strays[0], 9000))
	other = filepath.Join(dir, ".film.part")
	check0(t, os.WriteFile(other, []byte("half of a film"), 0o600))
	return strays, other
}

func gone(t *testing.T, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// Halves of copies that nothing tells of are asked about after sealing and after
// deleting, and go with everything; what is another program's stays.
func TestStraysAreAskedAbout(t *testing.T) {
	start := func() (*Store, []string, string) {
		path := workbookPath(t)
		s := openAt(t, path, Options{})
		add(t, s, answer(noticed, secretWords))
		strays, other := stray(t, path)
		return s, strays, other
	}
	s, strays, _ := start()
	seal(t, s, quiet)
	left, err := s.UnsealedCopies()
	check0(t, err)
	for _, l := range left {
		check0(t, s.RemoveUnsealedCopy(l))
	}
	gone(t, strays...)
	if got := found(t, filepath.Dir(s.Path()), secretWords); len(got) > 0 {
		t.Errorf("sealed, and in %v", got)
	}

	s, strays, _ = start()
	forget(t, s, secretPlace)
	copies, err := s.CopiesWithDeleted(secretPlace)
	check0(t, err)
	left2 := purge(t, s, secretPlace)
	for _, l := range left2 {
		check0(t, s.RemoveCopyWithDeleted(l))
	}
	if len(copies) != 3 || len(left2) != 3 {
		t.Errorf("%d copies, %d left", len(copies), len(left2))
	}
	gone(t, strays...)
	if got := found(t, filepath.Dir(s.Path()), secretWords); len(got) > 0 {
		t.Errorf("deleted, and in %v", got)
	}

	s, strays, other := start()
	closeStore(t, s)
	removed, err := ForgetAll(s.Path(), Options{})
	check0(t, err)
	gone(t, strays...)
	if _, err := os.Lstat(other); err != nil || slices.Contains(removed, other) {
		t.Errorf("the other's: %v", err)
	}
}

// No copy gets a name that the next start would take for something half made.
func TestNamesOfTheProgramAreTaken(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "the corridor"))
	for _, f := range related.Every(path, newClock().now()) {
		if !f.Half || filepath.Dir(f.Path) != filepath.Dir(path) {
			continue
		}
		if _, err := s.Backup(f.Path, true); !errors.Is(err, file.ErrTaken) {
			t.Errorf("backup to %s: %v", f.Path, err)
		}
	}
	closeStore(t, s)
	if _, err := Salvage(path, related.NewPath(path), nil, Options{}); !errors.Is(err, file.ErrTaken) {
		t.Errorf("salvage: %v", err)
	}
	if _, err := Salvage(path, filepath.Join(t.TempDir(), "workbook.db.new"), nil, Options{}); err != nil {
		t.Errorf("elsewhere it is nobody's: %v", err)
	}
}
