// Package vault seals the content of a workbook: a random data key that a
// passphrase and a recovery key open, values that only it can read, and names
// that only it can tell. It is cryptography alone: it knows no file, no bucket
// and no answer. docs/vault.md describes every byte of it.
package vault

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/crypto/chacha20poly1305"
)

const (
	keySize   = 32
	saltSize  = 16
	nonceSize = chacha20poly1305.NonceSizeX
	tagSize   = chacha20poly1305.Overhead
	boxSize   = nonceSize + keySize + tagSize // a key that is wrapped by another
)

// The purposes of the keys that follow from the data key.
const (
	purposeValues = "goldenthread vault 1 values"
	purposeNames  = "goldenthread vault 1 names"
	purposeHeader = "goldenthread vault 1 header"
)

// The ways in which a vault does not open.
var (
	ErrWrong   = errors.New("vault: the passphrase or the recovery key does not fit")
	ErrAltered = errors.New("vault: what stands here is not what was sealed")
	ErrWiped   = errors.New("vault: it is locked")
)

// Keys open one vault, from any goroutine, until they are wiped.
//
// All keys lie in one piece of memory, which Wipe overwrites. What the ciphers
// copy of them while they work, and what was read with them, is left to the
// garbage collector.
type Keys struct {
	mu     sync.RWMutex
	memory []byte // data key, values key, names key, header key; nil once wiped
	values cipher.AEAD

	knowing sync.Mutex // guards known
	known   map[string][NameSize]byte
}

// newKeys takes over the data key and wipes it where it was.
func newKeys(data []byte) (*Keys, error) {
	k := &Keys{memory: make([]byte, 0, 4*keySize)}
	k.memory = append(k.memory, data...)
	clear(data)
	for _, purpose := range []string{purposeValues, purposeNames, purposeHeader} {
		key, err := hkdf.Key(sha256.New, k.memory[:keySize], nil, purpose, keySize)
		if err != nil {
			return nil, fmt.Errorf("vault: %w", err)
		}
		k.memory = append(k.memory, key...)
		clear(key)
	}
	var err error
	if k.values, err = chacha20poly1305.NewX(k.valuesKey()); err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return k, nil
}

func (k *Keys) dataKey() []byte   { return k.memory[:keySize] }
func (k *Keys) valuesKey() []byte { return k.memory[keySize : 2*keySize] }
func (k *Keys) namesKey() []byte  { return k.memory[2*keySize : 3*keySize] }
func (k *Keys) headerKey() []byte { return k.memory[3*keySize:] }

// Copy returns keys of its own that open the same vault. Each is wiped alone.
func (k *Keys) Copy() (*Keys, error) {
	release, err := k.hold()
	if err != nil {
		return nil, err
	}
	defer release()
	return newKeys(append([]byte(nil), k.dataKey()...))
}

// Wipe overwrites the keys, once those who work with them are done. After it
// they open, seal and hide nothing. Wiping twice is no error.
func (k *Keys) Wipe() {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.memory)
	k.memory, k.values, k.known = nil, nil, nil
}

// hold keeps the keys from being wiped until the function it returns is called.
func (k *Keys) hold() (release func(), err error) {
	k.mu.RLock()
	if k.memory == nil {
		k.mu.RUnlock()
		return nil, ErrWiped
	}
	return k.mu.RUnlock, nil
}

// sum returns a keyed hash of parts. Each part goes in after its length, so that no
// part can pass for a part of another.
func sum(key []byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(joined(nil, parts...))
	return h.Sum(nil)
}

// joined puts parts one after another, each after its length.
func joined(b []byte, parts ...[]byte) []byte {
	for _, part := range parts {
		b = binary.BigEndian.AppendUint16(b, uint16(len(part)))
		b = append(b, part...)
	}
	return b
}

// random fills b with random bytes; the system never fails to give them.
func random(b []byte) []byte {
	_, _ = rand.Read(b)
	return b
}
