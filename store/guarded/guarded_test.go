package guarded

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const most = 1 << 10

// planted puts things at a name that a file of the program's own might have.
var planted = map[string]struct {
	plant func(t *testing.T, path, precious string)
	own   error // what ReadOwn and a Folder say
	named error // what Read says of a file that a person named; nil reads it
}{
	"a link": {func(t *testing.T, path, precious string) { link(t, precious, path) }, ErrLink, nil},
	"a link that leads nowhere": {func(t *testing.T, path, precious string) {
		link(t, precious+"-gone", path)
	}, ErrLink, fs.ErrNotExist},
	"a folder": {func(t *testing.T, path, _ string) {
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}, ErrNotRegular, ErrNotRegular},
	"a pipe":     {pipe, ErrNotRegular, ErrNotRegular},
	"a device":   {device, ErrNotRegular, ErrNotRegular},
	"a giant":    {giant, ErrTooLarge, ErrTooLarge},
	"a stranger": {stranger, ErrForeign, nil},
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Skip("no links can be made here:", err)
	}
}

// giant is a file with a hole of three gigabytes.
func giant(t *testing.T, path, _ string) {
	t.Helper()
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join(f.Truncate(3<<30), f.Close())
	}
	if err != nil {
		t.Skip("no file with holes can be made here:", err)
	}
}

// stranger is a file of another account, in a folder of this one.
func stranger(t *testing.T, path, _ string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs the administrator")
	}
	err := os.WriteFile(path, []byte("planted"), 0o644)
	if err = errors.Join(err, os.Chown(path, nobody, nobody)); err != nil {
		t.Fatal(err)
	}
}

// nobody is an account that runs nothing of this one.
const nobody = 65534

func TestPlanted(t *testing.T) {
	for name, test := range planted {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, precious := filepath.Join(dir, "w.db.seen"), filepath.Join(dir, "precious")
			if err := os.WriteFile(precious, []byte("precious"), 0o600); err != nil {
				t.Fatal(err)
			}
			if runtime.GOOS == "windows" && errors.Is(test.own, ErrLink) {
				t.Skip("there a link needs the administrator, who can do all anyway")
			}
			test.plant(t, path, precious)
			if text, err := ReadOwn(path, most); !errors.Is(err, test.own) || text != nil {
				t.Errorf("its own: %q, %v", text, err)
			}
			if text, err := Read(path, most); !errors.Is(err, test.named) || err != nil && text != nil {
				t.Errorf("named: %q, %v", text, err)
			}
			if err := Renew(path, []byte("new")); err == nil {
				if text, err := ReadOwn(path, most); string(text) != "new" || err != nil {
					t.Errorf("renewed: %q, %v", text, err)
				}
			} else if !errors.Is(err, ErrNotRegular) {
				t.Errorf("renew: %v", err)
			}
			if text, err := os.ReadFile(precious); string(text) != "precious" || err != nil {
				t.Errorf("what a link led to is %q, %v", text, err)
			}
			if _, err := os.Lstat(precious + "-gone"); err == nil {
				t.Error("a file was made where a link led to")
			}
		})
	}
}

func TestReplacePlanted(t *testing.T) {
	for name, test := range planted {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, precious := filepath.Join(dir, "w.db.seen"), filepath.Join(dir, "precious")
			if err := os.WriteFile(precious, []byte("precious"), 0o600); err != nil {
				t.Fatal(err)
			}
			test.plant(t, path, precious)
			test.plant(t, path+".part", precious)
			err := Replace(path, path+".part", []byte("new"))
			if name == "a folder" {
				if err == nil {
					t.Error("a folder was replaced")
				}
			} else if text, read := ReadOwn(path, most); err != nil || read != nil || string(text) != "new" {
				t.Errorf("%v: %q, %v", err, text, read)
			}
			if text, err := os.ReadFile(precious); string(text) != "precious" || err != nil {
				t.Errorf("what a link led to is %q, %v", text, err)
			}
			if _, err := os.Lstat(precious + "-gone"); err == nil {
				t.Error("a file was made where a link led to")
			}
		})
	}
}

