//go:build !windows

package e2e

import (
	"os"
	"os/exec"
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

	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	file, key := m.path("shared.md.age"), m.path("key.txt")
	if err := os.WriteFile(key, []byte(identity.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := m.command("export", "--share", "--yes", "-o", file, "--encrypt-to", identity.Recipient().String()).CombinedOutput()
	if err != nil || !strings.Contains(string(said), "This leaves, 1 answer:") || strings.Contains(string(said), "for nobody") {
		t.Fatalf("%v %s", err, said)
	}
	program, err := exec.LookPath("age")
	if err != nil {
		t.Skip("the program age is not installed here: apt-get install age")
	}
	text, err := exec.Command(program, "--decrypt", "-i", key, file).Output()
	if err != nil || !strings.Contains(string(text), "for others to read") || strings.Contains(string(text), "for nobody") {
		t.Errorf("%v %s", err, text)
	}
}
