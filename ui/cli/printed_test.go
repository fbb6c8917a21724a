package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"goldenthread/ui/explain"
)

// full is a disk that takes nothing more.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// Whatever is printed on a full disk did not work: that is no misuse, and not silent.
func TestAFullDisk(t *testing.T) {
	path := t.TempDir() + "/w.db"
	if err := makeWorkbook(path); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"--help", "export --help", "help agenda", "--version", "version", "agenda list", "list", "doctor", "privacy", "check", "export", "agenda"} {
		var said bytes.Buffer
		code := Main(strings.Fields(line), IO{Out: full{}, Err: &said, Environ: []string{envData + "=" + path}, Now: time.Now})
		if code != explain.Failed || !strings.Contains(strings.ToLower(said.String()), "no space left on device") || strings.Contains(said.String(), "--help") {
			t.Errorf("%s: %d, %q", line, code, said.String())
		}
	}
}