// private makes a folder as the program does.
func private(t *testing.T) *Folder {
	t.Helper()
	f, err := NewFolder(t.TempDir(), "goldenthread-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestFolderReadsPlanted(t *testing.T) {
	for name, test := range planted {
		t.Run(name, func(t *testing.T) {
			f := private(t)
			precious := filepath.Join(t.TempDir(), "precious")
			if err := os.WriteFile(precious, []byte("precious"), 0o600); err != nil {
				t.Fatal(err)
			}
			test.plant(t, filepath.Join(f.Path(), "answer.md"), precious)
			if text, err := f.Read("answer.md", most); !errors.Is(err, test.own) || text != nil {
				t.Errorf("%q, %v", text, err)
			}
			if err := f.Create("answer.md", []byte("new")); !errors.Is(err, fs.ErrExist) {
				t.Errorf("made over what was there: %v", err)
			}
			if err := f.RemoveAll(); err != nil {
				t.Error(err)
			}
			if text, err := os.ReadFile(precious); string(text) != "precious" || err != nil {
				t.Errorf("what a link led to is %q, %v", text, err)
			}
		})
	}
}

func TestFolder(t *testing.T) {
	f := private(t)
	for _, name := range []string{"b", "a"} {
		if err := f.Create(name, []byte(name+name)); err != nil {
			t.Fatal(err)
		}
	}
	if names, err := f.Names(); err != nil || strings.Join(names, " ") != "a b" {
		t.Errorf("%v %v", names, err)
	}
	if text, err := f.Read("a", 2); err != nil || string(text) != "aa" {
		t.Errorf("%q %v", text, err)
	}
	if _, err := f.Read("a", 1); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v", err)
	}
	if info, err := f.Stat("a"); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	if err := errors.Join(f.Remove("a"), f.Remove("a")); err != nil {
		t.Error(err)
	}
	if _, err := f.Read("../x", most); err == nil {
		t.Error("left the folder")
	}
	if err := f.RemoveAll(); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(f.Path()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

// A folder is judged as it is opened, by its owner and not by its mode alone.
func TestFoldersThatAreRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has no such modes")
	}
	chown := func(t *testing.T, path string) {
		t.Helper()
		if os.Geteuid() != 0 {
			t.Skip("needs the administrator")
		}
		if err := os.Chown(path, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		spoil func(t *testing.T, path string)
		want  error
	}{
		"of another account": {chown, ErrForeign},
		"open to others":     {func(t *testing.T, path string) { chmod(t, path, 0o701) }, ErrShared},
		"where others may rename it": {func(t *testing.T, path string) {
			chmod(t, filepath.Dir(path), 0o777)
		}, ErrExposed},
		"in a folder of another account": {func(t *testing.T, path string) { chown(t, filepath.Dir(path)) }, ErrExposed},
		"that is a link": {func(t *testing.T, path string) {
			if err := os.Rename(path, path+"-real"); err != nil {
				t.Fatal(err)
			}
			link(t, path+"-real", path)
		}, ErrLink},
		"that is a pipe": {func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			pipe(t, path, "")
		}, ErrNoFolder},
		"that is not there": {func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, fs.ErrNotExist},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "goldenthread-0")
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
			if f, err := OpenFolder(path); err != nil {
				t.Fatal(err)
			} else if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			test.spoil(t, path)
			if _, err := OpenFolder(path); !errors.Is(err, test.want) {
				t.Errorf("%v, want %v", err, test.want)
			}
			if errors.Is(test.want, fs.ErrNotExist) {
				return
			}
			if _, err := MakeFolder(path); !errors.Is(err, test.want) {
				t.Errorf("made: %v, want %v", err, test.want)
			}
		})
	}
}

func chmod(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// In a folder for temporary files, where everybody may write and nobody may rename
// what is another's, a folder of one's own is safe.
func TestAFolderAmongThoseOfOthers(t *testing.T) {
	dir := t.TempDir()
	chmod(t, dir, 0o777|fs.ModeSticky)
	f, err := MakeFolder(filepath.Join(dir, "goldenthread-0"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.RemoveAll(); err != nil {
		t.Error(err)
	}
}

// A folder stays the one that was looked at, whatever takes its name.
func TestAFolderThatIsSwapped(t *testing.T) {
	f := private(t)
	if err := f.Create("answer.md", []byte("mine")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(f.Path(), f.Path()+"-aside"); err != nil {
		t.Skip("an open folder cannot be moved here:", err)
	}
	if err := errors.Join(os.Mkdir(f.Path(), 0o700), os.WriteFile(filepath.Join(f.Path(), "answer.md"), []byte("planted"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if text, err := f.Read("answer.md", most); err != nil || string(text) != "mine" {
		t.Errorf("%q %v", text, err)
	}
}

// What a shell hands over as <(...) is read to its end, and no further than asked.
func TestReadWhatAShellHandsOver(t *testing.T) {
	if _, err := os.Stat("/dev/fd"); err != nil {
		t.Skip("no such names here")
	}
	for size, want := range map[int]error{10: nil, most: nil, most + 1: ErrTooLarge} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			_, _ = w.Write(make([]byte, size))
			_ = w.Close()
		}()
		text, err := Read(handed(r), most)
		if !errors.Is(err, want) || err == nil && len(text) != size {
			t.Errorf("%d bytes: %d, %v", size, len(text), err)
		}
		_ = r.Close()
	}
	for _, path := range []string{"/dev/fd", "/dev/fd/", "/dev/fd/../zero", "/dev/zero", "/dev/tty", "dev/fd/1"} {
		if isHanded(path) {
			t.Errorf("%s is waited for", path)
		}
	}
}
