package passphrase

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file of one line holds a passphrase, however its line ends.
func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "passphrase")
	for text, want := range map[string]string{
		"kettle\n": "kettle", "kettle\r\n": "kettle", "kettle": "kettle", "\uFEFFkettle\r\n": "kettle", " a\tb ": " a\tb ",
		"": "", "\n": "", "a\nb\n": "", "a\rb": "", strings.Repeat("x", mostFile): "",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		line, err := File(file)
		if string(line) != want || (err == nil) != (want != "") || err != nil && !errors.Is(err, ErrLines) {
			t.Errorf("%.40q: %.40q %v", text, line, err)
		}
	}
	for text, want := range map[string]string{"\xFF\xFEk\x00e\x00": "UTF-16", "k\x00e\x00": "UTF-16", "age-encryption.org/v1\n": "encrypted by age"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if line, err := File(file); len(line) > 0 || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q %v", text, line, err)
		}
	}
	if _, err := File(file + ".not"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
