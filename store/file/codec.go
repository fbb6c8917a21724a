package file

import (
	"errors"
	"fmt"
	"slices"

	"goldenthread/store/vault"
)

// Codec is the form in which a file keeps its keys and values. Every value goes
// through it, and every name in a key that sealing hides. The zero Codec is that of
// a plain file.
//
// In a sealed file a value is sealed with its tag, and a name in a key is hidden.
type Codec struct {
	sealed bool
	keys   *vault.Keys // nil while it is locked
}

// SealedBy returns the form of a file that is sealed by keys, which stay the
// caller's.
func SealedBy(keys *vault.Keys) Codec { return Codec{sealed: true, keys: keys} }

// Sealed reports whether values are sealed.
func (c Codec) Sealed() bool { return c.sealed }

// Locked reports whether values are sealed, and the keys are not there.
func (c Codec) Locked() bool { return c.sealed && c.keys == nil }

// Keys returns the keys of a sealed file; nil if it is plain or locked.
func (c Codec) Keys() *vault.Keys { return c.keys }

var (
	errUnsealed = errors.New("it is not sealed, and all else here is")

	// ErrSealed is the error of a value that is sealed where all else is plain.
	ErrSealed = errors.New("it is sealed, and all else here is not")
)

// IsKeyless reports whether a value is whole, as far as that can be told without
// the keys that it was sealed by.
func IsKeyless(err error) bool {
	return errors.Is(err, ErrSealed) || errors.Is(err, vault.ErrWiped) || errors.Is(err, vault.ErrAltered)
}

// Hide returns what takes the place of a name in a key, which is one of a kind and may be
// unique only in a context. In a plain file that is the name itself.
func (c Codec) Hide(kind string, context, name []byte) []byte {
	if c.sealed {
		return c.keys.Hide(kind, context, name)
	}
	return name
}

// seals reports whether a value is sealed. What says which file it is, and how to
// unlock it, never is.
func (c Codec) seals(bucket string, key []byte) bool {
	if !c.sealed || bucket == bucketVault {
		return false
	}
	plain := []string{metaSchema, metaDevice, metaCreated, metaGeneration, metaKind}
	return bucket != bucketMeta || !slices.Contains(plain, string(key))
}

// Encode puts a payload into its envelope.
func (c Codec) Encode(bucket string, tag Tag, key, payload []byte) ([]byte, error) {
	if !c.seals(bucket, key) {
		return wrap(bucket, tag, plain, key, payload), nil
	}
	if c.keys == nil {
		return nil, vault.ErrWiped
	}
	inner := append(append(make([]byte, 0, 1+len(payload)), byte(tag)), payload...)
	hidden, err := c.keys.Seal(bucket, key, inner)
	clear(inner)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return wrap(bucket, TagSealed, sealed, key, hidden), nil
}

// Decode returns the tag and the payload of a value. The payload may be part of
// value and not a copy.
func (c Codec) Decode(bucket string, key, value []byte) (Tag, []byte, error) {
	tag, payload, err := c.check(bucket, key, value)
	if err != nil || !c.seals(bucket, key) {
		return tag, payload, err
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
	return Tag(inner[0]), inner[1:], nil
}

// DecodeAs returns the payload of a value that must have a tag.
func (c Codec) DecodeAs(tag Tag, bucket string, key, value []byte) ([]byte, error) {
	found, payload, err := c.Decode(bucket, key, value)
	if err == nil && found != tag {
		return nil, fmt.Errorf("it is marked %q instead of %q", found, tag)
	}
	return payload, err
}

// check compares a value with its checksum, which needs no key. A value that is
// sealed comes back as it is, with TagSealed.
func (c Codec) check(bucket string, key, value []byte) (Tag, []byte, error) {
	tag, flags, payload, err := unwrap(bucket, key, value)
	want := byte(plain)
	if c.seals(bucket, key) {
		want = sealed
	}
	switch {
	case err != nil:
		return 0, nil, err
	case flags == want && (flags == plain || tag == TagSealed):
		return tag, payload, nil
	case flags == plain:
		return 0, nil, errUnsealed
	case flags == sealed:
		return 0, nil, ErrSealed
	}
	return 0, nil, fmt.Errorf("it has flags %#x, which this version does not know", flags)
}

// verify is Decode as far as that can be without the keys.
func (c Codec) verify(bucket string, key, value []byte) error {
	if c.Locked() {
		_, _, err := c.check(bucket, key, value)
		return err
	}
	_, _, err := c.Decode(bucket, key, value)
	return err
}
