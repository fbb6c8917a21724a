package vault

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func drawRecoveryKey(t *rapid.T) RecoveryKey {
	return RecoveryKey(rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "key"))
}

// However it is typed, it is the same key.
func TestRecoveryKeyIsReadAsTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := drawRecoveryKey(t)
		written := key.Written()
		if len(written) != 9*4+8 || strings.ContainsAny(written, "ILOU") {
			t.Fatalf("written as %q", written)
		}
		between := rapid.SampledFrom([]string{"-", " ", "", " - ", "\n"}).Draw(t, "between")
		typed := strings.ReplaceAll(written, "-", between)
		if rapid.Bool().Draw(t, "small") {
			typed = strings.ToLower(typed)
		}
		typed = strings.ReplaceAll(typed, "0", rapid.SampledFrom([]string{"0", "o", "O"}).Draw(t, "zero"))
		typed = strings.ReplaceAll(typed, "1", rapid.SampledFrom([]string{"1", "i", "L"}).Draw(t, "one"))
		if got, err := ParseRecoveryKey([]byte(typed)); err != nil || got != key {
			t.Fatalf("%q: %v", typed, err)
		}
	})
}

// One wrong character, or two that changed places, is always noticed; where a
// group is named, it is the right one or one that explains it as well.
func TestRecoveryKeyNamesTheGroup(t *testing.T) {
	named, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		typed := []byte(drawRecoveryKey(t).Written())
		at := rapid.IntRange(0, len(typed)-1).Filter(func(i int) bool { return typed[i] != '-' }).Draw(t, "at")
		group := at/5 + 1
		was := typed[at]
		typed[at] = rapid.SampledFrom([]byte(crockford)).Filter(func(c byte) bool { return c != was }).Draw(t, "instead")
		_, err := ParseRecoveryKey(typed)
		var mistake *Mistake
		if !errors.As(err, &mistake) {
			t.Fatalf("%s with a mistake at %d: %v", typed, at, err)
		}
		all++
		if mistake.Group == group {
			named++
		} else if mistake.Group != 0 {
			t.Fatalf("group %d is named instead of %d", mistake.Group, group)
		}
	})
	if named*10 < all*9 {
		t.Errorf("the group was named %d times out of %d", named, all)
	}
}

func TestRecoveryKeyMistakes(t *testing.T) {
	good := "0000-0000-0000-0000-0000-0000-0000-0000-" + RecoveryKey{}.Group(9)
	for name, c := range map[string]struct {
		typed string
		group int
		why   string
	}{
		"nothing":           {"", 0, "it has 36 letters and digits, and you typed 0"},
		"too short":         {good[:39], 0, "it has 36 letters and digits, and you typed 32"},
		"a letter too few":  {strings.Replace(good, "0000", "000", 1), 1, "it has 3 letters and digits instead of 4"},
		"a letter too many": {good + "0", 9, "it has 5 letters and digits instead of 4"},
		"no letter of ours": {strings.Replace(good, "-0000-0000", "-0000-0U00", 1), 3, "'U' is never in a key"},
		"something else":    {"0000-0000-0000-0000-0000-0000-0000-0000-000\u00e9", 9, "it has 5 letters and digits instead of 4"},
		"two groups":        {strings.Replace(good, "0000-0000", "1234-5678", 1), 0, "something in it is mistyped"},
	} {
		_, err := ParseRecoveryKey([]byte(c.typed))
		var mistake *Mistake
		if !errors.As(err, &mistake) || mistake.Group != c.group || mistake.Why != c.why {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRecoveryKeyIsNotPrinted(t *testing.T) {
	key := RecoveryKey{1, 2, 3}
	for _, form := range []string{"%v", "%s", "%+v", "%q", "%x"} {
		if got := fmt.Sprintf(form, key); strings.Contains(got, key.Group(1)) || strings.Contains(got, "010203") {
			t.Errorf("%s prints %s", form, got)
		}
	}
}
