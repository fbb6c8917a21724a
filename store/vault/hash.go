package vault

import (
	"crypto/sha256"
	"encoding/binary"
)

// The keyed hash and the derivation of keys are written out here. Those of crypto/hmac
// and crypto/hkdf leave a copy of the key, padded, in memory that nobody can reach to
// clear it; hash_test.go compares the results.
const (
	innerPad = 0x36
	outerPad = 0x5C
)

// mac returns HMAC-SHA-256 of a text. The key has at most a block of SHA-256.
func mac(key, text []byte) [sha256.Size]byte {
	// Not on the stack: where that has to grow it leaves its old place as it was.
	b := make([]byte, 0, sha256.BlockSize+max(len(text), sha256.Size))
	b = append(padded(b, key, innerPad), text...)
	inner := sha256.Sum256(b)
	clear(b)
	b = append(padded(b[:0], key, outerPad), inner[:]...)
	outer := sha256.Sum256(b)
	clear(b)
	return outer
}

// padded appends a block with the key in it, and flips the bits of pad.
func padded(b, key []byte, pad byte) []byte {
	for i := range sha256.BlockSize {
		c := pad
		if i < len(key) {
			c ^= key[i]
		}
		b = append(b, c)
	}
	return b
}

// derive returns a key of keySize bytes by HKDF with SHA-256. A nil salt is none.
func derive(secret, salt []byte, purpose string) []byte {
	extracted := mac(salt, secret)
	defer clear(extracted[:])
	key := mac(extracted[:], append([]byte(purpose), 1)) // the first and only block
	return key[:]
}

// sum returns a keyed hash of parts. Each part goes in after its length, so that no
// part can pass for a part of another.
func sum(key []byte, parts ...[]byte) []byte {
	s := mac(key, joined(nil, parts...))
	return s[:]
}

// joined puts parts one after another, each after its length.
func joined(b []byte, parts ...[]byte) []byte {
	for _, part := range parts {
		b = binary.BigEndian.AppendUint16(b, uint16(len(part)))
		b = append(b, part...)
	}
	return b
}
