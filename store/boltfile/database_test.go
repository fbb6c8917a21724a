package boltfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// fataler holds the methods that a test and rapid's test have in common.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// database is a bbolt file that is written and damaged in a test.
type database struct {
	path    string
	options bolt.Options
}

func newDatabase(dir string, pageSize int) database {
	return database{path: filepath.Join(dir, "file.db"), options: bolt.Options{PageSize: pageSize, NoSync: true, NoGrowSync: true}}
}

// update changes the file and closes it.
func (d database) update(t fataler, changes ...func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(d.path, 0o600, &d.options)
	if err != nil {
		t.Fatal(err)
	}
	db.AllocSize = 1 << 16
	for _, change := range changes {
		err = errors.Join(err, db.Update(change))
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func (d database) bytes(t fataler) []byte {
	t.Helper()
	file, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// sound makes a file with all that a file can have: trees of several levels,
// small and nested buckets, values larger than a page, and free pages.
func sound(t *testing.T) []byte {
	t.Helper()
	d := newDatabase(t.TempDir(), 1<<10)
	put := func(bucket string, from, to, size int) func(tx *bolt.Tx) error {
		return func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte(bucket))
			for n := from; n < to && err == nil; n++ {
				key := fmt.Appendf(nil, "%s/%06d", bucket, n)
				err = b.Put(key, bytes.Repeat(key, size/len(key)+1)[:size])
			}
			return err
		}
	}
	d.update(t,
		put("meta", 0, 3, 10), put("rev", 0, 400, 200), put("rev", 100, 200, 300), put("large", 0, 3, 5000),
		func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("rev"))
			var err error
			for n := 300; n < 380; n++ {
				err = errors.Join(err, b.Delete(fmt.Appendf(nil, "rev/%06d", n)))
			}
			outer, e := tx.CreateBucket([]byte("outer"))
			small, e2 := outer.CreateBucket([]byte("small"))
			return errors.Join(err, e, e2, small.Put([]byte("k"), []byte("v")), outer.Put([]byte("z"), nil))
		},
		put("index", 0, 300, 20), put("index", 0, 5, 30))
	return d.bytes(t)
}

// wantFault checks that a file is refused, and for which reason.
func wantFault(t *testing.T, file []byte, want Kind) {
	t.Helper()
	_, err := Verify(bytes.NewReader(file), int64(len(file)))
	var fault *Fault
	if !errors.As(err, &fault) {
		t.Fatalf("%v, want a file that is %s", err, want)
	}
	if fault.Kind != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func wantSound(t fataler, file []byte) Report {
	t.Helper()
	report, err := Verify(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatalf("a sound file: %v", err)
	}
	return report
}

// editor changes places in a copy of a file.
type editor struct {
	file []byte
	meta
}

func edit(t *testing.T, file []byte) *editor {
	t.Helper()
	m, _, err := newest(newSource(bytes.NewReader(file), int64(len(file))))
	if err != nil {
		t.Fatal(err)
	}
	return &editor{bytes.Clone(file), m}
}

func (e *editor) page(id uint64) []byte {
	return e.file[id*uint64(e.pageSize) : (id+1)*uint64(e.pageSize)]
}

func (e *editor) fill(id uint64, b byte) {
	for i := range e.page(id) {
		e.page(id)[i] = b
	}
}

func put16(b []byte, at int, v uint16) { binary.NativeEndian.PutUint16(b[at:], v) }
func put32(b []byte, at int, v uint32) { binary.NativeEndian.PutUint32(b[at:], v) }
func put64(b []byte, at int, v uint64) { binary.NativeEndian.PutUint64(b[at:], v) }

// setMeta changes a number in both headers and makes their checksums fit.
func (e *editor) setMeta(at int, v uint64) {
	for id := range uint64(2) {
		put64(e.page(id), headerSize+at, v)
		reseal(e.page(id))
	}
}

// reseal makes the checksum of a header fit.
func reseal(page []byte) {
	m := page[headerSize : headerSize+metaSize]
	sum := fnv.New64a()
	sum.Write(m[:metaSumAt])
	put64(m, metaSumAt, sum.Sum64())
}

// find returns the first page of a type that the tree uses, and is not the root.
func (e *editor) find(t *testing.T, flags uint16) uint64 {
	t.Helper()
	s := newSource(bytes.NewReader(e.file), int64(len(e.file)))
	tree := newTree(s, e.meta)
	if err := tree.walk(); err != nil {
		t.Fatal(err)
	}
	for id := uint64(2); id < e.pages; id++ {
		p := parsePage(e.page(id))
		if tree.seen[id] == used && id != e.root && p.id == id && p.flags == flags && p.count > 1 && p.overflow == 0 {
			return id
		}
	}
	t.Fatalf("no page of type %#x", flags)
	return 0
}
