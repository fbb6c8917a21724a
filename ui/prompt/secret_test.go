package prompt

import (
	"errors"
	"io"
	"strings"
	"testing"

	"goldenthread/ui/interrupt"
)

// A passphrase is what is left when everything was taken back that was.
func TestReadSecret(t *testing.T) {
	for keys, want := range map[string]string{
		"kettle\r":             "kettle",
		"kettle\nmore":         "kettle",
		"caf\u00e9\x7fe\r":     "cafe",
		"wrong\x15right\r":     "right",
		"\x7f\x08k\r":          "k",
		"a passphrase: \x04\r": "a passphrase: \x04",
		"\r":                   "",
	} {
		if got, err := readSecret(strings.NewReader(keys)); err != nil || string(got) != want {
			t.Errorf("%q: %q %v", keys, got, err)
		}
	}
	var ended *interrupt.Error
	if _, err := readSecret(strings.NewReader("half\x03")); !errors.As(err, &ended) {
		t.Errorf("ctrl+c: %v", err)
	}
	for _, keys := range []string{"\x04", "", "cut off"} {
		if _, err := readSecret(strings.NewReader(keys)); !errors.Is(err, io.EOF) {
			t.Errorf("%q: %v", keys, err)
		}
	}
}
