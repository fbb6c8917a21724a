package boltfile

import (
	"errors"
	"fmt"
	"io"
)

// The file is read in chunks: a call of the system for every page would take
// most of the time. A file of ten years fits into those that are kept.
const (
	chunkSize  = 1 << 20
	keptChunks = 96
)

// source gives parts of a file.
type source struct {
	r      io.ReaderAt
	size   int64
	chunks map[int64][]byte // by their number; nil if it could not be read whole
	kept   []int64          // oldest first
}

func newSource(r io.ReaderAt, size int64) *source {
	return &source{r: r, size: max(size, 0), chunks: map[int64][]byte{}}
}

// wholePages returns the number of whole pages in the file.
func (s *source) wholePages(pageSize uint32) uint64 { return uint64(s.size) / uint64(pageSize) }

// bytes returns a part of the file, or errOutside. It is not to be written to,
// and stays as it is for as long as it is held.
func (s *source) bytes(offset, n uint64) ([]byte, error) {
	if offset > uint64(s.size) || n > uint64(s.size)-offset {
		return nil, errOutside
	}
	number := int64(offset / chunkSize)
	from := offset % chunkSize
	if from+n <= chunkSize {
		if chunk := s.chunk(number); chunk != nil {
			return chunk[from : from+n : from+n], nil
		}
	}
	part := make([]byte, n)
	return part, s.read(part, int64(offset))
}

var errOutside = errors.New("boltfile: beyond the end of the file")

// chunk returns nil if a part of the chunk cannot be read: another part may be
// readable.
func (s *source) chunk(number int64) []byte {
	if chunk, ok := s.chunks[number]; ok {
		return chunk
	}
	if len(s.kept) == keptChunks {
		delete(s.chunks, s.kept[0])
		s.kept = s.kept[1:]
	}
	offset := number * chunkSize
	chunk := make([]byte, min(chunkSize, s.size-offset))
	if s.read(chunk, offset) != nil {
		chunk = nil
	}
	s.chunks[number] = chunk
	s.kept = append(s.kept, number)
	return chunk
}

func (s *source) read(part []byte, offset int64) error {
	n, err := s.r.ReadAt(part, offset)
	if n == len(part) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		return &Fault{Kind: CutShort, Reason: fmt.Sprintf("it ends at byte %d instead of %d", offset+int64(n), s.size)}
	}
	return fmt.Errorf("boltfile: byte %d: %w", offset, err)
}
