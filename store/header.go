package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
)

// What bbolt writes at the start of a file: two pages, each with a page header
// and a meta. All numbers have the byte order of the machine.
const (
	pageHeaderSize = 16 // id 8, flags 2, count 2, overflow 4
	metaSize       = 64
	metaSumAt      = 56 // the checksum covers what lies before it
	boltMagic      = 0xED0CDAED
	boltVersion    = 2
	minPageSize    = 1 << 10 // the sizes among which bbolt looks for the second meta
	maxPageSize    = 1 << 24
	noFreelist     = ^uint64(0)

	pageBranch   = 0x01
	pageLeaf     = 0x02
	pageFreelist = 0x10
)

// meta is one of the two headers of the file.
type meta struct {
	magic, version, pageSize   uint32
	root, freelist, pages, txn uint64
	sumFits                    bool
}

func (m *meta) valid() bool { return m.magic == boltMagic && m.version == boltVersion && m.sumFits }

// check reports whether a file is sound enough to be handed to bbolt, which on a
// damaged file panics, waits for ever, or makes things worse. It reads, and
// keeps no lock and no mapping.
//
// It looks at the headers, and at the pages that they lead to. A check of every
// page belongs here.
func check(file io.ReaderAt, size int64) error {
	if size == 0 {
		return &Problem{Kind: ProblemEmpty}
	}
	m, err := header(file, size)
	if err != nil {
		return err
	}
	if uint64(size)/uint64(m.pageSize) < m.pages {
		return &Problem{Kind: ProblemCutShort, Err: fmt.Errorf("%d bytes instead of %d pages of %d", size, m.pages, m.pageSize)}
	}
	if err := checkPage(file, m, m.root, pageLeaf|pageBranch); err != nil {
		return &Problem{Kind: ProblemDamaged, Err: fmt.Errorf("root page %d: %w", m.root, err)}
	}
	if m.freelist == noFreelist {
		return nil
	}
	if err := checkPage(file, m, m.freelist, pageFreelist); err != nil {
		return &Problem{Kind: ProblemDamaged, Err: fmt.Errorf("list of free pages %d: %w", m.freelist, err)}
	}
	return nil
}

// header returns the meta that bbolt would go by: the newer one of those that
// are valid.
func header(file io.ReaderAt, size int64) (*meta, error) {
	first := readMeta(file, 0)
	if first.valid() {
		if err := checkPageSize(first.pageSize); err != nil {
			return nil, err
		}
		if size < 2*int64(first.pageSize) {
			return nil, &Problem{Kind: ProblemCutShort, Err: fmt.Errorf("%d bytes", size)}
		}
		second := readMeta(file, int64(first.pageSize))
		if second.valid() && second.pageSize == first.pageSize && second.txn > first.txn {
			return second, nil
		}
		return first, nil
	}
	ours := first.magic == boltMagic
	for pageSize := int64(minPageSize); pageSize <= maxPageSize && pageSize < size; pageSize *= 2 {
		second := readMeta(file, pageSize)
		if second.valid() && int64(second.pageSize) == pageSize {
			return second, nil
		}
		ours = ours || second.magic == boltMagic
	}
	if ours {
		return nil, headless(size)
	}
	return nil, &Problem{Kind: ProblemForeign, Err: errors.New("no header of a database")}
}

// headless is a file that begins like ours and has no valid header.
func headless(size int64) error {
	if size < pageHeaderSize+metaSize {
		return &Problem{Kind: ProblemCutShort, Err: fmt.Errorf("%d bytes", size)}
	}
	return &Problem{Kind: ProblemDamaged, Err: errors.New("both headers are damaged")}
}

func checkPageSize(size uint32) error {
	if size < minPageSize || size > maxPageSize || size&(size-1) != 0 {
		return &Problem{Kind: ProblemDamaged, Err: fmt.Errorf("page size %d", size)}
	}
	return nil
}

// readMeta reads what is there; what is missing of it is zero.
func readMeta(file io.ReaderAt, offset int64) *meta {
	var page [pageHeaderSize + metaSize]byte
	_, _ = file.ReadAt(page[:], offset)
	b, order := page[pageHeaderSize:], binary.NativeEndian
	sum := fnv.New64a()
	sum.Write(b[:metaSumAt])
	return &meta{
		magic:    order.Uint32(b[0:]),
		version:  order.Uint32(b[4:]),
		pageSize: order.Uint32(b[8:]),
		root:     order.Uint64(b[16:]),
		freelist: order.Uint64(b[32:]),
		pages:    order.Uint64(b[40:]),
		txn:      order.Uint64(b[48:]),
		sumFits:  order.Uint64(b[metaSumAt:]) == sum.Sum64(),
	}
}

// checkPage checks the header of a page: its number, its type, and whether what
// it counts has room in it.
func checkPage(file io.ReaderAt, m *meta, id uint64, types uint16) error {
	if id < 2 || id >= m.pages {
		return fmt.Errorf("not one of %d pages", m.pages)
	}
	var b [pageHeaderSize + 8]byte
	if _, err := file.ReadAt(b[:], int64(id)*int64(m.pageSize)); err != nil {
		return err
	}
	order := binary.NativeEndian
	flags, count, overflow := order.Uint16(b[8:]), uint64(order.Uint16(b[10:])), uint64(order.Uint32(b[12:]))
	if order.Uint64(b[:]) != id || flags == 0 || flags&^types != 0 || flags&(flags-1) != 0 {
		return fmt.Errorf("it says to be page %d of type %#x", order.Uint64(b[:]), flags)
	}
	if overflow >= m.pages-id {
		return fmt.Errorf("it goes on for %d pages", overflow)
	}
	const countInPage = 0xFFFF // a longer list has its count as its first number
	elements := uint64(8)
	if flags == pageFreelist && count == countInPage {
		count = order.Uint64(b[pageHeaderSize:]) + 1
	}
	if room := (overflow+1)*uint64(m.pageSize) - pageHeaderSize; count > room/elements {
		return fmt.Errorf("it counts %d elements", count)
	}
	return nil
}
