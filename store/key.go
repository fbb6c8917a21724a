package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"goldenthread/content"
	"goldenthread/content/safetext"
	"goldenthread/store/file"
	"goldenthread/store/vault"
)

// The buckets. Those of an index begin with x_; they follow from bucketRev and
// can be dropped and made again.
const (
	bucketRev     = "rev"
	bucketContent = "content"
	bucketDraft   = "draft"
	bucketSlot    = "x_slot"
	bucketHead    = "x_head"
)

const (
	idSize         = len(ID{})
	hiddenSlotSize = 2 * vault.NameSize
	maxNameSize    = 1024 // of a step's or a field's name; bbolt takes keys of 32 KB
)

// The tags of what is not of a kind of answer.
const (
	tagWording file.Tag = 'w'
	tagIndex   file.Tag = 'x'
)

// The kinds of hidden names. docs/vault.md has them.
const (
	nameStep    = "step"
	nameField   = "field"
	nameWording = "wording"
)

// appendName adds a name to a key: its length in two bytes, big-endian, and the
// name.
func appendName(key []byte, name string) []byte {
	return append(binary.BigEndian.AppendUint16(key, uint16(len(name))), name...)
}

// plainKey is the slot's key in a plain workbook.
func (s Slot) plainKey() []byte { return appendName(appendName(nil, string(s.Step)), s.Field) }

// stepKey begins the key of every field of a step.
func stepKey(c file.Codec, step content.StepID) []byte {
	if c.Sealed() {
		return c.Hide(nameStep, nil, []byte(step))
	}
	return appendName(nil, string(step))
}

// slotKey is the key of a slot.
func slotKey(c file.Codec, s Slot) []byte {
	if c.Sealed() {
		return append(stepKey(c, s.Step), c.Hide(nameField, []byte(s.Step), []byte(s.Field))...)
	}
	return s.plainKey()
}

// wordingKey is the key of the words that were asked, by their SHA-256.
func wordingKey(c file.Codec, sum [sha256.Size]byte) []byte { return c.Hide(nameWording, nil, sum[:]) }

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

// validate refuses a slot that may not come in: one that does not fit, and one whose
// names have characters that cannot be seen.
func (s Slot) validate() error {
	if err := s.fits(); err != nil {
		return err
	}
	for _, name := range []string{string(s.Step), s.Field} {
		if !safetext.IsName(name) {
			return fmt.Errorf("store: slot %+q: a step and a field have no control characters, and none that cannot be seen", name)
		}
	}
	return nil
}

// fits refuses a slot that is too long for a key. What is in a file already is taken
// through whatever it is called: an older version may have let it in.
func (s Slot) fits() error {
	for _, name := range []string{string(s.Step), s.Field} {
		if name == "" || len(name) > maxNameSize || !utf8.ValidString(name) {
			return fmt.Errorf("store: slot %q: a step and a field have 1 to %d bytes of UTF-8 each", s, maxNameSize)
		}
	}
	return nil
}
