package vault

import (
	"crypto/cipher"
	"fmt"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"
)

// sealing returns XChaCha20-Poly1305 for one message: the cipher of the key that
// follows from key and nonce, and the rest of the nonce. The cipher of the library for
// all messages would hold a copy of key that nobody can clear; this one holds a key
// that opens one message.
func sealing(key, nonce []byte) (cipher.AEAD, []byte, error) {
	once, err := chacha20.HChaCha20(key, nonce[:16])
	if err != nil {
		return nil, nil, fmt.Errorf("vault: %w", err)
	}
	defer clear(once)
	aead, err := chacha20poly1305.New(once)
	if err != nil {
		return nil, nil, fmt.Errorf("vault: %w", err)
	}
	return aead, append(make([]byte, 4, chacha20poly1305.NonceSize), nonce[16:]...), nil
}

// encrypt appends text, sealed by key, to what begins with the nonce. It may lie where
// it is appended.
func encrypt(nonce, key, text, bound []byte) ([]byte, error) {
	aead, rest, err := sealing(key, nonce)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nonce, rest, text, bound), nil
}

// decrypt returns what encrypt sealed; ErrAltered if the key or anything else is another.
func decrypt(box, key, bound []byte) ([]byte, error) {
	aead, rest, err := sealing(key, box[:nonceSize])
	if err != nil {
		return nil, err
	}
	text, err := aead.Open(nil, rest, box[nonceSize:], bound)
	if err != nil {
		return nil, ErrAltered
	}
	return text, nil
}
