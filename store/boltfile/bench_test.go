package boltfile

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// tenYears returns an open file of 20,000 values of 1.5 KB, with an index that
// was written in no order.
func tenYears(b *testing.B) (*os.File, int64) {
	b.Helper()
	d := newDatabase(b.TempDir(), 4<<10)
	r := rand.New(rand.NewPCG(1, 1))
	var changes []func(tx *bolt.Tx) error
	for from := uint64(0); from < 20_000; from += 20 {
		changes = append(changes, func(tx *bolt.Tx) error {
			rev, err := tx.CreateBucketIfNotExists([]byte("rev"))
			if err != nil {
				return err
			}
			index, err := tx.CreateBucketIfNotExists([]byte("index"))
			for i := from; i < from+20 && err == nil; i++ {
				if err = rev.Put(binary.BigEndian.AppendUint64(nil, i), bytes.Repeat([]byte("w"), 1500)); err == nil {
					err = index.Put(binary.BigEndian.AppendUint64(nil, r.Uint64()), make([]byte, 40))
				}
			}
			return err
		})
	}
	d.update(b, changes...)
	file, err := os.Open(d.path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { file.Close() })
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	return file, info.Size()
}

func BenchmarkVerify(b *testing.B) {
	file, size := tenYears(b)
	b.ReportAllocs()
	for b.Loop() {
		if report, err := Verify(file, size); err != nil || report.Keys != 40_000 {
			b.Fatal(report, err)
		}
	}
}

func BenchmarkWalk(b *testing.B) {
	file, size := tenYears(b)
	for b.Loop() {
		n := 0
		err := Walk(file, size, func([][]byte, []byte, []byte) error { n++; return nil })
		if err != nil || n != 40_002 {
			b.Fatal(n, err)
		}
	}
}

func BenchmarkSalvage(b *testing.B) {
	file, size := tenYears(b)
	for b.Loop() {
		n := 0
		Salvage(file, size, func(_, _ []byte) { n++ })
		if n < 40_000 {
			b.Fatal(n)
		}
	}
}
