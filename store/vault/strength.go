package vault

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Strength says in words how hard a passphrase is to guess, estimated by its length
// and its repetitions. It knows no dictionary, so a well-known saying seems better
// than it is.
type Strength struct {
	Word string // weak, fair or good
	Why  string // part of a sentence, such as "12 characters count"
}

// The least numbers of counting characters for a fair and for a good passphrase.
const (
	fairLength = 12
	goodLength = 20
)

// StrengthOf judges a passphrase.
func StrengthOf(passphrase []byte) Strength {
	runes := runesOf(passphrase)
	defer clear(runes)
	counted := counting(runes)
	why := fmt.Sprintf("%d characters", len(runes))
	if counted < len(runes) {
		why += fmt.Sprintf(", of which %d count: the others repeat, or follow in order", counted)
	}
	if onlyDigits(runes) {
		why += ", and only digits, of which two count as one"
		counted /= 2
	}
	switch {
	case counted < fairLength:
		return Strength{"weak", why + "; four or five words that do not belong together are better"}
	case counted < goodLength:
		return Strength{"fair", why + "; one more word makes it good"}
	}
	return Strength{"good", why}
}

// runesOf returns the characters of a passphrase as the vault takes it. The caller
// clears them.
func runesOf(passphrase []byte) []rune {
	normal := normalised(passphrase)
	defer clear(normal)
	runes := make([]rune, 0, len(normal))
	for rest := normal; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		runes, rest = append(runes, r), rest[size:]
	}
	return runes
}

// counting counts the characters but those that follow from the ones before: the
// same again, its neighbour in the alphabet, and all of a part that is repeated.
func counting(runes []rune) int {
	runes = runes[:period(runes)]
	n := 0
	for i, r := range runes {
		if i == 0 || r-runes[i-1] > 1 || runes[i-1]-r > 1 {
			n++
		}
	}
	return n
}

// period returns the length of the shortest part of which the whole is a
// repetition.
func period(runes []rune) int {
	for size := 1; size < len(runes); size++ {
		same := true
		for i := size; i < len(runes) && same; i++ {
			same = runes[i] == runes[i-size]
		}
		if same {
			return size
		}
	}
	return len(runes)
}

func onlyDigits(runes []rune) bool {
	for _, r := range runes {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return len(runes) > 0
}
