package boltfile

import (
	"bytes"
	"encoding/binary"
)

// A page has a header (number 8, type 2, count 2, overflow 4), a table with an
// element for every key, and then the keys and values.
const (
	headerSize  = 16
	elementSize = 16

	branchPage   = 0x01
	leafPage     = 0x02
	metaPage     = 0x04
	freelistPage = 0x10

	bucketFlag = 0x01 // of an element: its value is a bucket
)

// page is a page with all the pages that it goes on for.
type page struct {
	id       uint64
	flags    uint16
	count    uint16
	overflow uint32
	data     []byte // from its header on
}

// parsePage reads the header. The data must be that long.
func parsePage(data []byte) page {
	order := binary.NativeEndian
	return page{
		id:       order.Uint64(data[0:]),
		flags:    order.Uint16(data[8:]),
		count:    order.Uint16(data[10:]),
		overflow: order.Uint32(data[12:]),
		data:     data,
	}
}

// element is a key in a branch, with the page that it leads to, or a key in a
// leaf, with its value.
type element struct {
	flags      uint32
	key, value []byte
	child      uint64
}

func (e element) isBucket() bool { return e.flags == bucketFlag }

// span holds the offsets that an element claims for its key and value, from the
// start of the page: the key is start to value, the value is value to end.
type span struct{ start, value, end uint64 }

// element reads the i-th element of the table, without its key and value.
func (p page) element(i int) (element, span) {
	at := headerSize + elementSize*uint64(i)
	b, order := p.data[at:at+elementSize], binary.NativeEndian
	var e element
	var where span
	if p.flags == branchPage {
		e.child = order.Uint64(b[8:])
		where.start = at + uint64(order.Uint32(b[0:]))
		where.value = where.start + uint64(order.Uint32(b[4:]))
		where.end = where.value
		return e, where
	}
	e.flags = order.Uint32(b[0:])
	where.start = at + uint64(order.Uint32(b[4:]))
	where.value = where.start + uint64(order.Uint32(b[8:]))
	where.end = where.value + uint64(order.Uint32(b[12:]))
	return e, where
}

// tableEnd returns the offset at which the table of a branch or leaf ends.
func (p page) tableEnd() uint64 { return headerSize + elementSize*uint64(p.count) }

// elements returns the elements of a branch or leaf: each within the page, none
// over another, their keys not empty and in order.
func (p page) elements(at uint64) ([]element, error) {
	floor, size := p.tableEnd(), uint64(len(p.data))
	if floor > size {
		return nil, damaged(at, "%d elements have no room in it", p.count)
	}
	all := make([]element, p.count)
	for i := range all {
		e, where := p.element(i)
		if where.start < floor || where.end > size {
			return nil, damaged(at, "element %d of %d lies outside of it", i, p.count)
		}
		e.key, e.value = p.data[where.start:where.value], p.data[where.value:where.end]
		switch {
		case len(e.key) == 0:
			return nil, damaged(at, "element %d of %d has no key", i, p.count)
		case i > 0 && bytes.Compare(all[i-1].key, e.key) >= 0:
			return nil, damaged(at, "element %d of %d is not in order", i, p.count)
		case e.flags&^bucketFlag != 0:
			return nil, damaged(at, "element %d of %d is of kind %#x", i, p.count, e.flags)
		}
		all[i], floor = e, where.end
	}
	return all, nil
}
