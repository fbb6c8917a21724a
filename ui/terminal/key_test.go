package terminal

import "testing"

// A key has the name that it was made from, and only a letter is typed text.
func TestKeyPress(t *testing.T) {
	for name, text := range map[string]string{
		"3": "3", "?": "?", "+": "+", "tab": "", "shift+tab": "", "ctrl+g": "", "alt+esc": "", "f1": "", "space": "",
	} {
		k := KeyPress(name)
		if k.Keystroke() != name || k.Text != text {
			t.Errorf("%q is pressed as %q with the text %q", name, k.Keystroke(), k.Text)
		}
	}
}
