package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// RecoveryKey opens a vault whose passphrase is forgotten: 160 random bits. It is
// shown as nine groups of four letters and digits, of which the last checks the
// other eight.
type RecoveryKey [20]byte

// A recovery key is written in so many groups, of so many letters and digits.
const (
	Groups    = 9
	GroupSize = 4
)

const (
	written = Groups * GroupSize // characters

	// crockford has no I, L, O and U, which are taken for other letters.
	crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

	purposeCheck = "goldenthread vault 1 check"
)

func alphabet() *base32.Encoding { return base32.NewEncoding(crockford).WithPadding(base32.NoPadding) }

// Mistake is the error of a text that is no recovery key.
type Mistake struct {
	Group int    // which one is wrong, from 1; 0 if that cannot be told
	Why   string // in a few words
}

// Error returns one line.
func (m *Mistake) Error() string {
	if m.Group == 0 {
		return "vault: recovery key: " + m.Why
	}
	return fmt.Sprintf("vault: recovery key: group %d: %s", m.Group, m.Why)
}

// Group returns one of the groups of the key, from 1.
func (k RecoveryKey) Group(n int) string { return string(k.letters()[(n-1)*GroupSize : n*GroupSize]) }

// Written returns the key as a person writes it down. It is no String, so that
// printing a key by mistake does not show it.
func (k RecoveryKey) Written() string {
	groups := make([]string, Groups)
	for i := range groups {
		groups[i] = k.Group(i + 1)
	}
	return strings.Join(groups, "-")
}

// Wipe overwrites the key.
func (k *RecoveryKey) Wipe() { clear(k[:]) }

// String returns no letter of the key, so that printing a key by mistake does not
// show it.
func (k RecoveryKey) String() string { return "recovery key" }

// letters returns the 160 bits of the key and the 20 of its check as letters, five
// bits in each. The caller clears them, unless they are to be shown.
func (k *RecoveryKey) letters() []byte {
	whole := binary.BigEndian.AppendUint32(append(make([]byte, 0, len(k)+4), k[:]...), k.check())
	defer clear(whole)
	letters := make([]byte, alphabet().EncodedLen(len(whole)))
	alphabet().Encode(letters, whole)
	return letters[:written]
}

// check follows from the key; its first 20 bits are written down.
func (k *RecoveryKey) check() uint32 {
	text := append(append(make([]byte, 0, len(purposeCheck)+len(k)), purposeCheck...), k[:]...)
	defer clear(text)
	sum := sha256.Sum256(text)
	return binary.BigEndian.Uint32(sum[:])
}

// keyOf reports whether the check fits.
func keyOf(letters []byte) (k RecoveryKey, fits bool) {
	if len(letters) != written {
		return k, false
	}
	decoded := make([]byte, alphabet().DecodedLen(written)) // the key, and half of the check
	defer clear(decoded)
	if _, err := alphabet().Decode(decoded, letters); err != nil {
		return k, false
	}
	copy(k[:], decoded)
	again := k.letters()
	defer clear(again)
	return k, bytes.Equal(again, letters)
}

// ParseRecoveryKey reads a recovery key as a person types it: in capitals or
// not, with or without the separators between the groups, O for 0, I and L for 1.
// The error is a *Mistake that names the group, if that can be told.
func ParseRecoveryKey(typed []byte) (RecoveryKey, error) {
	read := capitals(typed)
	defer clear(read)
	groups, err := groupsOf(read)
	if err != nil {
		return RecoveryKey{}, err
	}
	for i, group := range groups {
		for _, c := range group {
			if strings.IndexByte(crockford, c) < 0 {
				return RecoveryKey{}, &Mistake{i + 1, fmt.Sprintf("%q is never in a key", c)}
			}
		}
	}
	letters := bytes.Join(groups, nil)
	defer clear(letters)
	key, fits := keyOf(letters)
	if !fits {
		return RecoveryKey{}, &Mistake{likely(letters), "something in it is mistyped"}
	}
	return key, nil
}

// SameGroup reports whether somebody typed a group of a key, in the ways in which
// ParseRecoveryKey takes it.
func SameGroup(typed []byte, group string) bool {
	read := capitals(typed)
	defer clear(read)
	return string(bytes.Join(bytes.FieldsFunc(read, between), nil)) == group
}

// capitals returns the typed text in the letters of crockford. The caller clears it.
func capitals(typed []byte) []byte {
	read := make([]byte, 0, len(typed))
	for rest := typed; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		switch r = unicode.ToUpper(r); r {
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		read = utf8.AppendRune(read, r)
	}
	return read
}

// between reports whether a character is part of no group.
func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// groupsOf cuts a text in the letters of crockford into the groups, which share its
// memory.
func groupsOf(read []byte) ([][]byte, error) {
	groups := bytes.FieldsFunc(read, between)
	if len(groups) != Groups {
		all := read[:0] // they lie in it in this order
		for _, group := range groups {
			all = append(all, group...)
		}
		if len(all) != written {
			return nil, &Mistake{0, fmt.Sprintf("it has %d letters and digits, and you typed %d", written, utf8.RuneCount(all))}
		}
		groups = nil
		for ; len(all) > 0; all = all[GroupSize:] {
			groups = append(groups, all[:GroupSize])
		}
	}
	for i, group := range groups {
		if len(group) != GroupSize {
			return nil, &Mistake{i + 1, fmt.Sprintf("it has %d letters and digits instead of %d", len(group), GroupSize)}
		}
	}
	return groups, nil
}

// likely returns the group in which one wrong character, or two that changed
// places, would explain that the check does not fit; 0 if there is none, or more
// than one.
func likely(letters []byte) int {
	found := map[int]bool{}
	try := func(at int) {
		if _, fits := keyOf(letters); fits {
			found[at/GroupSize+1] = true
		}
	}
	for i, was := range letters {
		for _, other := range []byte(crockford) {
			letters[i] = other
			try(i)
		}
		letters[i] = was
		if i%GroupSize > 0 {
			letters[i-1], letters[i] = letters[i], letters[i-1]
			try(i)
			letters[i-1], letters[i] = letters[i], letters[i-1]
		}
	}
	for group := range found {
		if len(found) == 1 {
			return group
		}
	}
	return 0
}
