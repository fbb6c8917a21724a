package store

import (
	"bytes"
	"encoding/binary"
	"io"
	"testing"

	"goldenthread/store/boltfile"
)

const (
	pageBranch   = 0x01
	pageLeaf     = 0x02
	pageFreelist = 0x10
)

// meta holds the members of a file's header that the tests need to damage the file
// in a certain place.
type meta struct {
	pageSize                   uint32
	root, freelist, pages, txn uint64
}

func readMeta(file io.ReaderAt, offset int64) *meta {
	var b [72]byte
	_, _ = file.ReadAt(b[:], offset)
	order := binary.NativeEndian
	return &meta{
		pageSize: order.Uint32(b[24:]),
		root:     order.Uint64(b[32:]),
		freelist: order.Uint64(b[48:]),
		pages:    order.Uint64(b[56:]),
		txn:      order.Uint64(b[64:]),
	}
}

// header returns the newer meta of a sound file.
func header(file io.ReaderAt, size int64) (*meta, error) {
	if _, err := boltfile.Verify(file, size); err != nil {
		return nil, err
	}
	first := readMeta(file, 0)
	if second := readMeta(file, int64(first.pageSize)); second.txn > first.txn {
		return second, nil
	}
	return first, nil
}

// Each page that is used is missed, also one that no header leads to at once.
func TestCheckReadsEveryPage(t *testing.T) {
	file := healthy(t)
	m := headerOf(t, file)
	size := int64(m.pageSize)
	for id := uint64(2); id < m.pages; id++ {
		page := file[int64(id)*size : int64(id+1)*size]
		if binary.NativeEndian.Uint64(page) != id || isFree(file, m, id) {
			continue // it goes on from another, or is not in use
		}
		damaged := bytes.Clone(file)
		clear(damaged[int64(id)*size : int64(id+1)*size])
		if _, err := boltfile.Verify(bytes.NewReader(damaged), int64(len(damaged))); err == nil {
			t.Errorf("page %d is missing: not seen", id)
		}
	}
}

// isFree reports whether the list of free pages has a page.
func isFree(file []byte, m *meta, id uint64) bool {
	list := file[int64(m.freelist)*int64(m.pageSize):]
	for i := range int(binary.NativeEndian.Uint16(list[10:])) {
		if binary.NativeEndian.Uint64(list[16+8*i:]) == id {
			return true
		}
	}
	return false
}
