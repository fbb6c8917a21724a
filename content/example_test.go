package content

import (
	"os"
	"path/filepath"
	"testing"
)

// The example that a school starts from is read unchanged, from the disk. check/embedded_test.go
// checks it.
func TestWriteExample(t *testing.T) {
	for name, dir := range map[string]string{"empty": t.TempDir(), "new": filepath.Join(t.TempDir(), "a", "b")} {
		files, err := WriteExample(dir)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s folder: wrote %d files: %v", name, len(files), err)
		}
		for _, f := range files {
			if info, err := os.Stat(f); err != nil || info.Mode()&^0o644 != 0 {
				t.Errorf("%s folder: %s has mode %v: %v", name, f, info, err)
			}
		}
		w := mustLoad(t, os.DirFS(dir))
		if w.Unit("ours/welcome") == nil || len(w.Units()) != 1 {
			t.Errorf("%s folder: units %v", name, w.Units())
		}
		if a := w.Agenda("first-hour"); a == nil || a.Unit != "ours/welcome" || w.Agenda("senior-team") == nil {
			t.Errorf("%s folder: the agenda is %+v", name, a)
		}
	}
}

func TestWriteExampleRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".hidden"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if files, err := WriteExample(dir); err == nil || len(files) > 0 {
		t.Errorf("wrote %v into a folder that is not empty", files)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v: %v", entries, err)
	}
	if _, err := WriteExample(filepath.Join(dir, ".hidden")); err == nil {
		t.Error("a file was taken for a folder")
	}
}
