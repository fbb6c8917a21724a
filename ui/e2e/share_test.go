//go:build !windows

package e2e

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
)

// What is marked on the screen, and nothing else, is what somebody reads who is
// sent a shared export: with the program age, where it is installed.
func TestShare(t *testing.T) {
	m := newMachine(t)
	x := m.openAt(mastery+"/notice", "Notice", 80, 24)
	x.keys("for others to read")
	x.saved("for others to read")
	x.keys("\x10") // ctrl+p
	x.want("□ shareable", "Shareable, in these words")
	x.keys("<tab>")
	x.want("   Rate")
	x.keys("<tab><tab><tab>")
	x.want("   Interpret")
	x.keys("for nobody")
	x.saved("for nobody")
	x.keys("<ctrl+c>")
	x.ends(0)

	said, text := m.givenAway()
	if !strings.Contains(said, "This leaves, 1 answer:") || strings.Contains(said, "for nobody") {
		t.Error(said)
	}
	if !strings.Contains(text, "for others to read") || strings.Contains(text, "for nobody") {
		t.Error(text)
	}
}

// givenAway exports what is marked for somebody with a key, and returns what the
// program said, and what that person reads with the program age; where that is not
// installed, with its library.
func (m *machine) givenAway(args ...string) (said, text string) {
	m.t.Helper()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		m.t.Fatal(err)
	}
	file := m.path("shared.md.age")
	out, err := m.command(append([]string{"export", "--share", "--yes", "-o", file, "--encrypt-to", identity.Recipient().String()}, args...)...).CombinedOutput()
	if err != nil {
		m.t.Fatalf("%v %s", err, out)
	}
	if program, err := exec.LookPath("age"); err == nil {
		key := filepath.Join(m.t.TempDir(), "key.txt")
		if err := os.WriteFile(key, []byte(identity.String()+"\n"), 0o600); err != nil {
			m.t.Fatal(err)
		}
		opened, err := exec.Command(program, "--decrypt", "-i", key, file).Output()
		if err != nil {
			m.t.Fatal(err)
		}
		return string(out), string(opened)
	}
	sealed, err := os.Open(file)
	if err != nil {
		m.t.Fatal(err)
	}
	defer sealed.Close()
	r, err := age.Decrypt(sealed, identity)
	if err != nil {
		m.t.Fatal(err)
	}
	opened, err := io.ReadAll(r)
	if err != nil {
		m.t.Fatal(err)
	}
	return string(out), string(opened)
}
