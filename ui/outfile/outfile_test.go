package outfile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"filippo.io/age"

	"goldenthread/store/related"
	"goldenthread/ui/explain"
)

// A file is closed to others, kept if it is there, and replaced only if that was
// said; nothing else is left in its folder.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "all.md")
	if err := (File{Path: path}).Write([]byte("one")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	var occupied *Occupied
	if err := (File{Path: path}).Write([]byte("two")); !errors.As(err, &occupied) {
		t.Errorf("without force: %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "one" {
		t.Errorf("it was replaced by %q", text)
	}
	if err := (File{Path: path, Force: true}).Write([]byte("two")); err != nil {
		t.Error(err)
	}
	if text, _ := os.ReadFile(path); string(text) != "two" {
		t.Errorf("with force: %q", text)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left: %v %v", left, err)
	}
	var unwritten *Unwritten
	if err := (File{Path: filepath.Join(dir, "none", "all.md")}).Write(nil); !errors.As(err, &unwritten) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}

// The workbook itself is never replaced, also under another name.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	workbook, other := filepath.Join(dir, "workbook.db"), filepath.Join(dir, "other.md")
	for _, path := range []string{workbook, other} {
		if err := os.WriteFile(path, []byte("words"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "link.md")
	if err := os.Link(workbook, link); err != nil {
		t.Skip(err)
	}
	for _, test := range []struct {
		file File
		code int
	}{
		{File{Path: filepath.Join(dir, "new.md")}, explain.Done},
		{File{Path: other, Force: true}, explain.Done},
		{File{Path: other}, explain.Failed},
		{File{Path: dir, Force: true, Command: "goldenthread export", Usual: "reflections.md"}, explain.Misused},
		{File{Path: workbook, Force: true}, explain.Misused},
		{File{Path: link, Force: true}, explain.Misused},
	} {
		err := test.file.Check(workbook)
		var own explain.Error
		if test.code == explain.Done && err != nil || test.code != explain.Done && (!errors.As(err, &own) || own.Code() != test.code) {
			t.Errorf("%+v: %v", test.file, err)
		}
	}
}

// What is encrypted opens with the key, and holds none of the words.
func TestEncrypt(t *testing.T) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	key, err := Encryption{To: []string{identity.Recipient().String()}}.Key(nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := key.Encrypt([]byte("Nobody came in."))
	if err != nil || bytes.Contains(file, []byte("Nobody")) {
		t.Fatalf("%q %v", file, err)
	}
	opened, err := age.Decrypt(bytes.NewReader(file), identity)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(opened); err != nil || text.String() != "Nobody came in." {
		t.Errorf("%q %v", text.String(), err)
	}
	if plain, err := Key(nil).Encrypt([]byte("as it is")); err != nil || string(plain) != "as it is" {
		t.Errorf("%q %v", plain, err)
	}
	var uncryptable *Uncryptable
	for _, e := range []Encryption{
		{To: []string{identity.String()}}, {To: []string{"no such file"}}, {Ask: true, To: []string{"age1"}}, {PassphraseFile: "no such file"},
	} {
		if key, err := e.Key(nil); key != nil || !errors.As(err, &uncryptable) {
			t.Errorf("%+v: %v", e, err)
		}
	}
}

// A file is noted before a byte of it is on the disk, and until it has its name; what a
// killed process has left of it goes when the same name is written to again.
func TestWriteIsNoted(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "all.md")
	if err := os.WriteFile(related.CopyPath(path), []byte("half of an old one"), 0o600); err != nil {
		t.Fatal(err)
	}
	var said []string
	there := func(path string) bool {
		_, err := os.Lstat(path)
		return err == nil
	}
	file := File{Path: path, Note: func(target string) func() {
		said = append(said, target)
		return func() {
			if there(related.CopyPath(path)) || !there(path) {
				t.Error("the note went too early")
			}
			said = append(said, "dropped")
		}
	}}
	if err := file.Write([]byte("one")); err != nil {
		t.Fatal(err)
	}
	if len(said) != 2 || said[0] != path || said[1] != "dropped" {
		t.Errorf("%v", said)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left: %v %v", left, err)
	}
}
