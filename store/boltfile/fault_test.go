package boltfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func TestSoundFile(t *testing.T) {
	file := sound(t)
	got := wantSound(t, file)
	if !got.BothMetas || got.PageSize != 1<<10 || got.TxID < 8 || got.Free == 0 {
		t.Errorf("%+v", got)
	}
	if got.Keys != 3+320+3+2+300 || got.Buckets != 6 {
		t.Errorf("%d keys in %d buckets", got.Keys, got.Buckets)
	}
	if want := edit(t, file).pages; got.Pages != want {
		t.Errorf("%d pages, want %d", got.Pages, want)
	}
}

func TestFilesOfAnotherKind(t *testing.T) {
	file := sound(t)
	size := 1 << 10
	zero := func(from, to int) []byte {
		b := bytes.Clone(file)
		clear(b[from:to])
		return b
	}
	flip := func(at ...int) []byte {
		b := bytes.Clone(file)
		for _, i := range at {
			b[i] ^= 0x10
		}
		return b
	}
	later := edit(t, file)
	later.setMeta(0, binary.NativeEndian.Uint64(binary.NativeEndian.AppendUint32(binary.NativeEndian.AppendUint32(nil, magic), version+1)))
	pageSize := edit(t, file)
	pageSize.setMeta(8, 3000)
	tests := []struct {
		name string
		file []byte
		want Kind
	}{
		{"no bytes", nil, Foreign},
		{"one byte", []byte("x"), Foreign},
		{"text", []byte(strings.Repeat("Dear diary, ", 2000)), Foreign},
		{"another database", append([]byte("SQLite format 3\x00"), make([]byte, 1<<15)...), Foreign},
		{"all zero", make([]byte, 1<<16), Foreign},
		{"both headers zero", zero(0, 2*size), Foreign},
		{"a later version of bbolt", later.file, Foreign},
		{"both headers flipped", flip(60, size+60), Damaged},
		{"pages of no size", pageSize.file, Damaged},
		{"cut in the first header", file[:50], CutShort},
		{"cut before the second page", file[:size-1], CutShort},
		{"one page", file[:size], CutShort},
		{"two pages", file[:2*size], CutShort},
		{"three pages", file[:3*size], CutShort},
		{"half of it", file[:len(file)/2], CutShort},
		{"all but the last page in use", file[:int(edit(t, file).pages-1)*size], CutShort},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { wantFault(t, test.file, test.want) })
	}
}

