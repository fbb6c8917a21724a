package boltfile

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
	"pgregory.net/rapid"
)

// line writes a key as Walk gives it.
func line(path [][]byte, key, value []byte) string {
	if value == nil {
		return fmt.Sprintf("%q %q bucket", path, key)
	}
	return fmt.Sprintf("%q %q %d %x", path, key, len(value), value[:min(len(value), 40)])
}

func walked(t fataler, file []byte) (lines []string) {
	t.Helper()
	err := Walk(bytes.NewReader(file), int64(len(file)), func(path [][]byte, key, value []byte) error {
		lines = append(lines, line(path, key, value))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// bolted returns the lines as bbolt reads them, in the same order.
func bolted(tx *bolt.Tx) (lines []string) {
	var in func(path [][]byte, b *bolt.Bucket) error
	in = func(path [][]byte, b *bolt.Bucket) error {
		return b.ForEach(func(k, v []byte) error {
			nested := b.Bucket(k)
			if nested == nil && v == nil {
				v = []byte{}
			}
			lines = append(lines, line(path, k, v))
			if nested == nil {
				return nil
			}
			return in(append(slices.Clip(path), k), nested)
		})
	}
	_ = tx.ForEach(func(name []byte, b *bolt.Bucket) error {
		lines = append(lines, line(nil, name, nil))
		return in([][]byte{name}, b)
	})
	return lines
}

// random changes a database in ways that bbolt allows.
func random(t *rapid.T, tx *bolt.Tx, big int) error {
	name := func() []byte {
		return rapid.SampledFrom([][]byte{[]byte("a"), []byte("b"), []byte("c")}).Draw(t, "bucket")
	}
	change := rapid.IntRange(0, 9).Draw(t, "change")
	if change == 0 {
		// Alone: bbolt loses a page when a bucket goes in the save that puts
		// something into it, and into one in it. See Verify.
		if err := tx.DeleteBucket(name()); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
			return err
		}
		return nil
	}
	b, err := tx.CreateBucketIfNotExists(name())
	if err != nil {
		return err
	}
	for range rapid.IntRange(0, 2).Draw(t, "depth") {
		if b, err = b.CreateBucketIfNotExists(name()); err != nil {
			return err
		}
	}
	if change <= 3 {
		from, n := rapid.IntRange(0, 300).Draw(t, "from"), rapid.IntRange(1, 300).Draw(t, "deleted")
		for i := from; i < from+n; i++ {
			if err := b.Delete(fmt.Appendf(nil, "key%05d", i)); err != nil {
				return err
			}
		}
		return nil
	}
	size := rapid.OneOf(rapid.IntRange(0, 300), rapid.IntRange(0, big)).Draw(t, "size")
	from, step := rapid.IntRange(0, 300).Draw(t, "from"), rapid.IntRange(1, 7).Draw(t, "step")
	long := strings.Repeat("k", rapid.SampledFrom([]int{0, 0, 0, 50, 900}).Draw(t, "long"))
	for i := range min(rapid.IntRange(1, 200).Draw(t, "added"), 200_000/(size+1)+1) {
		if err := b.Put(fmt.Appendf(nil, "key%05d%s", from+i*step, long), bytes.Repeat([]byte{byte(i)}, size)); err != nil {
			return err
		}
	}
	return nil
}

// What bbolt has written is sound, and the same is read from it.
func TestAgreesWithBolt(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		d := newDatabase(dir, rapid.SampledFrom([]int{1 << 10, 2 << 10, 4 << 10, 16 << 10}).Draw(t, "page size"))
		d.options.FreelistType = rapid.SampledFrom([]bolt.FreelistType{bolt.FreelistArrayType, bolt.FreelistMapType}).Draw(t, "list of free pages")
		d.options.NoFreelistSync = rapid.IntRange(0, 4).Draw(t, "no list") == 0
		if err := os.RemoveAll(d.path); err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 8).Draw(t, "saves") {
			d.update(t, func(tx *bolt.Tx) error { return random(t, tx, 30_000) })
			file := d.bytes(t)
			if len(file) > 0 {
				wantSound(t, file)
			}
		}
		d.update(t)
		file := d.bytes(t)
		report := wantSound(t, file)
		var want []string
		db, err := bolt.Open(d.path, 0o600, &bolt.Options{ReadOnly: true, PreLoadFreelist: true})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		err = db.View(func(tx *bolt.Tx) error {
			want = bolted(tx)
			if uint64(tx.ID()) != report.TxID || tx.Size()/int64(report.PageSize) != int64(report.Pages) {
				t.Errorf("save %d of %d bytes, want %+v", tx.ID(), tx.Size(), report)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := walked(t, file); !slices.Equal(got, want) {
			t.Errorf("walked %d:\n%s\nbbolt %d:\n%s", len(got), strings.Join(got, "\n"), len(want), strings.Join(want, "\n"))
		}
		if got := len(want); got != report.Keys+report.Buckets {
			t.Errorf("%d entries, want %d keys and %d buckets", got, report.Keys, report.Buckets)
		}
	})
}

func TestWalkEndsAtAnError(t *testing.T) {
	file := sound(t)
	n := 0
	err := Walk(bytes.NewReader(file), int64(len(file)), func([][]byte, []byte, []byte) error {
		if n++; n == 5 {
			return errDisk
		}
		return nil
	})
	if err != errDisk || n != 5 {
		t.Errorf("%v after %d", err, n)
	}
}

// mutate damages a file at random: bits, numbers, runs of bytes, whole pages.
func mutate(r *rand.Rand, file []byte, pageSize int) []byte {
	b := bytes.Clone(file)
	pages := len(b) / pageSize
	for range 1 + r.IntN(3) {
		page := b[r.IntN(pages)*pageSize:][:pageSize]
		switch r.IntN(8) {
		case 0:
			page[r.IntN(pageSize)] ^= 1 << r.IntN(8)
		case 1:
			page[r.IntN(headerSize+4*elementSize)] = byte(r.IntN(256))
		case 2:
			put16(page, 2*r.IntN(headerSize/2), uint16(r.IntN(8)))
		case 3:
			put32(page, headerSize+4*r.IntN(8*4), uint32(r.IntN(3*pageSize)))
		case 4:
			put64(page, headerSize+8*r.IntN(16), uint64(r.IntN(pages)))
		case 5:
			copy(page, b[r.IntN(pages)*pageSize:][:pageSize])
		case 6:
			from := r.IntN(pageSize)
			clear(page[from:min(pageSize, from+r.IntN(100))])
		case 7:
			header := b[r.IntN(2)*pageSize:][:pageSize]
			header[headerSize+8+r.IntN(metaSumAt-8)] += byte(r.IntN(3))
			reseal(header)
		}
	}
	return b
}

// What is passed as sound, is sound: bbolt opens it, reads it, finds nothing,
// and takes all kinds of writes.
func TestWhatPassesIsSound(t *testing.T) {
	passed, missed := soundness(t, 1000)
	if passed < 100 || missed < 100 {
		t.Errorf("%d passed and %d did not: the test shows nothing", passed, missed)
	}
}

func soundness(t *testing.T, tries uint64) (passed, missed int) {
	file := sound(t)
	d := newDatabase(t.TempDir(), 1<<10)
	lists := []bolt.FreelistType{bolt.FreelistArrayType, bolt.FreelistMapType}
	for seed := range tries {
		d.options.FreelistType = lists[seed%2]
		b := mutate(rand.New(rand.NewPCG(seed, 5)), file, 1<<10)
		if _, err := Verify(bytes.NewReader(b), int64(len(b))); err != nil {
			missed++
			continue
		}
		passed++
		if err := os.WriteFile(d.path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		use(t, seed, d)
	}
	return passed, missed
}

// use reads and writes a file with bbolt in every way that the store does.
func use(t *testing.T, seed uint64, d database) {
	defer func() {
		if reason := recover(); reason != nil {
			t.Fatalf("seed %d: bbolt panicked: %v", seed, reason)
		}
	}()
	touch := func(tx *bolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
			return b.Put([]byte("rev/000150"), bytes.Repeat([]byte("x"), 3000))
		})
	}
	clean := func(tx *bolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
			c := b.Cursor()
			for k, v := c.First(); k != nil; k, v = c.Next() {
				if v != nil && k[len(k)-1]%3 > 0 {
					if err := b.Delete(bytes.Clone(k)); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	check := func(tx *bolt.Tx) (first error) {
		for err := range tx.Check() {
			if first == nil {
				first = err
			}
		}
		return first
	}
	d.update(t, func(tx *bolt.Tx) error { bolted(tx); return nil }, touch, clean, check, touch, clean, check)
	wantSound(t, d.bytes(t))
}
