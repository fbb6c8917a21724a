package prompt

import (
	"errors"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/secret"
	"goldenthread/ui/interrupt"
	"goldenthread/ui/passphrase"
)

func reading(keys string) *keyReader {
	return &keyReader{from: strings.NewReader(keys), show: io.Discard}
}

// A passphrase is what is left when everything was taken back that was; what came
// that types nothing is left out, and said.
func TestReadSecret(t *testing.T) {
	for keys, want := range map[string]struct {
		text  string
		wrong error
	}{
		"kettle\r":                       {"kettle", nil},
		"kettle\nmore":                   {"kettle", nil},
		"caf\u00e9\x7fe\r":               {"cafe", nil},
		"wrong\x15right\r":               {"right", nil},
		"wrong\x17right\r":               {"right", nil},
		"\x7f\x08k\r":                    {"k", nil},
		"\r":                             {"", passphrase.ErrNothing},
		"a: \x04\r":                      {"a: ", passphrase.ErrKey},
		"a\tb\r":                         {"ab", passphrase.ErrKey},
		"a\x1b[Db\r":                     {"ab", passphrase.ErrKey},
		"a\x1b[1;5Db\x1bOPc\r":           {"abc", passphrase.ErrKey},
		"a\x1bxb\r":                      {"ab", passphrase.ErrKey},
		"a\x1b\r":                        {"a", passphrase.ErrKey},
		"a\x1b[\r":                       {"a", passphrase.ErrKey},
		"\x1b[200~pasted\x1b[201~\r":     {"pasted", nil},
		"a\x00b\r":                       {"ab", passphrase.ErrKey},
		"Zo\xeb\r":                       {"Zo\u00eb", passphrase.ErrBytes},
		"\xebtait\r":                     {"\u00ebtait", passphrase.ErrBytes},
		strings.Repeat("x", 2000) + "\r": {strings.Repeat("x", passphrase.Most), passphrase.ErrLong},
	} {
		typed, err := reading(keys).line()
		if err != nil || string(typed.Bytes()) != want.text || typed.Wrong() != want.wrong {
			t.Errorf("%.40q: %.40q %v %v", keys, typed.Bytes(), typed.Wrong(), err)
		}
	}
	var ended *interrupt.Error
	for _, keys := range []string{"half\x03", "half\x1b\x03", "\x1b[\x03"} {
		if _, err := reading(keys).line(); !errors.As(err, &ended) {
			t.Errorf("ctrl+c: %v", err)
		}
	}
	for _, keys := range []string{"\x04", "", "cut off", "\x1b[", "\xe2\x82"} {
		if _, err := reading(keys).line(); !errors.Is(err, io.EOF) {
			t.Errorf("%q: %v", keys, err)
		}
	}
}

// The prompt and the field on the screen take the same passphrase from the same text.
func TestSecretIsThatOfTheScreen(t *testing.T) {
	for _, text := range []string{
		"a quiet river", "r\u00edver", "r\u0069\u0301ver", "a\tb", "a\u0085b", "\u2028", "\u202e", "\U0001F469\u200d\U0001F52C", "\uFFFD", "\uFEFFk",
		strings.Repeat("x", 1024), strings.Repeat("\u00ed", 600), strings.Repeat("\u65e5", 400),
	} {
		var field secret.Field
		field.Update(tea.PasteMsg{Content: text})
		typed, err := reading(text + "\r").line()
		if err != nil || string(typed.Bytes()) != string(field.Bytes()) || typed.Wrong() != field.Wrong() {
			t.Errorf("%.20q: %.20q %v here, %.20q %v on the screen", text, typed.Bytes(), typed.Wrong(), field.Bytes(), field.Wrong())
		}
	}
}

// What may be seen is shown as it is typed.
func TestVisible(t *testing.T) {
	var shown strings.Builder
	keys := keyReader{from: strings.NewReader("AB1\x7f2\x1b[D\x15C\r"), show: &shown}
	typed, err := keys.line()
	if want := "AB1\b \b2\b \b\b \b\b \bC"; err != nil || string(typed.Bytes()) != "C" || shown.String() != want {
		t.Errorf("%q %v, shown %q", typed.Bytes(), err, shown.String())
	}
}
