package boltfile

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// sealed returns a value that can be told from garbage.
func sealed(key []byte, size int) []byte {
	payload := bytes.Repeat(key, size/len(key)+1)[:size]
	sum := sha256.Sum256(append(bytes.Clone(key), payload...))
	return append(sum[:8], payload...)
}

// salvaged returns the keys of which the value is as it was.
func salvaged(r io.ReaderAt, size int64) map[string]bool {
	found := map[string]bool{}
	Salvage(r, size, func(value, key []byte) {
		if len(value) < 8 {
			return
		}
		sum := sha256.Sum256(append(bytes.Clone(key), value[8:]...))
		if bytes.Equal(sum[:8], value[:8]) {
			found[string(key)] = true
		}
	})
	return found
}

// records makes a file of n sealed values, saved one by one.
func records(t *testing.T, pageSize, n, size int) []byte {
	t.Helper()
	d := newDatabase(t.TempDir(), pageSize)
	changes := make([]func(*bolt.Tx) error, 0, n/10)
	for from := 0; from < n; from += 10 {
		changes = append(changes, func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("rev"))
			for i := from; i < min(n, from+10) && err == nil; i++ {
				key := fmt.Appendf(nil, "%08d", i)
				err = b.Put(key, sealed(key, size))
			}
			return err
		})
	}
	d.update(t, changes...)
	return d.bytes(t)
}

func TestSalvageWithoutHeadersAndPages(t *testing.T) {
	const many, pageSize = 5000, 4 << 10
	file := records(t, pageSize, many, 1500)
	r := rand.New(rand.NewPCG(1, 2))
	for id := range len(file) / pageSize {
		page := file[id*pageSize:][:pageSize]
		if id < 2 {
			clear(page)
		} else if r.IntN(100) < 5 {
			for i := range page {
				page[i] = byte(r.Uint32())
			}
		}
	}
	found := salvaged(bytes.NewReader(file), int64(len(file)))
	t.Logf("%d of %d records", len(found), many)
	if len(found) < many*9/10 || len(found) == many {
		t.Errorf("%d of %d records", len(found), many)
	}
}

func TestSalvage(t *testing.T) {
	const many = 300
	without := func(file []byte, damage func(e *editor)) []byte {
		e := edit(t, file)
		damage(e)
		return e.file
	}
	tests := map[string]struct {
		pageSize, size int
		damage         func(file []byte) []byte
		want           int
	}{
		"sound":          {4 << 10, 100, func(f []byte) []byte { return f }, many},
		"pages of 1 KB":  {1 << 10, 100, func(f []byte) []byte { clear(f[:2<<10]); return f }, many},
		"pages of 16 KB": {16 << 10, 100, func(f []byte) []byte { clear(f[:32<<10]); return f }, many},
		"large values":   {4 << 10, 20_000, func(f []byte) []byte { clear(f[:8<<10]); return f }, many},
		"without root":   {4 << 10, 1500, func(f []byte) []byte { return without(f, func(e *editor) { e.fill(e.root, 0) }) }, many},
		"without list":   {4 << 10, 1500, func(f []byte) []byte { return without(f, func(e *editor) { e.fill(e.freelist, 0xFF) }) }, many},
		"cut to a half":  {4 << 10, 1500, func(f []byte) []byte { return f[:len(f)/2] }, many / 4},
		"within a page":  {4 << 10, 1500, func(f []byte) []byte { return f[:len(f)/2+3000] }, many / 4},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := test.damage(records(t, test.pageSize, many, test.size))
			if got := len(salvaged(bytes.NewReader(file), int64(len(file)))); got < test.want {
				t.Errorf("%d of %d, want %d", got, many, test.want)
			}
		})
	}
}

// One broken element costs no other.
func TestSalvageAroundABrokenElement(t *testing.T) {
	const many = 200
	d := newDatabase(t.TempDir(), 4<<10)
	d.update(t, func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("rev"))
		for i := 0; i < many && err == nil; i++ {
			key := fmt.Appendf(nil, "%08d", i)
			err = b.Put(key, sealed(key, 100))
		}
		return err
	})
	e := edit(t, d.bytes(t))
	put32(e.page(e.find(t, leafPage)), headerSize+2*elementSize+12, 1<<20)
	if got := salvaged(bytes.NewReader(e.file), int64(len(e.file))); len(got) != many-1 {
		t.Errorf("%d of %d", len(got), many)
	}
}

func TestSalvageOfASmallBucket(t *testing.T) {
	d := newDatabase(t.TempDir(), 4<<10)
	key := []byte("schema")
	d.update(t, func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("meta"))
		if err != nil {
			return err
		}
		return b.Put(key, sealed(key, 50))
	})
	file := d.bytes(t)
	clear(file[:8<<10])
	if found := salvaged(bytes.NewReader(file), int64(len(file))); !found[string(key)] {
		t.Errorf("found %v", found)
	}
}

func TestSalvageOfADiskThatDoesNotRead(t *testing.T) {
	const many = 300
	file := records(t, 4<<10, many, 1500)
	r := holed{bytes.NewReader(file), 100 << 10, 110 << 10}
	if found := salvaged(r, int64(len(file))); len(found) < many*9/10 {
		t.Errorf("%d of %d", len(found), many)
	}
}

// A file in which every page claims all of it must not take for ever: what is
// given stays in proportion to the file.
func TestSalvageOfLies(t *testing.T) {
	const pageSize, pages = 1 << 10, 512
	file := make([]byte, pageSize*pages)
	for id := range pages {
		page := file[id*pageSize:]
		put64(page, 0, uint64(id))
		put16(page, 8, leafPage)
		put16(page, 10, 60)
		put32(page, 12, pages)
		for i := range 60 {
			put32(page, headerSize+i*elementSize+4, pageSize)
			put32(page, headerSize+i*elementSize+8, 1)
			put32(page, headerSize+i*elementSize+12, uint32(len(file)/4))
		}
	}
	given := 0
	Salvage(bytes.NewReader(file), int64(len(file)), func(value, key []byte) { given += len(value) + len(key) })
	if given == 0 || given > largeTimes*len(file) {
		t.Errorf("%d bytes of a file of %d", given, len(file))
	}
}