// Each of these bbolt answers with a panic, by waiting for ever, or not at all.
func TestDamagedPages(t *testing.T) {
	file := sound(t)
	tests := map[string]func(t *testing.T, e *editor){
		"root zero":              func(t *testing.T, e *editor) { e.fill(e.root, 0) },
		"root garbage":           func(t *testing.T, e *editor) { e.fill(e.root, 0xA5) },
		"root of no type":        func(t *testing.T, e *editor) { put16(e.page(e.root), 8, 0) },
		"root of two types":      func(t *testing.T, e *editor) { put16(e.page(e.root), 8, leafPage|branchPage) },
		"root of a wrong type":   func(t *testing.T, e *editor) { put16(e.page(e.root), 8, freelistPage) },
		"root out of range":      func(t *testing.T, e *editor) { e.setMeta(16, e.pages) },
		"root is a header":       func(t *testing.T, e *editor) { e.setMeta(16, 1) },
		"value beside buckets":   func(t *testing.T, e *editor) { put32(e.page(e.root), headerSize, 0) },
		"branch zero":            func(t *testing.T, e *editor) { e.fill(e.find(t, branchPage), 0) },
		"branch garbage":         func(t *testing.T, e *editor) { e.fill(e.find(t, branchPage), 0xA5) },
		"branch of one child":    func(t *testing.T, e *editor) { put16(e.page(e.find(t, branchPage)), 10, 1) },
		"branch of no child":     func(t *testing.T, e *editor) { put16(e.page(e.find(t, branchPage)), 10, 0) },
		"branch as leaf":         func(t *testing.T, e *editor) { put16(e.page(e.find(t, branchPage)), 8, leafPage) },
		"child out of range":     func(t *testing.T, e *editor) { put64(e.page(e.find(t, branchPage)), headerSize+8, e.pages) },
		"child far out of range": func(t *testing.T, e *editor) { put64(e.page(e.find(t, branchPage)), headerSize+8, math.MaxUint64) },
		"child is a header":      func(t *testing.T, e *editor) { put64(e.page(e.find(t, branchPage)), headerSize+8, 0) },
		"child is itself":        func(t *testing.T, e *editor) { id := e.find(t, branchPage); put64(e.page(id), headerSize+8, id) },
		"child is the root":      func(t *testing.T, e *editor) { put64(e.page(e.find(t, branchPage)), headerSize+8, e.root) },
		"child is the list":      func(t *testing.T, e *editor) { put64(e.page(e.find(t, branchPage)), headerSize+8, e.freelist) },
		"child twice":            childTwice,
		"child of another key":   func(t *testing.T, e *editor) { p := e.page(e.find(t, branchPage)); p[positionOf(p, 1)+3]-- },
		"leaf zero":              func(t *testing.T, e *editor) { e.fill(e.find(t, leafPage), 0) },
		"leaf garbage":           func(t *testing.T, e *editor) { e.fill(e.find(t, leafPage), 0xA5) },
		"leaf as branch":         func(t *testing.T, e *editor) { put16(e.page(e.find(t, leafPage)), 8, branchPage) },
		"leaf of no keys":        func(t *testing.T, e *editor) { put16(e.page(e.find(t, leafPage)), 10, 0) },
		"leaf of too many keys":  func(t *testing.T, e *editor) { put16(e.page(e.find(t, leafPage)), 10, 0xFFFF) },
		"leaf of another number": func(t *testing.T, e *editor) { put64(e.page(e.find(t, leafPage)), 0, e.root) },
		"leaf goes on":           func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), 12, 1) },
		"leaf goes on for ever":  func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), 12, math.MaxUint32) },
		"position wild":          func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize+4, math.MaxUint32) },
		"position in the table":  func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize+4, 0) },
		"size of a key wild":     func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize+8, math.MaxUint32) },
		"size of a value wild":   func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize+12, math.MaxUint32) },
		"size of a value 64 KB":  func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize+12, 1<<16) },
		"key empty":              func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize+8, 0) },
		"keys not in order":      func(t *testing.T, e *editor) { p := e.page(e.find(t, leafPage)); p[positionOf(p, 1)] = 0 },
		"flags of an element":    func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize, 2) },
		"value as bucket":        func(t *testing.T, e *editor) { put32(e.page(e.find(t, leafPage)), headerSize, bucketFlag) },
		"list zero":              func(t *testing.T, e *editor) { e.fill(e.freelist, 0) },
		"list garbage":           func(t *testing.T, e *editor) { e.fill(e.freelist, 0xFF) },
		"list out of range":      func(t *testing.T, e *editor) { e.setMeta(32, e.pages+3) },
		"list is the root":       func(t *testing.T, e *editor) { e.setMeta(32, e.root) },
		"list of a huge count":   func(t *testing.T, e *editor) { put16(e.page(e.freelist), 10, 0xFFFE) },
		"list of a count of 2^63": func(t *testing.T, e *editor) {
			put16(e.page(e.freelist), 10, longList)
			put64(e.page(e.freelist), 16, 1<<63)
		},
		"list has a live page": listHasLivePage,
		"list has a huge page": func(t *testing.T, e *editor) { put64(e.page(e.freelist), headerSize, 1<<40) },
		"list has a header":    func(t *testing.T, e *editor) { put64(e.page(e.freelist), headerSize, 1) },
		"list has a page twice": func(t *testing.T, e *editor) {
			p := e.page(e.freelist)
			copy(p[headerSize+8:], p[headerSize:headerSize+8])
		},
		"list lacks a page": func(t *testing.T, e *editor) { p := e.page(e.freelist); put16(p, 10, parsePage(p).count-1) },
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			e := edit(t, file)
			damage(t, e)
			wantFault(t, e.file, Damaged)
		})
	}
}

