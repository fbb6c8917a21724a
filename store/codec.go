package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"goldenthread/content"
	"goldenthread/store/vault"
)

// codec is the form in which a workbook keeps its keys and values. Every value
// goes through it, and every key that names a prompt. The zero codec is that of
// a plain workbook.
//
// In a sealed one a value is sealed with its mark, and what names a prompt stands
// in a key as a hidden name. The payloads of the indexes then begin with the
// slot, as a plain workbook has it in their keys.
type codec struct {
	sealed bool
	keys   *vault.Keys // nil while it is locked
}

// The kinds of hidden names. docs/vault.md has them.
const (
	nameStep    = "step"
	nameField   = "field"
	nameWording = "wording"
)

func (c codec) locked() bool { return c.sealed && c.keys == nil }

var (
	errUnsealed = errors.New("it is not sealed, and all else here is")
	errSealed   = errors.New("it is sealed, and all else here is not")
)

// isKeyless reports whether a value is whole, as far as that can be told without
// the keys that it was sealed by.
func isKeyless(err error) bool {
	return errors.Is(err, errSealed) || errors.Is(err, vault.ErrWiped) || errors.Is(err, vault.ErrAltered)
}

// seals reports whether a value is sealed. What says which file it is, and how to
// unlock it, never is.
func (c codec) seals(bucket string, key []byte) bool {
	if !c.sealed || bucket == bucketVault {
		return false
	}
	plain := []string{metaSchema, metaDevice, metaCreated, metaGeneration, metaKind}
	return bucket != bucketMeta || !slices.Contains(plain, string(key))
}

// seal puts a payload into its envelope.
func (c codec) seal(bucket string, m mark, key, payload []byte) ([]byte, error) {
	if !c.seals(bucket, key) {
		return wrap(bucket, m, plain, key, payload), nil
	}
	if c.keys == nil {
		return nil, vault.ErrWiped
	}
	inner := append(append(make([]byte, 0, 1+len(payload)), byte(m)), payload...)
	hidden, err := c.keys.Seal(bucket, key, inner)
	clear(inner)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return wrap(bucket, markSealed, sealed, key, hidden), nil
}

// unseal returns the payload of a value, which may be part of value and not a copy.
func (c codec) unseal(bucket string, key, value []byte) (mark, []byte, error) {
	m, payload, err := c.check(bucket, key, value)
	if err != nil || !c.seals(bucket, key) {
		return m, payload, err
	}
	if c.keys == nil {
		return 0, nil, vault.ErrWiped
	}
	inner, err := c.keys.Open(bucket, key, payload)
	if err == nil && len(inner) == 0 {
		err = vault.ErrAltered
	}
	if err != nil {
		return 0, nil, err
	}
	return mark(inner[0]), inner[1:], nil
}

// check compares a value with its checksum, which needs no key. A value that is
// sealed comes back as it is, with markSealed.
func (c codec) check(bucket string, key, value []byte) (mark, []byte, error) {
	m, flags, payload, err := unwrap(bucket, key, value)
	want := byte(plain)
	if c.seals(bucket, key) {
		want = sealed
	}
	switch {
	case err != nil:
		return 0, nil, err
	case flags == want && (flags == plain || m == markSealed):
		return m, payload, nil
	case flags == plain:
		return 0, nil, errUnsealed
	case flags == sealed:
		return 0, nil, errSealed
	}
	return 0, nil, fmt.Errorf("it has flags %#x, which this version does not know", flags)
}

// examine is unseal as far as that can be without the key.
func (c codec) examine(bucket string, key, value []byte) error {
	if c.locked() {
		_, _, err := c.check(bucket, key, value)
		return err
	}
	_, _, err := c.unseal(bucket, key, value)
	return err
}

// open returns the payload of a value that must bear a mark.
func (c codec) open(m mark, bucket string, key, value []byte) ([]byte, error) {
	found, payload, err := c.unseal(bucket, key, value)
	if err == nil && found != m {
		return nil, fmt.Errorf("it is marked %q instead of %q", found, m)
	}
	return payload, err
}

// stepKey begins the key of every field of a step.
func (c codec) stepKey(step content.StepID) []byte {
	if c.sealed {
		return c.keys.Hide(nameStep, nil, []byte(step))
	}
	return appendName(nil, string(step))
}

// slotKey is that of a slot in bucketDraft and bucketHead, and begins its keys
// in bucketSlot.
func (c codec) slotKey(s Slot) []byte {
	if c.sealed {
		return append(c.stepKey(s.Step), c.keys.Hide(nameField, []byte(s.Step), []byte(s.Field))...)
	}
	return s.plainKey()
}

// wordingKey is that of the words that were asked, by their SHA-256.
func (c codec) wordingKey(sum [sha256.Size]byte) []byte {
	if c.sealed {
		return c.keys.Hide(nameWording, nil, sum[:])
	}
	return sum[:]
}

// sealIndexed is seal for an entry of an index, which is about a slot.
func (c codec) sealIndexed(bucket string, slot Slot, key, payload []byte) ([]byte, error) {
	if c.sealed {
		payload = append(slot.plainKey(), payload...)
	}
	return c.seal(bucket, markIndex, key, payload)
}

// openIndexed returns what sealIndexed was given. The slot is there beside an
// error, too, if the key tells it.
func (c codec) openIndexed(bucket string, key, value []byte) (slot Slot, payload []byte, err error) {
	if !c.sealed {
		if slot, _, err = slotOf(key); err == nil {
			payload, err = c.open(markIndex, bucket, key, value)
		}
		return slot, payload, err
	}
	if payload, err = c.open(markIndex, bucket, key, value); err != nil {
		return Slot{}, nil, err
	}
	return slotOf(payload)
}
