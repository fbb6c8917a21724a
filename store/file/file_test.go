package file

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"goldenthread/store/problem"
	"goldenthread/store/vault"
)

// notes is the schema of these tests: texts by their name, and an index that counts them.
var notes = Schema{
	Kind:    "notes",
	Others:  map[string]problem.Kind{"": problem.Workbook},
	Number:  2,
	Steps:   []func(tx Tx) error{CountSaves},
	Buckets: []string{"note", "x_count"},
	Needed:  []string{"note"},
	Derived: []string{"x_count"},
	Marked:  true,
	Index: func(tx Tx) ([]error, error) {
		if err := tx.DropBucket("x_count"); err != nil {
			return nil, err
		}
		if _, err := tx.CreateBucket([]byte("x_count")); err != nil {
			return nil, err
		}
		return nil, tx.PutRecord("x_count", 'x', []byte("n"), tx.Bucket([]byte("note")).Stats().KeyN)
	},
	Count: func(tx Tx) Counts { return Counts{"notes": tx.Bucket([]byte("note")).Stats().KeyN} },
}

func open(t *testing.T, path string, schema Schema, o Options) *File {
	t.Helper()
	f, err := Open(path, schema, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func note(name, text string) func(tx Tx) error {
	return func(tx Tx) error { return tx.PutRecord("note", 'n', []byte(name), text) }
}

func read(t *testing.T, f *File, name string) (text string) {
	t.Helper()
	if err := f.Read(func(tx Tx) error { return tx.GetRecord("note", 'n', []byte(name), &text) }); err != nil {
		t.Fatal(err)
	}
	return text
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantKind(t *testing.T, err error, want problem.Kind) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestFileKeepsWhatItIsGiven(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.db")
	_, err := Open(path, notes, Options{})
	wantKind(t, err, problem.Missing)
	f := open(t, path, notes, Options{Make: true})
	must(t, f.Update(note("a", "one")))
	must(t, f.Close())
	f = open(t, path, notes, Options{ReadOnly: true})
	if got := read(t, f, "a"); got != "one" {
		t.Errorf("%q", got)
	}
	if f.Update(note("a", "two")) == nil {
		t.Error("written though read-only")
	}
	must(t, f.Close())
	if err := f.Read(func(Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("read after closing: %v", err)
	}
	if _, err := Open(path, notes, Options{Fill: note("b", "x")}); !errors.Is(err, os.ErrExist) {
		t.Errorf("filled twice: %v", err)
	}
}

// A file is opened as what it is, and one of a newer version not at all.
func TestFileOfAnotherKind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.db")
	must(t, open(t, path, notes, Options{Make: true}).Close())
	before, err := os.ReadFile(path)
	must(t, err)
	workbook, unknown, older := notes, notes, notes
	workbook.Kind, workbook.Others = "", map[string]problem.Kind{"notes": problem.Session}
	unknown.Kind, unknown.Others = "", nil
	older.Number = 1
	for want, schema := range map[problem.Kind]Schema{problem.Session: workbook, problem.Newer: older} {
		_, err := Open(path, schema, Options{})
		wantKind(t, err, want)
	}
	_, err = Open(path, unknown, Options{})
	wantKind(t, err, problem.Newer)
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file changed, %v", err)
	}
}

// What is derived is made again where it is missing, and with a file that is made
// anew; of what was dropped no byte stays.
func TestFileIsMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.db")
	f := open(t, path, notes, Options{Make: true})
	must(t, f.Update(note("a", "the head's office")))
	must(t, f.Update(note("b", "the corridor")))
	must(t, f.Update(func(tx Tx) error { return tx.DropBucket("x_count") }))
	must(t, f.Close())
	f = open(t, path, notes, Options{})
	counted := func() (n int) {
		must(t, f.Read(func(tx Tx) error { return tx.GetRecord("x_count", 'x', []byte("n"), &n) }))
		return n
	}
	if n := counted(); n != 2 {
		t.Errorf("%d notes are counted", n)
	}
	must(t, f.Rewrite(Rewriting{Change: func(_ Tx, bucket string, key, value []byte) ([]byte, []byte, error) {
		if string(key) == "a" {
			return nil, nil, nil
		}
		return key, value, nil
	}}))
	if n := counted(); n != 1 || read(t, f, "b") != "the corridor" {
		t.Errorf("%d notes are counted", n)
	}
	if text, err := os.ReadFile(path); err != nil || bytes.Contains(text, []byte("the head's office")) {
		t.Errorf("it is still there, %v", err)
	}
}

// The caller learns on the writer what became of a save, and says what is returned.
func TestSaveTellsWhatBecameOfIt(t *testing.T) {
	f := open(t, filepath.Join(t.TempDir(), "notes.db"), notes, Options{Make: true})
	wrong, other := errors.New("wrong"), errors.New("other")
	var told []error
	after := func(err error) error {
		told = append(told, err, f.ReadOnWriter(func(Tx) error { return nil }))
		return other
	}
	if err := f.Save(func(Tx) error { return wrong }, after); err != other {
		t.Errorf("returned %v", err)
	}
	must(t, f.Update(note("a", "one")))
	if err := f.Save(note("a", "two"), after); err != other || read(t, f, "a") != "two" {
		t.Errorf("returned %v", err)
	}
	if len(told) != 4 || told[0] != wrong || told[1] != nil || told[2] != nil || told[3] != nil {
		t.Errorf("told %v", told)
	}
}

// A sealed file tells nothing while it is locked, and a snapshot of it is checked all
// the same.
func TestSealedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.db")
	f := open(t, path, notes, Options{Make: true})
	must(t, f.Update(note("a", "the head's office")))
	keys, header, _, err := vault.Create([]byte("a quiet river"), vault.Cost{Memory: 64, Passes: 1, Lanes: 1})
	must(t, err)
	must(t, f.Seal(header, keys, func() error { return nil }))
	if text, err := os.ReadFile(path); err != nil || bytes.Contains(text, []byte("the head's office")) {
		t.Errorf("it is still there, %v", err)
	}
	must(t, f.Lock())
	wantKind(t, f.Update(note("a", "two")), problem.Locked)
	snap, err := f.Snapshot("")
	if err != nil || !snap.Sealed || snap.Counts["notes"] != 1 {
		t.Errorf("%+v %v", snap, err)
	}
	must(t, f.Unlock(func(h *vault.Header) (*vault.Keys, error) { return h.Unlock([]byte("a quiet river")) }))
	if got := read(t, f, "a"); got != "the head's office" {
		t.Errorf("%q", got)
	}
	found, err := f.VerifyValues()
	if err != nil || len(found.Damage) > 0 || found.Counts["notes"] != 1 {
		t.Errorf("%+v %v", found, err)
	}
}
