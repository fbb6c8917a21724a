package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"goldenthread/store/related"
)

func TestExamine(t *testing.T) {
	path, snap := withSnapshot(t)
	done, err := Restore(path, snap.Path, Options{Now: newClock().now})
	if err != nil {
		t.Fatal(err)
	}
	before := files(t, filepath.Dir(path))
	h, err := Examine(path, true)
	if err != nil || h.Problem != nil || h.Damage != nil {
		t.Fatalf("%+v %v", h, err)
	}
	same(t, "files", files(t, filepath.Dir(path)), before)
	same(t, "what it holds", h.Audit, Audit{Schema: schema, Answers: 1, Revisions: 1, Wordings: 1})
	same(t, "snapshots", h.Snapshots, []Snapshot{snap})
	same(t, "set aside", h.Aside, []string{done.Aside})
	if h.Free <= 0 && runtime.GOOS == "linux" {
		t.Errorf("free: %d", h.Free)
	}
	if runtime.GOOS != "windows" {
		check0(t, os.Chmod(path, 0o644))
		check0(t, os.Chmod(related.SnapshotFolder(path), 0o750))
		check0(t, os.Chmod(filepath.Dir(path), 0o700))
		h, err = Examine(path, false)
		check0(t, err)
		same(t, "loose", h.OpenPermissions, []related.OpenPermission{{Path: path, Mode: 0o644, Want: 0o600}, {Path: related.SnapshotFolder(path), Mode: 0o750, Want: 0o700}})
	}
	flipText(t, path, "the head's office")
	h, err = Examine(path, false)
	if err != nil || h.Problem != nil || h.Damage != nil {
		t.Errorf("without reading all: %+v %v", h, err)
	}
	h, err = Examine(path, true)
	if err != nil || h.Problem != nil || len(h.Damage) != 1 || OriginOf(h.Damage[0]).Slot != noticed {
		t.Errorf("after reading all: %+v %v", h, err)
	}
	check0(t, os.Truncate(path, 5000))
	h, err = Examine(path, true)
	var p *Problem
	if err != nil || !errors.As(h.Problem, &p) || p.Kind != ProblemCutShort || len(h.Snapshots) != 1 || h.Size != 5000 {
		t.Errorf("cut short: %+v %v", h, err)
	}
}

func TestExamineWhatIsNotThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no", "folder.db")
	h, err := Examine(path, true)
	var p *Problem
	if err != nil || !errors.As(h.Problem, &p) || p.Kind != ProblemMissing {
		t.Errorf("%+v %v", h, err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("its folder was made")
	}
}

func TestSyncProvider(t *testing.T) {
	home := t.TempDir()
	for dir, want := range map[string]string{
		"OneDrive - Our School/work": "OneDrive",
		"OneDrive":                   "OneDrive",
		"Dropbox (Personal)/a/b":     "Dropbox",
		"iCloud Drive":               "iCloud",
		"Library/Mobile Documents/x": "iCloud",
		"Library/CloudStorage/GoogleDrive-me@school.example": "Google Drive",
		"Google Drive": "Google Drive",
		"nextcloud":    "Nextcloud",
		"Shared/notes": "Syncthing", // by what is in Shared
		"Documents":    "",
		"dropboxes":    "",
		"drive":        "",
	} {
		path := filepath.Join(home, filepath.FromSlash(dir))
		check0(t, os.MkdirAll(path, 0o700))
		check0(t, os.MkdirAll(filepath.Join(home, "Shared", ".stfolder"), 0o700))
		if got := related.SyncProvider(path); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
	if got := related.SyncProvider(filepath.Join(home, "OneDrive", "not", "there")); got != "OneDrive" {
		t.Errorf("a folder that is not there: %q", got)
	}
}
