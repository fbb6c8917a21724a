package vault

import (
	"bytes"
	"encoding/binary"
)

// step is the multiple in bytes to which the size of a value is rounded up, so that
// it tells little about its length.
const step = 256

const lengthSize = 4

// Overhead is the largest number of bytes by which a sealed value is longer than its
// plain text.
const Overhead = nonceSize + lengthSize + step - 1 + tagSize

// Seal returns payload so that only these keys can read it, and only where it
// was sealed for: place and key say where.
func (k *Keys) Seal(place string, key, payload []byte) ([]byte, error) {
	release, err := k.hold()
	if err != nil {
		return nil, err
	}
	defer release()
	size := (lengthSize + len(payload) + step - 1) / step * step
	sealed := make([]byte, nonceSize+size, nonceSize+size+tagSize)
	nonce, padded := random(sealed[:nonceSize]), sealed[nonceSize:]
	binary.BigEndian.PutUint32(padded, uint32(len(payload)))
	copy(padded[lengthSize:], payload)
	return encrypt(nonce, k.valuesKey(), padded, where(place, key))
}

// Open returns a copy of the payload that was sealed for this place and key. Anything else
// is ErrAltered.
func (k *Keys) Open(place string, key, sealed []byte) ([]byte, error) {
	release, err := k.hold()
	if err != nil {
		return nil, err
	}
	defer release()
	if len(sealed) < nonceSize+step+tagSize {
		return nil, ErrAltered
	}
	padded, err := decrypt(sealed, k.valuesKey(), where(place, key))
	if err != nil {
		return nil, err
	}
	return unpad(padded)
}

// unpad takes only the one form that Seal writes.
func unpad(padded []byte) ([]byte, error) {
	size, rest := int64(binary.BigEndian.Uint32(padded)), padded[lengthSize:]
	if size > int64(len(rest)) {
		return nil, ErrAltered
	}
	padding := rest[size:]
	if len(padded)%step != 0 || len(padding) >= step || len(bytes.Trim(padding, "\x00")) > 0 {
		return nil, ErrAltered
	}
	return rest[:size:size], nil
}

// where binds a value to its place: the length of the place's name in two
// bytes, the name, the key.
func where(place string, key []byte) []byte {
	b := make([]byte, 0, 2+len(place)+len(key))
	b = binary.BigEndian.AppendUint16(b, uint16(len(place)))
	b = append(b, place...)
	return append(b, key...)
}
