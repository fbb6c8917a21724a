package boltfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

// entry is an element of a page made by hand.
type entry struct {
	flags      uint32
	key, value string
	child      uint64
}

// pack makes the bytes of a page, without what follows its last value.
func pack(id uint64, flags uint16, entries ...entry) []byte {
	b := make([]byte, headerSize+elementSize*len(entries))
	put64(b, 0, id)
	put16(b, 8, flags)
	put16(b, 10, uint16(len(entries)))
	for i, e := range entries {
		at := headerSize + elementSize*i
		if flags == branchPage {
			put32(b, at, uint32(len(b)-at))
			put32(b, at+4, uint32(len(e.key)))
			put64(b, at+8, e.child)
		} else {
			put32(b, at, e.flags)
			put32(b, at+4, uint32(len(b)-at))
			put32(b, at+8, uint32(len(e.key)))
			put32(b, at+12, uint32(len(e.value)))
		}
		b = append(append(b, e.key...), e.value...)
	}
	return b
}

func bucketAt(key string, root uint64, inline ...byte) entry {
	value := append(binary.NativeEndian.AppendUint64(nil, root), make([]byte, 8)...)
	return entry{flags: bucketFlag, key: key, value: string(append(value, inline...))}
}

// craft makes a file of pages from page 2 on, which is the root. The list of
// free pages is the page of that type, if there is one.
func craft(pages ...[]byte) []byte {
	const size = 1 << 10
	file := make([]byte, (2+len(pages))*size)
	list := noFreelist
	for i, p := range pages {
		copy(file[(2+i)*size:], p)
		if len(p) > 0 && parsePage(p).flags == freelistPage {
			list = uint64(2 + i)
		}
	}
	for id := range uint64(2) {
		page := file[id*size : (id+1)*size]
		put64(page, 0, id)
		put16(page, 8, metaPage)
		m := page[headerSize:]
		put32(m, 0, magic)
		put32(m, 4, version)
		put32(m, 8, size)
		put64(m, 16, 2)
		put64(m, 32, list)
		put64(m, 40, uint64(2+len(pages)))
		put64(m, 48, id)
		reseal(page)
	}
	return file
}

// Each check of a page is the only one that finds something.
func TestCraftedFiles(t *testing.T) {
	root := pack(2, leafPage, bucketAt("b", 3))
	fork := pack(3, branchPage, entry{key: "a", child: 4}, entry{key: "m", child: 5})
	left, right := pack(4, leafPage, entry{key: "a"}), pack(5, leafPage, entry{key: "m"})
	with := func(entries ...entry) []byte { return craft(root, pack(3, leafPage, entries...)) }
	small := func(id uint64, entries ...entry) []byte {
		return craft(pack(2, leafPage, bucketAt("b", 0, pack(id, leafPage, entries...)...)))
	}
	over := pack(3, leafPage, entry{key: "aa"}, entry{key: "bb"})
	put32(over, headerSize+elementSize+4, elementSize) // where the first key is
	list := func(ids ...uint64) []byte {
		b := pack(3, freelistPage)
		put16(b, 10, uint16(len(ids)))
		for _, id := range ids {
			b = binary.NativeEndian.AppendUint64(b, id)
		}
		return craft(pack(2, leafPage), b, nil, nil)
	}
	deep := make([][]byte, maxDepth+2)
	for i := range deep {
		deep[i] = pack(uint64(i+2), leafPage, bucketAt("b", uint64(i+3)))
	}
	other := craft(pack(2, leafPage))
	put32(other[1<<10:], headerSize+8, 2<<10)
	reseal(other[1<<10:])
	moved := bytes.Clone(other)
	clear(moved[:1<<10])
	tests := map[string]struct {
		file []byte
		want string // of the reason; empty if the file is sound
	}{
		"sound tree":         {craft(root, fork, left, right), ""},
		"sound small bucket": {small(0, entry{key: "a"}), ""},
		"sound list":         {list(4, 5), ""},
		"key of the next":    {craft(root, fork, pack(4, leafPage, entry{key: "a"}, entry{key: "z"}), right), "belongs into the page after it"},
		"first key":          {craft(root, fork, left, pack(5, leafPage, entry{key: "n"})), "does not begin with the key"},
		"empty leaf":         {craft(root, fork, left, pack(5, leafPage)), "does not begin with the key"},
		"heights": {craft(root, fork, left, pack(5, branchPage, entry{key: "m", child: 6}, entry{key: "n", child: 7}),
			pack(6, leafPage, entry{key: "m"}), pack(7, leafPage, entry{key: "n"})), "not as high"},
		"branch of one":      {craft(root, pack(3, branchPage, entry{key: "a", child: 4}), left), "a branch with 1"},
		"value in the root":  {craft(pack(2, leafPage, entry{key: "a"})), "in no bucket"},
		"number when small":  {small(7, entry{key: "a"}), "a small bucket with page 7"},
		"bucket when small":  {small(0, bucketAt("a", 0, pack(0, leafPage)...)), "a bucket in a small bucket"},
		"equal keys":         {with(entry{key: "a"}, entry{key: "a"}), "not in order"},
		"no key":             {with(entry{value: "v"}), "has no key"},
		"values over others": {craft(root, over), "lies outside"},
		"flags":              {with(entry{key: "a", flags: 2}), "of kind 0x2"},
		"short bucket":       {with(entry{key: "a", flags: bucketFlag, value: "12345678"}), "a bucket of 8 bytes"},
		"bucket of zeros":    {with(entry{key: "a", flags: bucketFlag, value: string(make([]byte, 12))}), "a bucket of 12 bytes"},
		"long bucket":        {with(bucketAt("a", 4, 'x')), "a bucket of 17 bytes"},
		"shorter small one":  {with(bucketAt("a", 0, 'x')), "a small bucket of 1 bytes"},
		"too deep":           {craft(deep...), "pages deep"},
		"list of itself":     {list(3, 4, 5), "which is its own"},
		"list not in order":  {list(5, 4), "has 4 after 5"},
		"list of one twice":  {list(4, 4, 5), "has 4 after 4"},
		"list lacks one":     {list(4), "nothing leads to it"},
		"list has the root":  {list(2, 4, 5), "used twice, or in the list"},
		"sizes of pages":     {other, "it has pages of 2048 bytes, and page 0 of 1024"},
		"second elsewhere":   {append(moved, make([]byte, 4<<10)...), "it has pages of 2048 bytes and begins at 1024"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Verify(bytes.NewReader(test.file), int64(len(test.file)))
			var fault *Fault
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (!errors.As(err, &fault) || fault.Kind != Damaged || !strings.Contains(fault.Reason, test.want)):
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}
