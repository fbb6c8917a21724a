package passphrase

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// What a new passphrase may be: what can be typed on every keyboard reader, and no
// more of it than is taken.
func TestCheck(t *testing.T) {
	for text, want := range map[string]error{
		"a quiet river": nil, "r\u00edver \u65e5\u672c \u200d": nil, strings.Repeat("x", Most): nil, strings.Repeat("\u00ed", Most/2): nil,
		"":                          ErrNothing,
		"a\tb":                      ErrKey,
		"a\x1b[Db":                  ErrKey,
		"two\nlines":                ErrKey,
		"\u0085":                    ErrKey,
		"Zo\xeb":                    ErrBytes,
		"Zo\uFFFD":                  ErrBytes,
		strings.Repeat("x", Most+1): ErrLong,
		strings.Repeat("x", 3*Most): ErrLong,
		"k\x00e\x00t\x00t\x00":      ErrKey,
	} {
		if err := Check([]byte(text)); !errors.Is(err, want) {
			t.Errorf("%.40q: %v, want %v", text, err, want)
		}
	}
}

// It lies in one place, is overwritten there, and what was left out is said until all
// of it was taken back.
func TestTyped(t *testing.T) {
	var typed Typed
	typed.Put('a')
	memory := typed.Bytes()[:Most]
	for range 2 * Most {
		typed.Put('b')
	}
	if len(typed.Bytes()) != Most || &memory[0] != &typed.Bytes()[0] || typed.Wrong() != ErrLong {
		t.Errorf("%d bytes, moved or not said: %v", len(typed.Bytes()), typed.Wrong())
	}
	typed.Backspace()
	if memory[Most-1] != 0 {
		t.Error("what was deleted is still there")
	}
	typed.Clear()
	if !bytes.Equal(memory, make([]byte, Most)) || typed.Wrong() != ErrNothing {
		t.Errorf("it is still there, or %v", typed.Wrong())
	}
	typed.Put('\t')
	if typed.Backspace(); typed.Wrong() != ErrNothing {
		t.Errorf("%v after all was taken back", typed.Wrong())
	}
	typed.Put('k')
	if got := typed.Take(); string(got) != "k" || typed.Len() != 0 {
		t.Errorf("%q taken", got)
	}
}
