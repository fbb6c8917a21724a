package boltfile

import (
	"encoding/binary"
	"io"
	"math/bits"
)

// Salvage calls fn for every key and value that any page of the file seems to
// hold, whatever the headers and the tree say: also for what was deleted or
// overwritten long ago and for what is no value at all, and for the same more
// than once. Whoever calls must be able to tell a good value by itself. Parts of
// the file that cannot be read are passed over. Value and key
// are valid until fn returns.
func Salvage(r io.ReaderAt, size int64, fn func(value, key []byte)) {
	s := newSource(r, size)
	w := salvager{source: s, pageSize: guessPageSize(s), large: largeTimes * uint64(s.size), fn: fn}
	if w.pageSize == 0 {
		return
	}
	for id := range w.wholePages(uint32(w.pageSize)) + 1 { // the last may be cut
		w.page(id * w.pageSize)
	}
}

// largeTimes limits the values larger than a page: together they may have this many
// times the size of the file. Broken pages could claim the whole file with every
// element.
const largeTimes = 8

// salvager reads a file of which nothing is certain.
type salvager struct {
	*source
	pageSize uint64
	large    uint64 // bytes that may still be given in values larger than a page
	fn       func(value, key []byte)
}

// page reads the values of the page at an offset, if it is a leaf.
func (w *salvager) page(offset uint64) {
	header, err := w.bytes(offset, headerSize)
	if err != nil {
		return
	}
	p := parsePage(header)
	room := min((uint64(p.overflow)+1)*w.pageSize, uint64(w.size)-offset)
	if p.flags != leafPage || p.tableEnd() > room {
		return
	}
	if p.data, err = w.bytes(offset, p.tableEnd()); err != nil {
		return
	}
	for i := range int(p.count) {
		e, where := p.element(i)
		if where.start >= p.tableEnd() && where.end <= room {
			w.entry(e, offset, where)
		}
	}
}

// entry passes a value to fn, or the values in a small bucket.
func (w *salvager) entry(e element, offset uint64, where span) {
	n := where.end - where.start
	if n > w.pageSize {
		if n > w.large {
			return
		}
		w.large -= n
	}
	b, err := w.bytes(offset+where.start, n)
	if err != nil {
		return
	}
	key, value := b[:where.value-where.start], b[where.value-where.start:]
	if len(key) == 0 {
		return
	}
	if e.isBucket() && len(value) >= bucketSize+headerSize {
		w.inline(value[bucketSize:])
		return
	}
	w.fn(value, key)
}

func (w *salvager) inline(data []byte) {
	p := parsePage(data)
	if p.flags != leafPage || p.tableEnd() > uint64(len(data)) {
		return
	}
	for i := range int(p.count) {
		_, where := p.element(i)
		if where.start >= p.tableEnd() && where.end <= uint64(len(data)) && where.start < where.value {
			w.fn(data[where.value:where.end], data[where.start:where.value])
		}
	}
}

// guessPageSize returns the page size that most pages agree on: each begins with its
// number, and so tells the size of those before it. It returns 0 if there is no page.
func guessPageSize(s *source) uint64 {
	var votes [64]int // by the logarithm of the size
	for offset := uint64(minPageSize); offset < uint64(s.size); offset += minPageSize {
		header, err := s.bytes(offset, headerSize)
		if err != nil {
			continue
		}
		id, flags := binary.NativeEndian.Uint64(header), binary.NativeEndian.Uint16(header[8:])
		if id == 0 || offset%id != 0 || flags == 0 || flags&^(branchPage|leafPage|metaPage|freelistPage) != 0 {
			continue
		}
		if size := offset / id; size >= minPageSize && size <= maxPageSize && bits.OnesCount64(size) == 1 {
			votes[bits.TrailingZeros64(size)]++
		}
	}
	best := 0
	for i, n := range votes {
		if n > votes[best] {
			best = i
		}
	}
	if votes[best] == 0 {
		return 0
	}
	return 1 << best
}
