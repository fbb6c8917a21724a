package file

import (
	"bytes"
	"testing"
)

func TestEnvelopeShowsEveryFlippedBit(t *testing.T) {
	key, payload := []byte("key"), []byte(`{"text":"x"}`)
	form := Codec{}
	value, err := form.Encode("rev", 'a', key, payload)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := form.DecodeAs('a', "rev", key, value); err != nil || !bytes.Equal(got, payload) {
		t.Fatalf("%q %v", got, err)
	}
	for bit := range len(value) * 8 {
		value[bit/8] ^= 1 << (bit % 8)
		if _, err := form.DecodeAs('a', "rev", key, value); err == nil {
			t.Errorf("bit %d of %d: not seen", bit, len(value)*8)
		}
		value[bit/8] ^= 1 << (bit % 8)
	}
	for n := range len(value) {
		if _, err := form.DecodeAs('a', "rev", key, value[:n]); err == nil {
			t.Errorf("cut to %d bytes: not seen", n)
		}
	}
	if _, err := form.DecodeAs('a', "rev", []byte("kez"), value); err == nil {
		t.Error("under another key: not seen")
	}
	if _, err := form.DecodeAs('a', "draft", key, value); err == nil {
		t.Error("in another bucket: not seen")
	}
}
