package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf8"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/store/vault"
)

// The buckets. Those of an index begin with x_; they follow from bucketRev and
// can be dropped and made again.
const (
	bucketMeta    = "meta"
	bucketRev     = "rev"
	bucketContent = "content"
	bucketDraft   = "draft"
	bucketVault   = "vault" // only in a sealed workbook: its header
	bucketSlot    = derivedPrefix + "slot"
	bucketHead    = derivedPrefix + "head"

	derivedPrefix = "x_"
)

const (
	idSize         = len(ID{})
	hiddenSlotSize = 2 * vault.NameSize
	maxNameSize    = 1024 // of a step's or a field's name; bbolt takes keys of 32 KB
)

// appendName adds a name to a key: its length in two bytes, big-endian, and the
// name.
func appendName(key []byte, name string) []byte {
	return append(binary.BigEndian.AppendUint16(key, uint16(len(name))), name...)
}

// plainKey is the slot's key in a plain workbook.
func (s Slot) plainKey() []byte { return appendName(appendName(nil, string(s.Step)), s.Field) }

// compareSlots orders slots as their keys in a plain workbook are.
func compareSlots(a, b Slot) int { return bytes.Compare(a.plainKey(), b.plainKey()) }

// slotOf reads the slot that a key begins with, and returns the rest of the key.
func slotOf(key []byte) (Slot, []byte, error) {
	step, rest, err := cutName(key)
	if err != nil {
		return Slot{}, nil, err
	}
	field, rest, err := cutName(rest)
	if err != nil {
		return Slot{}, nil, err
	}
	return Slot{Step: content.StepID(step), Field: field}, rest, nil
}

var errKey = errors.New("its key is too short")

func cutName(key []byte) (name string, rest []byte, err error) {
	if len(key) < 2 {
		return "", nil, errKey
	}
	size, key := int(binary.BigEndian.Uint16(key)), key[2:]
	if len(key) < size {
		return "", nil, errKey
	}
	return string(key[:size]), key[size:], nil
}

// validate refuses a slot that is too long for a key, and one whose names have
// characters that cannot be seen. What is in a file already is read whatever it is
// called.
func (s Slot) validate() error {
	for _, name := range []string{string(s.Step), s.Field} {
		if name == "" || len(name) > maxNameSize || !utf8.ValidString(name) {
			return fmt.Errorf("store: slot %q: a step and a field have 1 to %d bytes of UTF-8 each", s, maxNameSize)
		}
		if !safetext.IsName(name) {
			return fmt.Errorf("store: slot %+q: a step and a field have no control characters, and none that cannot be seen", name)
		}
	}
	return nil
}
