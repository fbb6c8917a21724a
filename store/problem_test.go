package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"goldenthread/store/file"
	"goldenthread/store/related"
)

// wantProblem opens a path that cannot be opened.
func wantProblem(t *testing.T, path string, o Options, want ProblemKind) *Problem {
	t.Helper()
	s, err := Open(path, o)
	if err == nil {
		s.Close()
		t.Fatalf("opened, want %s", want)
	}
	var p *Problem
	if !errors.As(err, &p) {
		t.Fatalf("%v (%T) is no Problem", err, err)
	}
	if p.Kind != want {
		t.Errorf("%v, want %s", p, want)
	}
	if abs, _ := filepath.Abs(path); p.Path != abs {
		t.Errorf("path %q, want %q", p.Path, abs)
	}
	return p
}

// healthy returns the bytes of a workbook with some answers.
func healthy(t *testing.T) []byte {
	t.Helper()
	path := workbookPath(t)
	s := openAtOn(quick, t, path, Options{})
	for n := range 60 {
		add(t, s, answer(Slot{notice, fmt.Sprint("field", n%7)}, numbered(n)))
	}
	closeStore(t, s)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func pageSizeOf(file []byte) int { return int(readMeta(bytes.NewReader(file), 0).pageSize) }

func headerOf(t *testing.T, file []byte) *meta {
	t.Helper()
	m, err := header(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func flip(file []byte, at int) []byte {
	file[at] ^= 0x10
	return file
}

func longFreelist(file []byte, m *meta) []byte {
	binary.NativeEndian.PutUint16(file[int(m.freelist)*int(m.pageSize)+10:], 0xFFFE)
	return file
}

// untouched checks that a file has the bytes that it had, and that nobody is
// left in its folder who claims to hold it.
func untouched(t *testing.T, path string, want []byte) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the file was changed, %v", err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{filepath.Base(path), filepath.Base(related.LockPath(path)), filepath.Base(related.MarkerPath(path)), "recovery"}
	for _, entry := range entries {
		if !slices.Contains(allowed, entry.Name()) {
			t.Errorf("%s was left in the folder", entry.Name())
		}
	}
}

// One damaged header is what a power cut in the wrong moment leaves: the other
// one is there for that.
func TestOneHeaderIsEnough(t *testing.T) {
	file := healthy(t)
	for i := range 2 {
		path := workbookPath(t)
		if err := os.WriteFile(path, flip(bytes.Clone(file), i*pageSizeOf(file)+60), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openAt(t, path, Options{})
		if history, err := s.History(Slot{notice, "field1"}); err != nil || len(history) < 8 {
			t.Errorf("header %d: %d revisions, %v", i, len(history), err)
		}
	}
}

// Damage that no header shows must not take the program down.
func TestDamagedPages(t *testing.T) {
	file := healthy(t)
	m := headerOf(t, file)
	size := int(m.pageSize)
	failed := 0
	for id := uint64(2); id < m.pages; id++ {
		path := workbookPath(t)
		damaged := bytes.Clone(file)
		clear(damaged[int(id)*size : int(id+1)*size])
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if readAll(path) != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Error("no page was missed: the test shows nothing")
	}
}

func readAll(path string) error {
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close()
	for _, e := range s.Revisions() {
		err = errors.Join(err, e)
	}
	_, e := s.Current(notice)
	return errors.Join(err, e)
}

func TestForeignDatabase(t *testing.T) {
	for name, fill := range map[string]func(tx transaction) error{
		"empty": func(tx transaction) error { return nil },
		"with a bucket meta": func(tx transaction) error {
			b, err := tx.CreateBucket([]byte(bucketMeta))
			return errors.Join(err, b.Put([]byte(metaSchema), []byte("1")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := workbookPath(t)
			file := changed(t, path, fill)
			wantProblem(t, path, Options{}, ProblemForeign)
			untouched(t, path, file)
		})
	}
}

// changed changes a database behind the store's back and returns its bytes. The
// list of free pages is left out: opening for writing would add it.
func changed(t testing.TB, path string, change func(tx transaction) error) []byte {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoFreelistSync: true, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(func(tx *bolt.Tx) error { return change(transaction{Tx: file.Tx{Tx: tx}}) }), db.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestNewerSchemaIsRefusedUnchanged(t *testing.T) {
	path := workbookPath(t)
	s := openAt(t, path, Options{})
	add(t, s, answer(noticed, "x"))
	closeStore(t, s)
	file := changed(t, path, func(tx transaction) error {
		return errors.Join(tx.PutMeta(metaSchema, schema+1), tx.DeleteBucket([]byte(bucketSlot)))
	})
	wantProblem(t, path, Options{}, ProblemNewer)
	wantProblem(t, path, Options{ReadOnly: true}, ProblemNewer)
	untouched(t, path, file)
}

func TestWorkbookWithoutItsParts(t *testing.T) {
	for name, change := range map[string]func(tx transaction) error{
		"no revisions": func(tx transaction) error { return tx.DeleteBucket([]byte(bucketRev)) },
		"no drafts":    func(tx transaction) error { return tx.DeleteBucket([]byte(bucketDraft)) },
		"no device":    func(tx transaction) error { return tx.Bucket([]byte(bucketMeta)).Delete([]byte(metaDevice)) },
		"schema altered": func(tx transaction) error {
			value := wrap(bucketMeta, tagMeta, plain, []byte(metaSchema), []byte("1"))
			return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaSchema), flip(value, payloadAt))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := workbookPath(t)
			closeStore(t, openAt(t, path, Options{}))
			file := changed(t, path, change)
			wantProblem(t, path, Options{}, ProblemDamaged)
			untouched(t, path, file)
		})
	}
}

func TestPlacesWithoutAFile(t *testing.T) {
	t.Run("a folder", func(t *testing.T) { wantProblem(t, t.TempDir(), Options{}, ProblemNotAFile) })
	t.Run("missing folder of a named path", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "usb", "workbook.db")
		wantProblem(t, path, Options{Named: true}, ProblemNoFolder)
		if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the folder was made, %v", err)
		}
	})
	t.Run("a file as folder", func(t *testing.T) {
		file := workbookPath(t)
		if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		wantProblem(t, filepath.Join(file, "workbook.db"), Options{}, ProblemNoFolder)
	})
	t.Run("a link to nowhere", func(t *testing.T) {
		path := workbookPath(t)
		if err := os.Symlink(path+".gone", path); err != nil {
			t.Skip(err)
		}
		wantProblem(t, path, Options{}, ProblemNoFolder)
	})
	t.Run("read-only", func(t *testing.T) {
		path := workbookPath(t)
		wantProblem(t, path, Options{ReadOnly: true}, ProblemMissing)
		wantProblem(t, filepath.Join(filepath.Dir(path), "folder", "workbook.db"), Options{ReadOnly: true}, ProblemMissing)
		if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) > 0 {
			t.Errorf("made %v", entries)
		}
	})
}

func TestFirstUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "golden-thread", "workbook.db")
	s := openAt(t, path, Options{})
	if s.Path() != path {
		t.Errorf("path %q, want %q", s.Path(), path)
	}
	for path, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want && runtime.GOOS != "windows" {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

// What a process that was killed while it made the file left behind is in
// nobody's way.
func TestFirstUseAfterAnInterruptedOne(t *testing.T) {
	path := workbookPath(t)
	if err := os.WriteFile(path+".new", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	closeStore(t, openAt(t, path, Options{}))
	if _, err := os.Stat(path + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestNoAccess(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("the administrator has access to everything")
	}
	path := workbookPath(t)
	closeStore(t, openAt(t, path, Options{}))
	chmod := func(path string, mode fs.FileMode) {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	for _, mode := range []fs.FileMode{0o000, 0o400} {
		chmod(path, mode)
		wantProblem(t, path, Options{}, ProblemNoAccess)
	}
	chmod(path, 0o600)
	dir := filepath.Dir(path)
	defer chmod(dir, 0o700)
	chmod(dir, 0o500)
	wantProblem(t, filepath.Join(dir, "other.db"), Options{}, ProblemNoAccess)
	chmod(dir, 0o000)
	wantProblem(t, path, Options{}, ProblemNoAccess)
}

// The file of a group's session is one of its own kind.
func TestSessionIsNoWorkbook(t *testing.T) {
	path := workbookPath(t)
	session := file.Schema{Kind: "session", Number: 2, Buckets: []string{bucketRev, bucketContent, bucketDraft, "session"}}
	f, err := file.Open(path, session, file.Options{Fill: func(file.Tx) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	check0(t, f.Close())
	before, err := os.ReadFile(path)
	check0(t, err)
	wantProblem(t, path, Options{}, ProblemSession)
	wantProblem(t, path, Options{ReadOnly: true}, ProblemSession)
	untouched(t, path, before)
}