// positionOf returns the offset of the key of an element, in a page of either type.
func positionOf(b []byte, i int) uint64 {
	_, where := parsePage(b).element(i)
	return where.start
}

func childTwice(t *testing.T, e *editor) {
	p := e.page(e.find(t, branchPage))
	copy(p[headerSize+elementSize+8:], p[headerSize+8:headerSize+elementSize])
}

// listHasLivePage puts a leaf into the list, in its place, instead of the next.
func listHasLivePage(t *testing.T, e *editor) {
	p, live := e.page(e.freelist), e.find(t, leafPage)
	n := int(parsePage(p).count)
	ids := make([]uint64, n)
	for i := range ids {
		ids[i] = binary.NativeEndian.Uint64(p[headerSize+8*i:])
	}
	at, _ := slices.BinarySearch(ids, live)
	ids[min(at, n-1)] = live
	for i, id := range ids {
		put64(p, headerSize+8*i, id)
	}
}

// One broken header is what a power cut leaves: the other is there for that.
func TestOneHeaderIsEnough(t *testing.T) {
	file := sound(t)
	m := edit(t, file).meta
	for id := range uint64(2) {
		for name, damage := range map[string]func(b []byte){
			"zero":    func(b []byte) { clear(b) },
			"flipped": func(b []byte) { b[60] ^= 1 },
		} {
			e := edit(t, file)
			damage(e.page(id))
			want := m.txid
			if id == m.txid%2 {
				want-- // the save before is whole: its pages are not yet used again
			}
			if got := wantSound(t, e.file); got.BothMetas || got.TxID != want {
				t.Errorf("header %d %s: %+v, want save %d", id, name, got, want)
			}
		}
	}
}

// A disk may have written the headers and not the pages, or only some of them.
func TestHalfWrittenFile(t *testing.T) {
	d := newDatabase(t.TempDir(), 1<<10)
	save := func(from, many int) func(tx *bolt.Tx) error {
		return func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("rev"))
			for n := from; n < from+many; n++ {
				err = errors.Join(err, b.Put(binary.BigEndian.AppendUint32(nil, uint32(n*7%500)), bytes.Repeat([]byte{byte(n)}, 100)))
			}
			return err
		}
	}
	d.update(t, save(0, 300), save(50, 300), save(70, 300), func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("rev")) }, save(80, 200))
	before := d.bytes(t)
	d.update(t, save(90, 40), save(100, 120), save(7, 10))
	after := d.bytes(t)
	if len(before) != len(after) {
		t.Fatalf("%d and %d bytes: the file grew, and the test shows nothing", len(before), len(after))
	}
	const headers = 2 << 10
	wantSound(t, before)
	wantSound(t, after)
	wantFault(t, slices.Concat(after[:headers], before[headers:]), Damaged)
	wantFault(t, slices.Concat(before[:headers], after[headers:]), Damaged)
}

// errDisk is the error of a disk that cannot be read.
var errDisk = errors.New("input/output error")

// holed is a file of which a part cannot be read.
type holed struct {
	*bytes.Reader
	from, to int64
}

func (h holed) ReadAt(b []byte, offset int64) (int, error) {
	if offset < h.to && offset+int64(len(b)) > h.from {
		return 0, errDisk
	}
	return h.Reader.ReadAt(b, offset)
}

func TestDiskThatDoesNotRead(t *testing.T) {
	file := sound(t)
	r := holed{bytes.NewReader(file), int64(edit(t, file).root) << 10, 1 << 40}
	_, err := Verify(r, int64(len(file)))
	var fault *Fault
	if !errors.Is(err, errDisk) || errors.As(err, &fault) {
		t.Errorf("%v, want the error of the disk", err)
	}
	_, err = Verify(bytes.NewReader(file[:edit(t, file).root<<10]), int64(len(file)))
	if !errors.As(err, &fault) || fault.Kind != CutShort {
		t.Errorf("shorter than it was: %v", err)
	}
}
