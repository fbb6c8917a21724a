package vault

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"testing"

	"pgregory.net/rapid"
)

// What is written out here gives what the standard library gives.
func TestHashes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.Byte(), 0, sha256.BlockSize).Draw(t, "key")
		text := rapid.SliceOfN(rapid.Byte(), 0, 2000).Draw(t, "text")
		h := hmac.New(sha256.New, key)
		h.Write(text)
		if got := mac(key, text); !bytes.Equal(got[:], h.Sum(nil)) {
			t.Errorf("HMAC is %x", got)
		}
		want, err := hkdf.Key(sha256.New, text, key, "what for", keySize)
		if got := derive(text, key, "what for"); err != nil || !bytes.Equal(got, want) {
			t.Errorf("HKDF is %x, %v", got, err)
		}
	})
}
