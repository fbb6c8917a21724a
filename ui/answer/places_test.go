package answer

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"goldenthread/store/related"
)

// lent checks an answer out in an environment, and lets the program be killed.
func (l *line) lent(memory, text string) (a *Answer, file string) {
	l.Helper()
	a, _ = l.asks(1)
	file, err := a.CheckOut("answer", "before", inMemory(memory))
	l.check(err)
	l.check(os.WriteFile(file, []byte(text), 0o600))
	return a, file
}

func inMemory(folder string) func(string) string {
	return func(name string) string {
		if name == "XDG_RUNTIME_DIR" {
			return folder
		}
		return ""
	}
}

func (l *line) gone(path string) {
	l.Helper()
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		l.Errorf("%s is there still (%v)", path, err)
	}
}

// A start in another environment finds a text that was checked out in this one.
func TestTextIsRestoredFromEveryPlace(t *testing.T) {
	for name, then := range map[string]string{"without a folder in memory": "", "with another": t.TempDir()} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			a, file := l.lent(t.TempDir(), "after")
			list := related.EditingPath(l.store.Path())
			if text, err := os.ReadFile(list); err != nil || strings.TrimSpace(string(text)) != filepath.Dir(file) {
				t.Fatalf("remembered: %q (%v)", text, err)
			}
			done, err := RestoreTexts(l.store, inMemory(then))
			if err != nil || len(done.Back) != 1 {
				t.Fatalf("%+v %v", done, err)
			}
			if history := l.history(a); len(history) != 1 || history[0].Text != "after" {
				t.Errorf("%+v", history)
			}
			l.gone(filepath.Dir(file))
			l.gone(list)
		})
	}
}

// An editor that ends leaves nothing behind, and no place to look in.
func TestCheckIn(t *testing.T) {
	l := newLine(t)
	a, file := l.lent(t.TempDir(), "after")
	if text, err := External(file); err != nil || string(text) != "after" {
		t.Errorf("%q %v", text, err)
	}
	l.check(a.CheckIn(file))
	l.gone(filepath.Dir(file))
	l.gone(related.EditingPath(l.store.Path()))
}

// A place that is gone is forgotten, and so is one that this program does not make.
func TestPlacesThatAreNone(t *testing.T) {
	l := newLine(t)
	_, file := l.lent(t.TempDir(), "after")
	l.check(os.RemoveAll(filepath.Dir(file)))
	other := filepath.Join(t.TempDir(), "mine")
	l.check(os.Mkdir(other, 0o700))
	list := related.EditingPath(l.store.Path())
	text, err := os.ReadFile(list)
	l.check(err)
	l.check(os.WriteFile(list, append(text, other+"\nrelative\n"...), 0o600))
	if done, err := RestoreTexts(l.store, inMemory("")); err != nil || len(done.Back)+len(done.Left) > 0 {
		t.Errorf("%+v %v", done, err)
	}
	l.gone(list)
	if _, err := os.Stat(other); err != nil {
		t.Error("what the list named was touched", err)
	}
}

// What another account has planted is not taken in, whatever its modes are, and nor is
// what a link, a pipe or a giant stands for.
func TestPlantedTexts(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("nobody else can put anything there")
	}
	const nobody = 65534
	secret := filepath.Join(t.TempDir(), "id_ed25519")
	if err := os.WriteFile(secret, []byte("SECRET"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, plant := range map[string]func(l *line, file string) error{
		"another account's folder": func(_ *line, file string) error {
			if os.Geteuid() != 0 {
				return errors.ErrUnsupported
			}
			return os.Chown(filepath.Dir(file), nobody, nobody)
		},
		"another account's text": func(_ *line, file string) error {
			if os.Geteuid() != 0 {
				return errors.ErrUnsupported
			}
			return os.Chown(file, nobody, nobody)
		},
		"a folder that others may enter": func(_ *line, file string) error { return os.Chmod(filepath.Dir(file), 0o755) },
		"a link to a secret": func(_ *line, file string) error {
			return errors.Join(os.Remove(file), os.Symlink(secret, file))
		},
		"a link in the folder's place": func(_ *line, file string) error {
			dir := filepath.Dir(file)
			return errors.Join(os.Rename(dir, dir+"-real"), os.Symlink(dir+"-real", dir), os.Chmod(dir+"-real", 0o755))
		},
		"a giant": func(_ *line, file string) error { return os.Truncate(file, mostText+1) },
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			memory := t.TempDir()
			a, file := l.lent(memory, "PLANTED")
			if err := plant(l, file); err != nil {
				t.Skip("it cannot be put there here:", err)
			}
			for range 2 {
				if done, err := RestoreTexts(l.store, inMemory(memory)); err != nil || len(done.Back) > 0 {
					t.Errorf("%+v %v", done, err)
				}
			}
			if history := l.history(a); len(history) > 0 {
				t.Errorf("taken in: %+v", history)
			}
			if text, err := os.ReadFile(secret); err != nil || string(text) != "SECRET" {
				t.Errorf("%q %v", text, err)
			}
		})
	}
}

// What another editor was given can go with everything else.
func TestLentFoldersAreRemoved(t *testing.T) {
	l := newLine(t)
	_, file := l.lent(t.TempDir(), "after")
	folders := Lent(l.store.Path(), inMemory(""))
	if len(folders) != 1 || folders[0] != filepath.Dir(file) {
		t.Fatalf("%v, want %s", folders, filepath.Dir(file))
	}
	l.check(RemoveLent(folders[0]))
	l.gone(filepath.Dir(file))
	if left := Lent(l.store.Path(), inMemory("")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
