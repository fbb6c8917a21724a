// Package boltfile reads a file of bbolt without bbolt, which on a damaged file
// panics, waits for ever, or works on and makes things worse. It takes no lock,
// maps nothing into memory and never writes; every read is checked against the
// bounds of what it reads from. It knows bbolt's pages, and nothing of what the
// keys and values in them mean.
package boltfile

import (
	"fmt"
	"io"
)

// Kind is a kind of fault of a file.
type Kind string

// The kinds of fault.
const (
	CutShort Kind = "cut-short" // the end of the file is missing
	Foreign  Kind = "foreign"   // not a file of bbolt, or of a form that is not known
	Damaged  Kind = "damaged"   // a file of bbolt, and broken
)

// Fault is the first fault found in a file that bbolt must not open.
type Fault struct {
	Kind   Kind
	Page   uint64 // where it was found; 0 also if it is about the whole file
	Reason string
}

// Error returns one line for a log. It quotes no key and no value.
func (f *Fault) Error() string {
	return fmt.Sprintf("boltfile: page %d: %s: %s", f.Page, f.Kind, f.Reason)
}

func damaged(page uint64, format string, args ...any) error {
	return &Fault{Kind: Damaged, Page: page, Reason: fmt.Sprintf(format, args...)}
}

// Report holds the facts of a sound file, as Verify read them.
type Report struct {
	PageSize  int
	Pages     uint64 // in use or free; the file may be longer
	Free      int    // pages; 0 if the file keeps no list of them
	TxID      uint64 // of the last save
	BothMetas bool   // false: one header is broken, and the last save may be missing
	Buckets   int
	Keys      int // buckets are not counted
}

// Verify reports whether bbolt can be trusted with a file: to open, read and
// write it without a panic, and without losing what is in it. The error is a
// *Fault, or that of a read that failed. A flipped bit inside a value is not
// found: bbolt has no checksum there.
//
// A page that is neither used nor free is a fault: it may be where an answer
// was. bbolt makes such a page by itself in one case, which this program has
// not: a bucket in a bucket in a bucket, deleted in the save that changed it.
func Verify(r io.ReaderAt, size int64) (Report, error) {
	s := newSource(r, size)
	m, both, err := newest(s)
	if err != nil {
		return Report{}, err
	}
	if whole := s.wholePages(m.pageSize); whole < m.pages {
		return Report{}, &Fault{Kind: CutShort, Page: whole, Reason: fmt.Sprintf("%d bytes instead of %d pages of %d", size, m.pages, m.pageSize)}
	}
	t := newTree(s, m)
	if err := t.readFreelist(); err != nil {
		return Report{}, err
	}
	if err := t.walk(); err != nil {
		return Report{}, err
	}
	if err := t.leftOver(); err != nil {
		return Report{}, err
	}
	return Report{
		PageSize:  int(m.pageSize),
		Pages:     m.pages,
		Free:      t.free,
		TxID:      m.txid,
		BothMetas: both,
		Buckets:   t.buckets,
		Keys:      t.keys,
	}, nil
}

// Walk calls fn for everything that the newest good header leads to, in the
// order of the keys. A bucket comes before what is in it, with a nil value; any
// other value is not nil. Path, key and value are valid until fn returns. Walk
// ends at the first error of fn, and at the first *Fault; what it gave before
// that was in its place. The list of free pages is not looked at.
func Walk(r io.ReaderAt, size int64, fn func(path [][]byte, key, value []byte) error) error {
	s := newSource(r, size)
	m, _, err := newest(s)
	if err != nil {
		return err
	}
	t := newTree(s, m)
	t.fn = fn
	return t.walk()
}
