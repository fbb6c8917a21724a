package vault

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// vector is a file of testdata/vectors: lines of a name and what it is, an empty
// line, and a header. docs/vault.md describes them.
type vector struct {
	fields map[string]string
	header []byte
}

func vectors(t testing.TB) map[string]vector {
	t.Helper()
	paths, err := filepath.Glob("testdata/vectors/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	all := map[string]vector{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		head, header, found := strings.Cut(string(text), "\n\n")
		if !found {
			t.Fatalf("%s has no header", path)
		}
		v := vector{map[string]string{}, []byte(header)}
		for line := range strings.Lines(head) {
			name, value, found := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			if !found {
				t.Fatalf("%s: %q", path, line)
			}
			v.fields[name] = value
		}
		all[filepath.Base(path)] = v
	}
	return all
}

func (v vector) text(t testing.TB, name string) (text string) {
	t.Helper()
	if err := json.Unmarshal([]byte(v.fields[name]), &text); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return text
}

func (v vector) hex(t testing.TB, name string) []byte {
	t.Helper()
	b, err := hex.DecodeString(v.fields[name])
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b
}

func (v vector) base64(t testing.TB, name string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(v.fields[name])
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b
}

// outcome does with a vector what can be done, and says how it went in the words
// of its expect line.
func (v vector) outcome(t testing.TB) string {
	t.Helper()
	header, err := ParseHeader(v.header)
	if errors.Is(err, ErrHeader) {
		return "no header"
	}
	if err != nil {
		t.Fatal(err)
	}
	var keys *Keys
	if typed, recovers := v.fields["recovery"]; recovers {
		recovery, err := ParseRecoveryKey([]byte(typed))
		var mistake *Mistake
		if errors.As(err, &mistake) {
			return "no recovery key"
		}
		keys, err = header.Recover(recovery)
		if err != nil {
			return refusal(t, err, "header")
		}
	} else if keys, err = header.Unlock([]byte(v.text(t, "passphrase"))); err != nil {
		return refusal(t, err, "header")
	}
	payload, err := keys.Open(v.fields["place"], v.hex(t, "key"), v.base64(t, "value"))
	if err != nil {
		return refusal(t, err, "value")
	}
	if want := v.text(t, "payload"); string(payload) != want {
		t.Errorf("opened as %q, want %q", payload, want)
	}
	hidden := keys.Hide("field", []byte(v.fields["step"]), []byte(v.fields["field"]))
	if hex.EncodeToString(hidden) != v.fields["hidden"] {
		t.Errorf("hidden as %x", hidden)
	}
	return "opens"
}

func refusal(t testing.TB, err error, what string) string {
	t.Helper()
	switch {
	case errors.Is(err, ErrWrong):
		return "wrong"
	case errors.Is(err, ErrAltered):
		return "altered " + what
	}
	t.Fatal(err)
	return ""
}

// What these files hold was sealed once and opens for ever; what is malformed is
// refused, and in the right way.
func TestVectors(t *testing.T) {
	for name, v := range vectors(t) {
		t.Run(name, func(t *testing.T) {
			if got := v.outcome(t); got != v.fields["expect"] {
				t.Errorf("%s, want %s", got, v.fields["expect"])
			}
		})
	}
}

