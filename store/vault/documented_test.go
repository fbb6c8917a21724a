package vault_test

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// Whoever has only docs/vault.md can read a vault: this follows its steps, by
// their numbers, and knows nothing of package vault.
func TestDocumentedSteps(t *testing.T) {
	paths, err := filepath.Glob("testdata/vectors/good*.txt")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d vectors: %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { readByHand(t, path) })
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func open(t *testing.T, key, box, bound []byte) []byte {
	t.Helper()
	aead := must(chacha20poly1305.NewX(key))(t)
	return must(aead.Open(nil, box[:24], box[24:], bound))(t)
}

func readByHand(t *testing.T, path string) {
	text := string(must(os.ReadFile(path))(t))
	head, header, _ := strings.Cut(text, "\n\n")
	fields := map[string]string{}
	for line := range strings.SplitSeq(head, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		fields[name] = value
	}
	quoted := func(name string) (text string) {
		if err := json.Unmarshal([]byte(fields[name]), &text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	lines := strings.Split(header, "\n") // step 1
	unbase64 := func(s string) []byte { return must(base64.RawStdEncoding.DecodeString(s))(t) }

	var line string // the slot's
	var wrapping []byte
	if typed, ok := fields["recovery"]; ok { // step 3
		line = lines[2]
		letters := strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
		crockford := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)
		key := must(crockford.DecodeString(letters[:32]))(t)
		check := sha256.Sum256(append([]byte("goldenthread vault 1 check"), key...))
		if crockford.EncodeToString(check[:])[:4] != letters[32:] {
			t.Fatal("the check does not fit")
		}
		salt := unbase64(strings.Fields(line)[2])
		wrapping = must(hkdf.Key(sha256.New, key, salt, "goldenthread vault 1 recovery", 32))(t)
	} else { // step 2
		line = lines[1]
		words := strings.Fields(line)
		number := func(word string) uint32 { return uint32(must(strconv.ParseUint(word[2:], 10, 32))(t)) }
		memory, passes, lanes := number(words[2]), number(words[3]), number(words[4])
		passphrase := norm.NFKC.Bytes([]byte(quoted("passphrase")))
		wrapping = argon2.IDKey(passphrase, unbase64(words[5]), passes, memory, uint8(lanes), 32)
	}
	at := strings.LastIndex(line, " ") + 1 // step 4
	data := open(t, wrapping, unbase64(line[at:]), []byte(line[:at]))

	derive := func(purpose string) []byte { // step 5
		return must(hkdf.Key(sha256.New, data, nil, "goldenthread vault 1 "+purpose, 32))(t)
	}
	keyed := func(key []byte, parts ...string) []byte {
		mac := hmac.New(sha256.New, key)
		for _, part := range parts {
			mac.Write(binary.BigEndian.AppendUint16(nil, uint16(len(part))))
			mac.Write([]byte(part))
		}
		return mac.Sum(nil)
	}
	above := strings.Join(lines[:3], "\n") + "\n" // step 6
	if !hmac.Equal(keyed(derive("header"), above), unbase64(strings.TrimPrefix(lines[3], "mac "))) {
		t.Fatal("the header was altered")
	}

	place, key := fields["place"], must(hex.DecodeString(fields["key"]))(t) // step 7
	bound := append(binary.BigEndian.AppendUint16(nil, uint16(len(place))), place...)
	bound = append(bound, key...)
	value := must(base64.StdEncoding.DecodeString(fields["value"]))(t)
	padded := open(t, derive("values"), value, bound)
	if payload := padded[4 : 4+binary.BigEndian.Uint32(padded)]; string(payload) != quoted("payload") {
		t.Errorf("read %q", payload)
	}
	hidden := keyed(derive("names"), "field", fields["step"], fields["field"])[:16] // step 8
	if hex.EncodeToString(hidden) != fields["hidden"] {
		t.Errorf("hidden as %x", hidden)
	}
}
