package session

import (
	"goldenthread/store/file"
	"goldenthread/store/problem"
)

// kind names the file of a session in the file itself.
const kind = "session"

// The buckets that every session has from the time when its file was made as that of
// a workbook is. Nothing is in them.
var unused = []string{"rev", "content", "draft"}

// The buckets of an index over them, which are made again with the file.
var derived = []string{"x_slot", "x_head"}

// schema returns what the file of a session has to know of it.
func schema() file.Schema {
	return file.Schema{
		Kind:    kind,
		Others:  map[string]problem.Kind{"": problem.Workbook},
		Number:  2,
		Steps:   []func(tx file.Tx) error{file.CountSaves},
		Buckets: append(append([]string{}, unused...), derived...),
		Needed:  unused,
		Derived: derived,
		Index:   index,
	}
}

// index makes the derived buckets again, which are empty.
func index(tx file.Tx) (damage []error, err error) {
	for _, name := range derived {
		if err := tx.DropBucket(name); err != nil {
			return nil, err
		}
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}
