package vault

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// light makes tests quick; nothing that is tested depends on the cost.
var light = Cost{Memory: 32, Passes: 1, Lanes: 1}

func create(t testing.TB, passphrase string) (*Keys, *Header, RecoveryKey) {
	t.Helper()
	keys, header, recovery, err := Create([]byte(passphrase), light)
	if err != nil {
		t.Fatal(err)
	}
	return keys, header, recovery
}

// same reports whether two keys open each other's values.
func same(t testing.TB, a, b *Keys) bool {
	t.Helper()
	sealed, err := a.Seal("rev", []byte("key"), []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	opened, err := b.Open("rev", []byte("key"), sealed)
	return err == nil && string(opened) == "words"
}

func TestBothWaysIn(t *testing.T) {
	keys, header, recovery := create(t, "a quiet river")
	header, err := ParseHeader(header.Text())
	if err != nil {
		t.Fatal(err)
	}
	for name, unlock := range map[string]func() (*Keys, error){
		"passphrase":   func() (*Keys, error) { return header.Unlock([]byte("a quiet river")) },
		"recovery key": func() (*Keys, error) { return header.Recover(recovery) },
	} {
		opened, err := unlock()
		if err != nil || !same(t, keys, opened) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, wrong := range []string{"", "a quiet rive", "a quiet river ", "A quiet river"} {
		if _, err := header.Unlock([]byte(wrong)); !errors.Is(err, ErrWrong) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	recovery[7] ^= 1
	if _, err := header.Recover(recovery); !errors.Is(err, ErrWrong) {
		t.Errorf("another recovery key: %v", err)
	}
}

// What looks the same is the same, whichever computer it was typed on.
func TestPassphraseIsNormalised(t *testing.T) {
	_, header, _ := create(t, "caf\u00e9 \ufb01ve")
	for _, typed := range []string{"cafe\u0301 five", "caf\u00e9 five", "\uff43af\u00e9 five"} {
		if _, err := header.Unlock([]byte(typed)); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// The passphrase is the caller's, also when it is normal already.
func TestPassphraseIsNotTouched(t *testing.T) {
	passphrase := []byte("a quiet river")
	_, header, _, err := Create(passphrase, light)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := header.Unlock(passphrase); err != nil {
			t.Errorf("%q: %v", passphrase, err)
		}
	}
}

func TestNoEmptyPassphrase(t *testing.T) {
	if _, _, _, err := Create(nil, light); err == nil {
		t.Error("a vault without a passphrase")
	}
}

func TestRewrap(t *testing.T) {
	keys, old, recovery := create(t, "old")
	renewed, err := old.Rewrap(keys, []byte("new"), light)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := renewed.Unlock([]byte("old")); !errors.Is(err, ErrWrong) {
		t.Errorf("the old passphrase: %v", err)
	}
	opened, err := renewed.Unlock([]byte("new"))
	if err != nil || !same(t, keys, opened) {
		t.Errorf("the new one: %v", err)
	}
	if opened, err = renewed.Recover(recovery); err != nil || !same(t, keys, opened) {
		t.Errorf("the recovery key: %v", err)
	}
	if opened, err = old.Unlock([]byte("old")); err != nil || !same(t, keys, opened) {
		t.Errorf("the old header, as a snapshot has it: %v", err)
	}
}

// No slot can be taken from another vault, or from the same one at another time.
func TestSwappedSlots(t *testing.T) {
	keys, header, recovery := create(t, "mine")
	renewed, err := header.Rewrap(keys, []byte("now"), light)
	if err != nil {
		t.Fatal(err)
	}
	_, theirs, theirRecovery := create(t, "theirs")
	for name, open := range map[string]func() (*Keys, error){
		"a passphrase of before": func() (*Keys, error) {
			h := *renewed
			h.passphrase = header.passphrase
			return h.Unlock([]byte("mine"))
		},
		"a passphrase of others, seen by the recovery key": func() (*Keys, error) {
			h := *header
			h.passphrase = theirs.passphrase
			return h.Recover(recovery)
		},
		"a recovery key of others": func() (*Keys, error) {
			h := *header
			h.recovery = theirs.recovery
			return h.Recover(theirRecovery)
		},
		"a cheaper hash": func() (*Keys, error) {
			h := *header
			h.passphrase.cost.Passes++
			return h.Recover(recovery)
		},
	} {
		if _, err := open(); !errors.Is(err, ErrAltered) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestValues(t *testing.T) {
	keys, _, _ := create(t, "p")
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.StringMatching(`[a-z_]{0,9}`).Draw(t, "place")
		key := rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "key")
		payload := rapid.SliceOfN(rapid.Byte(), 0, 2000).Draw(t, "payload")
		sealed, err := keys.Seal(place, key, payload)
		if err != nil {
			t.Fatal(err)
		}
		if len(sealed) > len(payload)+Overhead || (len(sealed)-nonceSize-tagSize)%step != 0 {
			t.Fatalf("%d bytes became %d", len(payload), len(sealed))
		}
		opened, err := keys.Open(place, key, sealed)
		if err != nil || !bytes.Equal(opened, payload) {
			t.Fatalf("opened as %q: %v", opened, err)
		}
		refused := func(place string, key, sealed []byte) {
			if _, err := keys.Open(place, key, sealed); !errors.Is(err, ErrAltered) {
				t.Fatalf("%q %x: %v", place, key, err)
			}
		}
		refused(place+"x", key, sealed)
		refused(place, append(key, 1), sealed)
		if len(key) > 0 { // the same letters, cut elsewhere
			refused(place+string(key[:1]), key[1:], sealed)
		}
		at := rapid.IntRange(0, len(sealed)-1).Draw(t, "at")
		sealed[at] ^= rapid.ByteRange(1, 255).Draw(t, "flip")
		refused(place, key, sealed)
		refused(place, key, sealed[:at])
	})
}

// Two values of the same words have nothing in common, and sizes tell little.
func TestValuesTellNothing(t *testing.T) {
	keys, _, _ := create(t, "p")
	seal := func(payload []byte) []byte {
		sealed, err := keys.Seal("draft", []byte("k"), payload)
		if err != nil {
			t.Fatal(err)
		}
		return sealed
	}
	marker := []byte("the deputy is leaving")
	a, b := seal(marker), seal(marker)
	if bytes.Equal(a[:nonceSize], b[:nonceSize]) || bytes.Equal(a[nonceSize:], b[nonceSize:]) {
		t.Error("the same words look the same")
	}
	if bytes.Contains(a, marker) {
		t.Error("the words can be read")
	}
	if len(seal(nil)) != len(seal(make([]byte, step-lengthSize))) {
		t.Error("short values differ in size")
	}
}

func TestHide(t *testing.T) {
	keys, header, _ := create(t, "p")
	again, err := header.Unlock([]byte("p"))
	if err != nil {
		t.Fatal(err)
	}
	other, _, _ := create(t, "p")
	hide := func(k *Keys, kind, parent, name string) string {
		hidden := k.Hide(kind, []byte(parent), []byte(name))
		if len(hidden) != NameSize {
			t.Fatalf("%x", hidden)
		}
		return string(hidden)
	}
	want := hide(keys, "field", "d/mastery/notice", "answer")
	for n := range mostKnown + 2 { // more than are remembered
		hide(keys, "field", "d/mastery/notice", fmt.Sprint(n))
	}
	if got := hide(keys, "field", "d/mastery/notice", "answer"); got != want {
		t.Error("the same name is hidden in another way later")
	}
	if got := hide(again, "field", "d/mastery/notice", "answer"); got != want {
		t.Error("the same name is hidden in two ways")
	}
	for name, got := range map[string]string{
		"kind":   hide(keys, "step", "d/mastery/notice", "answer"),
		"parent": hide(keys, "field", "d/mastery/rate", "answer"),
		"name":   hide(keys, "field", "d/mastery/notice", "answer2"),
		"cut":    hide(keys, "field", "d/mastery/notic", "eanswer"),
		"vault":  hide(other, "field", "d/mastery/notice", "answer"),
	} {
		if got == want {
			t.Errorf("another %s gives the same", name)
		}
	}
}

func TestWipe(t *testing.T) {
	keys, header, _ := create(t, "p")
	memory := keys.memory
	sealed, err := keys.Seal("rev", nil, []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	keys.Wipe()
	keys.Wipe()
	if !bytes.Equal(memory, make([]byte, 4*keySize)) {
		t.Error("the keys are still there")
	}
	_, sealErr := keys.Seal("rev", nil, nil)
	_, openErr := keys.Open("rev", nil, sealed)
	if hidden := keys.Hide("step", nil, nil); hidden != nil {
		t.Errorf("hidden as %x", hidden)
	}
	_, wrapErr := header.Rewrap(keys, []byte("p"), light)
	for _, err := range []error{sealErr, openErr, wrapErr} {
		if !errors.Is(err, ErrWiped) {
			t.Error(err)
		}
	}
}

// Keys are wiped while others work with them; the race detector looks on.
func TestWipeMeanwhile(t *testing.T) {
	keys, _, _ := create(t, "p")
	done := make(chan error)
	for range 4 {
		go func() {
			for {
				if _, err := keys.Seal("rev", nil, []byte("words")); err != nil {
					done <- err
					return
				}
			}
		}()
	}
	keys.Wipe()
	for range 4 {
		if err := <-done; !errors.Is(err, ErrWiped) {
			t.Error(err)
		}
	}
}

func TestCostHere(t *testing.T) {
	if c := costFor(2<<30 - 1); c != (Cost{64 << 10, 3, 4}) {
		t.Errorf("a small computer: %+v", c)
	}
	for _, memory := range []uint64{0, 2 << 30, 64 << 30} {
		if c := costFor(memory); c != (Cost{256 << 10, 3, 4}) {
			t.Errorf("%d bytes: %+v", memory, c)
		}
	}
	if err := CostHere().validate(); err != nil {
		t.Error(err)
	}
}

func TestStrength(t *testing.T) {
	for passphrase, want := range map[string]string{
		"":                                 "weak",
		"secret":                           "weak",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": "weak",
		"abcdefghijklmnopqrstuvwxyz":       "weak",
		"monkeymonkeymonkeymonkey":         "weak",
		"20261125202611252026":             "weak",
		"9274617305284619":                 "weak",
		"kettle harbour":                   "fair",
		"kettle harbour window seven":      "good",
		"Über den Dächern der Stadt":       "good",
	} {
		if got := StrengthOf([]byte(passphrase)); got.Word != want || got.Why == "" {
			t.Errorf("%q is %s (%s), want %s", passphrase, got.Word, got.Why, want)
		}
	}
}

func BenchmarkSeal(b *testing.B) {
	keys, _, _ := create(b, "p")
	payload := make([]byte, 1776)
	b.SetBytes(int64(len(payload)))
	for b.Loop() {
		if _, err := keys.Seal("rev", payload[:16], payload); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	keys, _, _ := create(b, "p")
	payload := make([]byte, 1776)
	sealed, err := keys.Seal("rev", payload[:16], payload)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(payload)))
	for b.Loop() {
		if _, err := keys.Open("rev", payload[:16], sealed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHide(b *testing.B) {
	keys, _, _ := create(b, "p")
	for b.Loop() {
		keys.Hide("field", []byte("disciplines/mastery/notice"), []byte("answer"))
	}
}

// From the last key of the passphrase to the keys of the vault.
func BenchmarkUnlock(b *testing.B) {
	_, header, _, err := Create([]byte("a quiet river"), CostHere())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := header.Unlock([]byte("a quiet river")); err != nil {
			b.Fatal(err)
		}
	}
}
