package boltfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// bucketSize is the size in bytes of a bucket's value: the number of its root page,
// and a sequence. In a small bucket the number is 0, and the page follows in the
// value.
const bucketSize = 16

// maxDepth is the largest number of pages below each other, through buckets in
// buckets. A tree alone has no more than 64 levels.
const maxDepth = 1000

// The states of a page during a walk.
const (
	unseen byte = iota
	used
	free
)

// tree goes through the pages of a file.
type tree struct {
	*source
	meta
	fn   func(path [][]byte, key, value []byte) error // may be nil
	path [][]byte

	seen                []byte // by page; only of pages that are in the file
	free, buckets, keys int
}

func newTree(s *source, m meta) *tree {
	t := &tree{source: s, meta: m, seen: make([]byte, min(m.pages, s.wholePages(m.pageSize)))}
	for id := range min(2, len(t.seen)) {
		t.seen[id] = used
	}
	return t
}

func (t *tree) walk() error {
	_, err := t.node(t.root, nil, nil, 0)
	return err
}

// take reads a page that is needed, and marks it as used.
func (t *tree) take(id uint64) (page, error) {
	first, err := t.part(id, 1)
	if err != nil {
		return page{}, err
	}
	p := parsePage(first)
	if p.id != id {
		return page{}, damaged(id, "it says that it is page %d", p.id)
	}
	n := uint64(p.overflow) + 1
	if n > 1 {
		if p.data, err = t.part(id, n); err != nil {
			return page{}, err
		}
	}
	for next := id; next < id+n; next++ {
		if t.seen[next] != unseen {
			return page{}, damaged(next, "it is used twice, or in the list of free pages and used")
		}
		t.seen[next] = used
	}
	return p, nil
}

// part reads n pages.
func (t *tree) part(id, n uint64) ([]byte, error) {
	if id < 2 || id >= t.pages || n > t.pages-id {
		return nil, damaged(id, "%d pages from here are not among the %d of the file", n, t.pages)
	}
	if id+n > uint64(len(t.seen)) {
		return nil, &Fault{Kind: CutShort, Page: id, Reason: "it is missing"}
	}
	b, err := t.bytes(id*uint64(t.pageSize), n*uint64(t.pageSize))
	var fault *Fault
	if err != nil && !errors.As(err, &fault) {
		err = fmt.Errorf("page %d: %w", id, err)
	}
	return b, err
}

// node goes through a branch or leaf and all below it. It begins with the key
// first, where it is not nil: bbolt finds the parent's element by it when it
// writes. It stays below the key end. The height of a leaf is 0.
func (t *tree) node(id uint64, first, end []byte, depth int) (height int, err error) {
	if depth > maxDepth {
		return 0, damaged(id, "it lies more than %d pages deep", maxDepth)
	}
	p, err := t.take(id)
	if err != nil {
		return 0, err
	}
	if p.flags != branchPage && p.flags != leafPage {
		return 0, damaged(id, "it is of type %#x instead of a branch or leaf", p.flags)
	}
	all, err := p.elements(id)
	if err != nil {
		return 0, err
	}
	if err := checkRange(id, all, first, end); err != nil {
		return 0, err
	}
	if p.flags == branchPage {
		return t.branch(id, all, end, depth)
	}
	return 0, t.leaf(id, all, depth)
}

func checkRange(id uint64, all []element, first, end []byte) error {
	if first != nil && (len(all) == 0 || !bytes.Equal(all[0].key, first)) {
		return damaged(id, "it does not begin with the key that leads to it")
	}
	if end != nil && len(all) > 0 && bytes.Compare(all[len(all)-1].key, end) >= 0 {
		return damaged(id, "it has a key that belongs into the page after it")
	}
	return nil
}

func (t *tree) branch(id uint64, all []element, end []byte, depth int) (height int, err error) {
	if len(all) < 2 { // bbolt never writes one, and cannot take away from it
		return 0, damaged(id, "a branch with %d elements", len(all))
	}
	for i, e := range all {
		next := end
		if i+1 < len(all) {
			next = all[i+1].key
		}
		below, err := t.node(e.child, e.key, next, depth+1)
		if err != nil {
			return 0, err
		}
		if i > 0 && below != height {
			return 0, damaged(e.child, "it is not as high as the page before it")
		}
		height = below
	}
	return height + 1, nil
}

func (t *tree) leaf(id uint64, all []element, depth int) error {
	for _, e := range all {
		if err := t.entry(id, e, depth); err != nil {
			return err
		}
	}
	return nil
}

func (t *tree) entry(id uint64, e element, depth int) error {
	if e.isBucket() {
		t.buckets++
		if err := t.give(e.key, nil); err != nil {
			return err
		}
		t.path = append(t.path, e.key)
		defer func() { t.path = t.path[:len(t.path)-1] }()
		return t.bucket(id, e.value, depth)
	}
	if len(t.path) == 0 {
		return damaged(id, "a value that is in no bucket")
	}
	t.keys++
	return t.give(e.key, e.value)
}

func (t *tree) give(key, value []byte) error {
	if t.fn == nil {
		return nil
	}
	return t.fn(t.path, key, value)
}

func (t *tree) bucket(id uint64, value []byte, depth int) error {
	if len(value) < bucketSize {
		return damaged(id, "a bucket of %d bytes", len(value))
	}
	root := binary.NativeEndian.Uint64(value)
	if root == 0 {
		return t.inline(id, value[bucketSize:])
	}
	if len(value) != bucketSize {
		return damaged(id, "a bucket of %d bytes that leads to page %d", len(value), root)
	}
	_, err := t.node(root, nil, nil, depth+1)
	return err
}

// inline goes through the page in the value of a small bucket, which has no
// buckets in it.
func (t *tree) inline(id uint64, data []byte) error {
	if len(data) < headerSize {
		return damaged(id, "a small bucket of %d bytes", len(data))
	}
	p := parsePage(data)
	if p.id != 0 || p.flags != leafPage || p.overflow != 0 {
		return damaged(id, "a small bucket with page %d of type %#x", p.id, p.flags)
	}
	all, err := p.elements(id)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.isBucket() {
			return damaged(id, "a bucket in a small bucket")
		}
		t.keys++
		if err := t.give(e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}
