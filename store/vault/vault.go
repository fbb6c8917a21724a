// Package vault seals the content of a workbook: a random data key that a
// passphrase and a recovery key open, values that only it can read, and names
// that only it can tell. It is cryptography alone: it knows no file, no bucket
// and no answer. docs/vault.md describes every byte of it.
package vault

import (
	"crypto/rand"
	"errors"
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
// All keys lie in one piece of memory, which Wipe overwrites. What was read with
// them, and a cipher for each single value, is left to the garbage collector, and
// to Scrub.
type Keys struct {
	mu     sync.RWMutex
	memory []byte // data key, values key, names key, header key; nil once wiped

	knowing sync.Mutex // guards known
	known   map[string][NameSize]byte
}

// newKeys takes over the data key and wipes it where it was.
func newKeys(data []byte) *Keys {
	k := &Keys{memory: make([]byte, 0, 4*keySize)}
	k.memory = append(k.memory, data...)
	clear(data)
	for _, purpose := range []string{purposeValues, purposeNames, purposeHeader} {
		key := derive(k.memory[:keySize], nil, purpose)
		k.memory = append(k.memory, key...)
		clear(key)
	}
	return k
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
	return newKeys(append([]byte(nil), k.dataKey()...)), nil
}

// Wipe overwrites the keys, once those who work with them are done. After it
// they open, seal and hide nothing. Wiping twice is no error.
func (k *Keys) Wipe() {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.memory)
	k.memory, k.known = nil, nil
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

// random fills b with random bytes; the system never fails to give them.
func random(b []byte) []byte {
	_, _ = rand.Read(b)
	return b
}
