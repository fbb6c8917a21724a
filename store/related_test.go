package store

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"goldenthread/store/related"
)

func touch(t *testing.T, path string) {
	t.Helper()
	check0(t, os.MkdirAll(filepath.Dir(path), 0o700))
	check0(t, os.WriteFile(path, []byte("x"), 0o600))
}

// Every file that is there because of a workbook is listed, and nothing else.
func TestRelatedFiles(t *testing.T) {
	path, _ := withSnapshot(t)
	dir := filepath.Dir(path)
	openAt(t, path, Options{})
	touch(t, path+".damaged-20261122-130300")
	touch(t, path+".new")
	touch(t, filepath.Join(dir, "."+filepath.Base(path)+".part"))
	touch(t, filepath.Join(related.SessionFolder(path), "2026-11-22-inset.db"))
	touch(t, filepath.Join(related.RecoveryFolder(path), "workbook-20261122-130300.journal"))
	touch(t, filepath.Join(related.RecoveryFolder(path), "workbook-2-20261122-130300.journal"))
	for _, other := range []string{"other.db", "workbook.dbx", "notes.txt", "snapshots/notes.txt"} {
		touch(t, filepath.Join(dir, other))
	}
	all, err := related.Files(path)
	check0(t, err)
	var got []string
	for _, b := range all {
		name, err := filepath.Rel(dir, b.Path)
		check0(t, err)
		got = append(got, string(b.Kind)+" "+filepath.ToSlash(name))
	}
	want := []string{
		"aside .workbook.db.part", "workbook workbook.db", "aside workbook.db.damaged-20261122-130300", "lock workbook.db.lock", "aside workbook.db.new",
		"lock workbook.db.owner", "lock workbook.db.seen",
		"recovery recovery/workbook-20261122-130300.journal", "recovery recovery/workbook-reserve", "session sessions/2026-11-22-inset.db",
	}
	i := slices.IndexFunc(got, func(line string) bool { return strings.HasPrefix(line, "snapshot snapshots/workbook-") })
	if i < 0 || !slices.Equal(slices.Delete(slices.Clone(got), i, i+1), want) {
		t.Errorf("got %q, want %q and a snapshot", got, want)
	}
	if none, err := related.Files(filepath.Join(t.TempDir(), "none", "none.db")); err != nil || len(none) != 0 {
		t.Errorf("of nothing: %v (%v)", none, err)
	}
}

// What others may read is closed, and nothing that is not ours.
func TestRestrictPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	path, snap := withSnapshot(t)
	dir := filepath.Dir(path)
	touch(t, path+".damaged-20261122-130300")
	modes := map[string]os.FileMode{dir: 0o755, path: 0o644, related.SnapshotFolder(path): 0o750, snap.Path: 0o640, path + ".damaged-20261122-130300": 0o604}
	loosen := func() {
		t.Helper()
		for path, mode := range modes {
			check0(t, os.Chmod(path, mode))
		}
	}
	mode := func(path string) os.FileMode {
		t.Helper()
		info, err := os.Stat(path)
		check0(t, err)
		return info.Mode().Perm()
	}
	loosen()
	closed, err := related.RestrictPermissions(path)
	if err != nil || len(closed) != len(modes) || len(related.OpenPermissions(path)) != 0 {
		t.Errorf("closed %v (%v), left %v", closed, err, related.OpenPermissions(path))
	}
	for at := range modes {
		want := os.FileMode(0o600)
		if at == dir || at == related.SnapshotFolder(path) {
			want = 0o700
		}
		if got := mode(at); got != want {
			t.Errorf("%s has %o, want %o", at, got, want)
		}
	}

	loosen()
	other := filepath.Join(dir, "others.txt")
	touch(t, other)
	check0(t, os.Chmod(other, 0o644))
	_, err = related.RestrictPermissions(path)
	check0(t, err)
	if mode(dir) != 0o755 || mode(other) != 0o644 || mode(path) != 0o600 || mode(snap.Path) != 0o600 {
		t.Errorf("a folder with other things: %o, the other %o, the workbook %o", mode(dir), mode(other), mode(path))
	}
}

// To delete everything leaves nothing that belongs to a workbook but what groups
// have written, and the empty lock.
func TestForgetAllLeavesNoRelatedFiles(t *testing.T) {
	path, _ := withSnapshot(t)
	touch(t, path+".damaged-20261122-130300")
	touch(t, filepath.Join(related.SessionFolder(path), "2026-11-22-inset.db"))
	_, err := ForgetAll(path, Options{})
	check0(t, err)
	all, err := related.Files(path)
	check0(t, err)
	for _, b := range all {
		if b.Kind != related.Lock && b.Kind != related.Session {
			t.Errorf("%s, a %s, is left", b.Path, b.Kind)
		}
	}
}
