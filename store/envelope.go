package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
)

// Every value in the file lies in an envelope:
//
//	"WB1" | mark | flags | first 8 bytes of SHA-256(bucket, key, payload) | payload
//
// bbolt has no checksum on its data pages; this one finds a flipped bit, and a
// value that stands under a key that is not its own. It finds accidents, not malice.
const (
	envelopeMagic = "WB1"
	sumSize       = 8
	markAt        = len(envelopeMagic)
	flagsAt       = markAt + 1
	sumAt         = flagsAt + 1
	payloadAt     = sumAt + sumSize
	plain         = 0 // flags: the payload is as it was written
	sealed        = 1 // flags: the payload is a value of package vault, and holds the mark, too
)

var errEnvelope = errors.New("its checksum does not fit")

// mark says what lies in an envelope.
type mark byte

// The marks. Those of revisions and drafts are the tags in the table of kinds.
const (
	markMeta    mark = 'm'
	markWording mark = 'w'
	markIndex   mark = 'x'
	markUnsaved mark = 'u'
	markVault   mark = 'y' // the header of a vault
	markSealed  mark = 'z' // on the outside of what is sealed
)

// wrap puts a payload into an envelope.
func wrap(bucket string, m mark, flags byte, key, payload []byte) []byte {
	value := make([]byte, 0, payloadAt+len(payload))
	value = append(value, envelopeMagic...)
	value = append(value, byte(m), flags)
	value = append(value, checksum(bucket, key, payload)...)
	return append(value, payload...)
}

// unwrap returns what lies in an envelope: part of value, not a copy.
func unwrap(bucket string, key, value []byte) (m mark, flags byte, payload []byte, err error) {
	if !isWrapped(value) || len(value) < payloadAt {
		return 0, 0, nil, errEnvelope
	}
	payload = value[payloadAt:]
	if !bytes.Equal(value[sumAt:payloadAt], checksum(bucket, key, payload)) {
		return 0, 0, nil, errEnvelope
	}
	return mark(value[markAt]), value[flagsAt], payload, nil
}

func isWrapped(value []byte) bool { return bytes.HasPrefix(value, []byte(envelopeMagic)) }

func checksum(bucket string, key, payload []byte) []byte {
	h := sha256.New()
	h.Write([]byte(bucket))
	h.Write(key)
	h.Write(payload)
	return h.Sum(nil)[:sumSize]
}
