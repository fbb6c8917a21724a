package file

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"slices"

	"goldenthread/store/vault"
)

// Every value in the file lies in an envelope:
//
//	"WB1" | tag | flags | first 8 bytes of SHA-256(bucket, key, payload) | payload
//
// bbolt has no checksum on its data pages; this one finds a flipped bit, and a
// value under a key that is not its own. It finds accidents, not malice.
const (
	EnvelopeMagic = "WB1"

	sumSize   = 8
	tagAt     = len(EnvelopeMagic)
	flagsAt   = tagAt + 1
	sumAt     = flagsAt + 1
	payloadAt = sumAt + sumSize
	plain     = 0 // flags: the payload is as it was written
	sealed    = 1 // flags: the payload is a value of package vault, and holds the tag, too
)

var errEnvelope = errors.New("its checksum does not fit")

// Tag says what lies in an envelope.
type Tag byte

// The tags of the file itself.
const (
	TagSealed Tag = 'z' // on the outside of what is sealed
	TagVault  Tag = 'y' // the header of a vault

	tagMeta Tag = 'm'
)

// wrap puts a payload into an envelope.
func wrap(bucket string, tag Tag, flags byte, key, payload []byte) []byte {
	value := make([]byte, 0, payloadAt+len(payload))
	value = append(value, EnvelopeMagic...)
	value = append(value, byte(tag), flags)
	value = append(value, checksum(bucket, key, payload)...)
	return append(value, payload...)
}

// unwrap returns what lies in an envelope: part of value, not a copy.
func unwrap(bucket string, key, value []byte) (tag Tag, flags byte, payload []byte, err error) {
	if !IsWrapped(value) || len(value) < payloadAt {
		return 0, 0, nil, errEnvelope
	}
	payload = value[payloadAt:]
	if !bytes.Equal(value[sumAt:payloadAt], checksum(bucket, key, payload)) {
		return 0, 0, nil, errEnvelope
	}
	return Tag(value[tagAt]), value[flagsAt], payload, nil
}

// IsWrapped reports whether a value begins as an envelope does.
func IsWrapped(value []byte) bool { return bytes.HasPrefix(value, []byte(EnvelopeMagic)) }

// IsTagged reports whether a value begins as the envelope of one of these tags does.
func IsTagged(value []byte, tags ...Tag) bool {
	return IsWrapped(value) && len(value) > tagAt && slices.Contains(tags, Tag(value[tagAt]))
}

// IsPlain reports whether an envelope holds what it does as it was written.
func IsPlain(value []byte) bool { return len(value) > flagsAt && value[flagsAt] == plain }

// PlainStart returns how the envelope of a plain value begins.
func PlainStart(tag Tag) []byte { return append([]byte(EnvelopeMagic), byte(tag), plain) }

// ReadHeader returns the header of a vault out of its value in a file, if it is one.
func ReadHeader(key, value []byte) (*vault.Header, bool) {
	if string(key) != vaultHeader {
		return nil, false
	}
	tag, flags, payload, err := unwrap(bucketVault, key, value)
	if err != nil || tag != TagVault || flags != plain {
		return nil, false
	}
	header, err := vault.ParseHeader(payload)
	return header, err == nil
}

func checksum(bucket string, key, payload []byte) []byte {
	h := sha256.New()
	h.Write([]byte(bucket))
	h.Write(key)
	h.Write(payload)
	return h.Sum(nil)[:sumSize]
}
