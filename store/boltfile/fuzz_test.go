package boltfile

import (
	"bytes"
	"encoding/binary"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func FuzzVerify(f *testing.F) {
	for _, file := range seeds(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) >= 2<<10 { // else every change of a header ends there
			file = bytes.Clone(file)
			reseal(file)
			reseal(file[1<<10:])
		}
		r, size := bytes.NewReader(file), int64(len(file))
		_, err := Verify(r, size)
		walk := Walk(r, size, func(path [][]byte, key, _ []byte) error {
			if len(path) > maxDepth || len(key) == 0 {
				t.Errorf("path of %d, key %q", len(path), key)
			}
			return nil
		})
		if err == nil && walk != nil {
			t.Errorf("sound, but %v", walk)
		}
	})
}

func FuzzSalvage(f *testing.F) {
	for _, file := range seeds(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		Salvage(bytes.NewReader(file), int64(len(file)), func(_, key []byte) {
			if len(key) == 0 {
				t.Error("an empty key")
			}
		})
	})
}

// seeds returns small files, so that the fuzzer finds their contents.
func seeds(f *testing.F) (files [][]byte) {
	d := newDatabase(f.TempDir(), 1<<10)
	for from := range 3 {
		d.update(f, func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("rev"))
			for i := from; i < from*10+1 && err == nil; i++ {
				err = b.Put(binary.BigEndian.AppendUint32(nil, uint32(i)), bytes.Repeat([]byte("x"), 90))
			}
			return err
		})
		file := d.bytes(f)
		m, _, err := newest(newSource(bytes.NewReader(file), int64(len(file))))
		if err != nil {
			f.Fatal(err)
		}
		files = append(files, file[:m.pages<<10])
	}
	return append(files, nil, files[2][:3000])
}
