package boltfile

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
)

// The first two pages of the file have a meta each, written in turns: the newer
// one that is good leads to everything else. All numbers have the byte order of
// the machine.
const (
	metaSize    = 64
	metaSumAt   = 56 // the checksum covers the bytes before it
	magic       = 0xED0CDAED
	version     = 2
	minPageSize = 1 << 10 // the sizes among which bbolt looks for the second meta
	maxPageSize = 1 << 24
	noFreelist  = ^uint64(0)
)

// meta is one of the two headers of the file.
type meta struct {
	magic, version, pageSize    uint32
	root, freelist, pages, txid uint64
	sumFits                     bool
	ownPage                     bool // the page that it lies in has its number and type
}

func (m meta) good() bool { return m.magic == magic && m.version == version && m.sumFits }

// Begins reports whether a file begins as a database does, of whatever is left of it.
func Begins(file io.ReaderAt) bool {
	var b [headerSize + 4]byte
	_, err := file.ReadAt(b[:], 0)
	return err == nil && binary.NativeEndian.Uint32(b[headerSize:]) == magic
}

// readMeta reads the meta of page id. What is missing of it is zero.
func readMeta(s *source, id, offset uint64) (meta, error) {
	var b [headerSize + metaSize]byte
	if offset < uint64(s.size) {
		part, err := s.bytes(offset, min(uint64(len(b)), uint64(s.size)-offset))
		if err != nil {
			return meta{}, err
		}
		copy(b[:], part)
	}
	order, m := binary.NativeEndian, b[headerSize:]
	sum := fnv.New64a()
	sum.Write(m[:metaSumAt])
	return meta{
		magic:    order.Uint32(m[0:]),
		version:  order.Uint32(m[4:]),
		pageSize: order.Uint32(m[8:]),
		root:     order.Uint64(m[16:]),
		freelist: order.Uint64(m[32:]),
		pages:    order.Uint64(m[40:]),
		txid:     order.Uint64(m[48:]),
		sumFits:  order.Uint64(m[metaSumAt:]) == sum.Sum64(),
		ownPage:  order.Uint64(b[0:]) == id && order.Uint16(b[8:]) == metaPage,
	}, nil
}

// newest returns the meta that bbolt would go by, and whether both are good.
func newest(s *source) (m meta, both bool, err error) {
	first, err := readMeta(s, 0, 0)
	if err != nil {
		return meta{}, false, err
	}
	if !first.good() {
		m, err = findSecond(s, first)
		return m, false, err
	}
	if err := first.checkPageSize(); err != nil {
		return meta{}, false, err
	}
	if s.wholePages(first.pageSize) < 2 {
		return meta{}, false, &Fault{Kind: CutShort, Page: 1, Reason: fmt.Sprintf("%d bytes", s.size)}
	}
	second, err := readMeta(s, 1, uint64(first.pageSize))
	if err != nil || !second.good() {
		return first, false, err
	}
	if second.pageSize != first.pageSize {
		return meta{}, false, damaged(1, "it has pages of %d bytes, and page 0 of %d", second.pageSize, first.pageSize)
	}
	both = first.ownPage && second.ownPage
	if second.txid > first.txid {
		return second, both, nil
	}
	return first, both, nil
}

// findSecond looks where bbolt looks when the first meta is broken, and goes by
// the same one.
func findSecond(s *source, first meta) (meta, error) {
	known := []meta{first}
	for pageSize := int64(minPageSize); pageSize <= maxPageSize && pageSize < s.size-minPageSize; pageSize *= 2 {
		second, err := readMeta(s, 1, uint64(pageSize))
		if err != nil {
			return meta{}, err
		}
		if !second.good() {
			known = append(known, second)
			continue
		}
		if int64(second.pageSize) != pageSize {
			return meta{}, damaged(1, "it has pages of %d bytes and begins at %d", second.pageSize, pageSize)
		}
		return second, nil
	}
	return meta{}, headless(s.size, known)
}

// headless returns the fault of a file that has no good meta.
func headless(size int64, metas []meta) error {
	ours := false
	for _, m := range metas {
		ours = ours || m.magic == magic
		if m.magic == magic && m.version != version && m.sumFits {
			return &Fault{Kind: Foreign, Reason: fmt.Sprintf("a file of bbolt in version %d", m.version)}
		}
	}
	switch {
	case !ours:
		return &Fault{Kind: Foreign, Reason: "no header of bbolt"}
	case size < headerSize+metaSize:
		return &Fault{Kind: CutShort, Reason: fmt.Sprintf("%d bytes", size)}
	}
	return damaged(0, "both headers are broken")
}

func (m meta) checkPageSize() error {
	if m.pageSize < minPageSize || m.pageSize > maxPageSize || m.pageSize&(m.pageSize-1) != 0 {
		return damaged(0, "pages of %d bytes", m.pageSize)
	}
	return nil
}
