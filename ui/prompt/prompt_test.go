package prompt

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// Only a plain yes is one, and a question leaves the input behind its line alone.
func TestConfirm(t *testing.T) {
	for typed, want := range map[string]bool{"yes\nrest": true, " Y \n": true, "yes": true, "no\n": false, "\n": false, "": false, "yes, but\n": false} {
		in := strings.NewReader(typed)
		var asked strings.Builder
		got, err := Prompt{In: in, Err: &asked}.Confirm("Delete it?")
		if got != want || err != nil || asked.String() != "Delete it? (yes or no) " {
			t.Errorf("%q: %v %v, asked %q", typed, got, err, asked.String())
		}
		if rest, _ := io.ReadAll(in); typed == "yes\nrest" && string(rest) != "rest" {
			t.Errorf("%q is left", rest)
		}
	}
}

func TestLineAtTheEnd(t *testing.T) {
	if line, err := (Prompt{In: strings.NewReader(" 0000 "), Err: io.Discard}).Line("Group: "); line != "0000" || err != nil {
		t.Errorf("%q %v", line, err)
	}
	if _, err := (Prompt{In: strings.NewReader(""), Err: io.Discard}).Line("Group: "); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

// Where nobody is there, nothing is asked.
func TestNobody(t *testing.T) {
	p := Prompt{In: strings.NewReader("secret\n"), Err: io.Discard}
	if p.Possible() {
		t.Error("a text is taken for a terminal")
	}
	if _, err := p.Secret("Passphrase: "); !errors.Is(err, ErrNobody) {
		t.Error(err)
	}
}
