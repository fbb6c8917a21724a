package privacy

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"goldenthread/store"
	"goldenthread/store/related"
)

func workbook(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "workbook.db")
	if err := os.Chmod(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	slot := store.Slot{Step: "disciplines/mastery/notice", Field: store.FieldAnswer}
	if _, err := st.Add(store.Revision{Kind: store.KindAnswer, Slot: slot, Visit: 1, Body: store.Body{Text: "confidential"}}, "What?"); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func facts(t *testing.T, path string, getenv func(string) string) Facts {
	t.Helper()
	f, err := Look(path, getenv)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func nowhere(string) string { return "" }

func wants(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
}

// That the workbook is plain is not glossed over.
func TestFactsSayWhatIsPlain(t *testing.T) {
	path := workbook(t)
	text := facts(t, path, nowhere).Markdown()
	wants(t, text, "`"+path+"`", "There is no passphrase", "A thief of this computer while it is off: all of it", "backups or a shared drive: all of it",
		"a harmful program in your account: all that you see and type")
	if strings.Contains(text, "confidential") {
		t.Errorf("it holds an answer:\n%s", text)
	}
	file, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(file), "confidential") {
		t.Errorf("it is plain no more (%v): then this page must say so", err)
	}
}

// The page goes by what is there.
func TestFactsGoByWhatIsThere(t *testing.T) {
	path := workbook(t)
	wants(t, facts(t, path, nowhere).Markdown(), "There is no snapshot of it yet", "Other accounts of this computer: nothing", "It can hide by itself")
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Snapshot(""); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	session := filepath.Join(related.SessionFolder(path), "2026-11-22-inset.db")
	if err := errors.Join(os.MkdirAll(filepath.Dir(session), 0o700), os.WriteFile(session, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".damaged-20261122-130300", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := facts(t, path, func(string) string { return t.TempDir() })
	f.Hides, f.SyncProvider = true, "OneDrive"
	wants(t, f.Markdown(), "1 snapshot of it", "`"+related.SnapshotFolder(path)+"`", "1 file beside it", "It hides by itself", "The folder belongs to OneDrive",
		"the copies that OneDrive keeps", "What groups have written stays", "`"+path+".damaged-20261122-130300`")
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	wants(t, facts(t, path, nowhere).Markdown(), "Other accounts of this computer may look into `"+path+"` (0644)")
}

// The most private place that there is comes first.
func TestEditorFolder(t *testing.T) {
	dir := t.TempDir()
	if f := EditorFolder(func(string) string { return dir }); f.Path != dir || f.InMemory != (runtime.GOOS == "linux") {
		t.Errorf("%+v", f)
	}
	f := EditorFolder(func(string) string { return filepath.Join(dir, "none") })
	if f.Path == filepath.Join(dir, "none") || f.InMemory != (f.Path == inMemory) {
		t.Errorf("%+v", f)
	}
	wants(t, Folder{dir, false}.says(), "on the disk")
}

// What lies beside a sealed workbook in clear is said of a thief, and that a passphrase
// cannot be looked for is not taken for none.
func TestFactsOfWhatLiesBeside(t *testing.T) {
	f := facts(t, workbook(t), nowhere)
	f.Sealed, f.Plain, f.Elsewhere = true, []string{"/a/w.db.before-seal-1", "/a/b", "/a/c", "/a/d", "/a/e", "/a/f", "/a/g"}, []string{"/stick/copy.db"}
	wants(t, f.Markdown(), "all that is in 7 files beside the workbook", "`/a/w.db.before-seal-1`", "2 others", "`goldenthread seal` asks", "In the workbook itself they find no word",
		"writing to `/stick/copy.db`")
	f = facts(t, workbook(t), nowhere)
	f.Unsure = "another window has it open"
	text := f.Markdown()
	wants(t, text, "Whether there is a passphrase cannot be told now: another window has it open.")
	if strings.Contains(text, "There is no passphrase") {
		t.Errorf("it says that there is none:\n%s", text)
	}
}

// With a passphrase the page says what that changes, and what it does not.
func TestFactsOfASealedWorkbook(t *testing.T) {
	f := facts(t, workbook(t), nowhere)
	f.Sealed = true
	text := f.Markdown()
	wants(t, text, "no word of the workbook", "while it is unlocked: all of it", "Without the passphrase and without the recovery key", "No other editor is given an answer")
	if strings.Contains(text, "There is no passphrase") {
		t.Errorf("it says that there is none:\n%s", text)
	}
}
