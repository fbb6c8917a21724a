package boltfile

import "encoding/binary"

// longList is the count in the header of a list that has its true length as its first
// number.
const longList = 0xFFFF

// readFreelist reads the list of free pages, if the file keeps one.
func (t *tree) readFreelist() error {
	if t.freelist == noFreelist {
		return nil
	}
	p, err := t.take(t.freelist)
	if err != nil {
		return err
	}
	if p.flags != freelistPage {
		return damaged(p.id, "it is of type %#x instead of the list of free pages", p.flags)
	}
	ids, n := p.data[headerSize:], uint64(p.count)
	if n == longList {
		n, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids))/8 {
		return damaged(p.id, "a list of %d free pages has no room in it", n)
	}
	return t.markFree(p.id, ids[:n*8])
}

func (t *tree) markFree(list uint64, ids []byte) error {
	last := uint64(1) // pages 0 and 1 are never free
	for ; len(ids) > 0; ids = ids[8:] {
		id := binary.NativeEndian.Uint64(ids)
		switch {
		case id <= last:
			return damaged(list, "the list of free pages has %d after %d", id, last)
		case id >= t.pages:
			return damaged(list, "the list of free pages has %d of %d", id, t.pages)
		case t.seen[id] != unseen:
			return damaged(list, "the list of free pages has %d, which is its own", id)
		}
		t.seen[id], last = free, id
		t.free++
	}
	return nil
}

// leftOver looks for a page that is neither used nor free. Without a list every
// page that is not used is free.
func (t *tree) leftOver() error {
	if t.freelist == noFreelist {
		return nil
	}
	for id, state := range t.seen {
		if state == unseen {
			return damaged(uint64(id), "nothing leads to it, and it is not in the list of free pages")
		}
	}
	return nil
}
