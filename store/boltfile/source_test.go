package boltfile

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// numbered is a file in which every eight bytes have their offset.
type numbered struct{}

func (numbered) ReadAt(b []byte, offset int64) (int, error) {
	for i := 0; i < len(b); i += 8 {
		binary.NativeEndian.PutUint64(b[i:], uint64(offset)+uint64(i))
	}
	return len(b), nil
}

// A file that is larger than what is kept of it is read right, also across the
// borders of chunks, and what was given stays as it was.
func TestSourceOfALargeFile(t *testing.T) {
	const size = (keptChunks + 40) * chunkSize
	s := newSource(numbered{}, size)
	r := rand.New(rand.NewPCG(1, 1))
	held := map[uint64][]byte{}
	for range 1000 {
		n := 8 * (1 + r.Uint64N(1<<10))
		offset := 8 * r.Uint64N((size-n)/8)
		if r.IntN(3) == 0 {
			offset = offset/chunkSize*chunkSize + chunkSize - n/16*8
			offset = min(offset, size-n)
		}
		b, err := s.bytes(offset, n)
		if err != nil || uint64(len(b)) != n {
			t.Fatalf("%d bytes at %d: %d, %v", n, offset, len(b), err)
		}
		held[offset] = b
	}
	if len(s.chunks) != keptChunks || len(s.kept) != keptChunks {
		t.Errorf("%d chunks kept, want %d", len(s.chunks), keptChunks)
	}
	for offset, b := range held {
		for i := 0; i < len(b); i += 8 {
			if got := binary.NativeEndian.Uint64(b[i:]); got != offset+uint64(i) {
				t.Fatalf("at %d: %d", offset+uint64(i), got)
			}
		}
	}
	for _, part := range [][2]uint64{{size, 1}, {size - 1, 2}, {0, size + 1}, {^uint64(0), 1}, {8, ^uint64(0)}} {
		if _, err := s.bytes(part[0], part[1]); err != errOutside {
			t.Errorf("%d bytes at %d: %v", part[1], part[0], err)
		}
	}
}
