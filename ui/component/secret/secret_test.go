package secret

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/passphrase"
)

const most = passphrase.Most

func press(f *Field, code rune, mod tea.KeyMod) bool {
	return f.Update(tea.KeyPressMsg{Code: code, Mod: mod})
}

func write(f *Field, text string) {
	for _, r := range text {
		f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func TestFieldTakesTextAndPastes(t *testing.T) {
	var f Field
	write(&f, "a quíet ")
	f.Update(tea.PasteMsg{Content: "river\r\n\x1b"})
	if f.Len() != 13 {
		t.Errorf("%d characters", f.Len())
	}
	if press(&f, tea.KeyUp, 0) {
		t.Error("a key that moves changes the text")
	}
	if !press(&f, tea.KeyBackspace, 0) || f.Len() != 12 {
		t.Errorf("%d characters", f.Len())
	}
	if got := f.Dots("*", 40); got != strings.Repeat("*", 12) {
		t.Errorf("drawn as %q", got)
	}
	if got := f.Dots("*", 5); got != "*****" {
		t.Errorf("drawn as %q", got)
	}
	if got := f.Take(); string(got) != "a quíet rive" {
		t.Errorf("taken: %q", got)
	}
	if f.Len() != 0 || press(&f, tea.KeyBackspace, 0) {
		t.Error("it is not empty")
	}
}

// What was typed lies in one place, and is overwritten there.
func TestFieldForgets(t *testing.T) {
	var f Field
	write(&f, "a")
	memory := f.Bytes()[:most]
	write(&f, strings.Repeat("quiet river ", 200))
	if f.Len() != most || &memory[0] != &f.Bytes()[0] {
		t.Fatalf("%d characters, or it was moved", f.Len())
	}
	press(&f, tea.KeyBackspace, 0)
	if memory[most-1] != 0 {
		t.Error("what was deleted is still there")
	}
	if !press(&f, 'u', tea.ModCtrl) || f.Len() != 0 || !bytes.Equal(memory, make([]byte, most)) {
		t.Error("what was emptied is still there")
	}
}

func TestFieldInGroups(t *testing.T) {
	var f Field
	if got := f.Groups(4); got != nil {
		t.Errorf("%q", got)
	}
	write(&f, "abcd-12 -34é5678")
	if got := f.Groups(4); !slices.Equal(got, []string{"ABCD", "12", "34É5", "678"}) {
		t.Errorf("%q", got)
	}
}
