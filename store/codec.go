package store

import (
	"crypto/sha256"
	"fmt"

	"goldenthread/content"
)

// codec is the form in which a workbook keeps its keys and values. Every value
// goes through it, and every key that names a prompt.
type codec struct{}

// seal puts a payload into its envelope.
func (codec) seal(bucket string, m mark, key, payload []byte) []byte {
	return wrap(bucket, m, plain, key, payload)
}

// unseal returns the payload of a value: part of value, not a copy.
func (codec) unseal(bucket string, key, value []byte) (mark, []byte, error) {
	m, flags, payload, err := unwrap(bucket, key, value)
	if err == nil && flags != plain {
		err = fmt.Errorf("it has flags %#x, which this version does not know", flags)
	}
	if err != nil {
		return 0, nil, err
	}
	return m, payload, nil
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
func (codec) stepKey(step content.StepID) []byte { return appendName(nil, string(step)) }

// slotKey is that of a slot in bucketDraft and bucketHead, and begins its keys
// in bucketSlot.
func (c codec) slotKey(s Slot) []byte { return appendName(c.stepKey(s.Step), s.Field) }

// wordingKey is that of the words that were asked, by their SHA-256.
func (codec) wordingKey(sum [sha256.Size]byte) []byte { return sum[:] }