// Why a header is refused is told apart: it may be for an update, or a trap.
func TestHeaderIsRefused(t *testing.T) {
	all := vectors(t)
	good := string(all["good.txt"].header)
	for text, want := range map[string]error{
		string(all["header-version-2.txt"].header): ErrNewer,
		"goldenthread vault 2":                     ErrNewer,
		"goldenthread vault 4294967295\n":          ErrNewer,
		strings.Replace(good, "vault 1", "vault 10", 1) + strings.Repeat("x", MaxHeader): ErrNewer,
		string(all["header-1-gib.txt"].header):                                           ErrCost,
		string(all["header-2-gib.txt"].header):                                           ErrCost,
		string(all["header-17-passes.txt"].header):                                       ErrCost,
		string(all["header-much-work.txt"].header):                                       ErrCost,
		strings.Replace(good, "vault 1", "vault 0", 1):                                   nil,
		strings.Replace(good, "vault 1", "vault 02", 1):                                  nil,
		strings.Replace(good, "vault 1", "vault", 1):                                     nil,
		strings.Replace(good, "m=32", "m=1", 1):                                          nil,
	} {
		_, err := ParseHeader([]byte(text))
		if !errors.Is(err, ErrHeader) || errors.Is(err, ErrNewer) != (want == ErrNewer) || errors.Is(err, ErrCost) != (want == ErrCost) {
			t.Errorf("%.60q: %v, want %v", text, err, want)
		}
	}
}

// What this program asks for may be asked for, and twice as much; no more.
func TestCostIsBounded(t *testing.T) {
	for _, memory := range []uint64{0, 1 << 30, 64 << 30} {
		c := costFor(memory)
		if err := c.validate(); err != nil {
			t.Error(err)
		}
		c.Memory *= 2
		if err := c.validate(); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []Cost{{mostMemory + 1, 1, 4}, {mostMemory, 4, 4}, {1 << 31, 2, 4}, {1 << 20, 1 << 31, 4}, {256 << 10, 7, 4}, {256 << 10, 3, 17}} {
		if err := c.validate(); !errors.Is(err, ErrCost) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestHeaderIsWrittenAsItWasRead(t *testing.T) {
	for name, v := range vectors(t) {
		if h, err := ParseHeader(v.header); err == nil && string(h.Text()) != string(v.header) {
			t.Errorf("%s: written as %q", name, h.Text())
		}
	}
}

func FuzzHeader(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.header)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		h, err := ParseHeader(text)
		if err == nil && string(h.Text()) != string(text) {
			t.Errorf("%q is written as %q", text, h.Text())
		}
		if err == nil && (h.passphrase.cost.Memory > mostMemory || h.passphrase.cost.Memory*h.passphrase.cost.Passes > mostWork) {
			t.Errorf("%+v", h.passphrase.cost)
		}
		if err != nil && !errors.Is(err, ErrHeader) {
			t.Error(err)
		}
	})
}

// No bytes open but those that were sealed.
func FuzzOpen(f *testing.F) {
	v := vectors(f)["good.txt"]
	header, err := ParseHeader(v.header)
	if err != nil {
		f.Fatal(err)
	}
	keys, err := header.Unlock([]byte(v.text(f, "passphrase")))
	if err != nil {
		f.Fatal(err)
	}
	place, key, sealed := v.fields["place"], v.hex(f, "key"), v.base64(f, "value")
	f.Add(place, key, sealed)
	f.Add(place, key, sealed[:len(sealed)-step])
	f.Add("", []byte{}, []byte{})
	f.Fuzz(func(t *testing.T, otherPlace string, otherKey, other []byte) {
		_, err := keys.Open(otherPlace, otherKey, other)
		genuine := otherPlace == place && string(otherKey) == string(key) && string(other) == string(sealed)
		if genuine != (err == nil) {
			t.Errorf("genuine %v: %v", genuine, err)
		}
		if padded, err := unpad(append(make([]byte, lengthSize), other...)); err == nil && len(padded) > len(other) {
			t.Error("more came out than went in")
		}
	})
}

func FuzzRecoveryKey(f *testing.F) {
	f.Add([]byte(RecoveryKey{1, 2, 3}.Written()))
	f.Add([]byte("0000-0000-0000"))
	f.Fuzz(func(t *testing.T, typed []byte) {
		key, err := ParseRecoveryKey(typed)
		var mistake *Mistake
		if err != nil && !errors.As(err, &mistake) {
			t.Error(err)
		}
		if err != nil {
			return
		}
		if again, err := ParseRecoveryKey([]byte(key.Written())); err != nil || again != key {
			t.Errorf("%q: %v", typed, err)
		}
	})
}
