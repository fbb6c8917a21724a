// Package textfile takes in a text that a person hands over in a file, whatever program
// has saved it: in UTF-8 with or without a mark at its beginning, or in UTF-16. No
// character is replaced on the way: what is no text is an *Error that names its line.
// It opens no file, and must not know what the text is about.
package textfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// The marks at the beginning of a file that say how it is saved.
const (
	markUTF8    = "\xEF\xBB\xBF"
	markUTF16LE = "\xFF\xFE"
	markUTF16BE = "\xFE\xFF"
	markUTF32LE = "\xFF\xFE\x00\x00"
	markUTF32BE = "\x00\x00\xFE\xFF"
	markAge     = "age-encryption.org/v1\n"
	markArmour  = "-----BEGIN AGE ENCRYPTED FILE-----"
)

// Error says why a text cannot be taken in. It is for a person, and follows the name of
// the file, or its line.
type Error struct {
	Line   int // from 1; 0 if it is about the whole file
	What   string
	Advice string // a sentence
}

// Error returns What.
func (e *Error) Error() string { return e.What }

const (
	saveAsUTF8 = "Open it in the program that saved it, and save it as UTF-8."
	decrypt    = "Decrypt it first, and take what comes out: age --decrypt -o FILE FILE.age"
)

// Decode returns a text in UTF-8. The error is an *Error.
func Decode(raw []byte) ([]byte, error) {
	if err := Foreign(raw); err != nil {
		return nil, err
	}
	switch {
	case hasMark(raw, markUTF16LE):
		return fromUTF16(raw[2:], binary.LittleEndian)
	case hasMark(raw, markUTF16BE):
		return fromUTF16(raw[2:], binary.BigEndian)
	}
	raw = bytes.TrimPrefix(raw, []byte(markUTF8))
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			return nil, &Error{
				Line: lineAt(raw, at), What: fmt.Sprintf("the byte %02X is not UTF-8; the file was saved in another encoding", raw[at]),
				Advice: saveAsUTF8,
			}
		}
		at += size
	}
	return raw, nil
}

// Foreign returns an *Error for a file that is seen to be no text at all, or in an
// encoding that is not read; nil for all others. What it says of a file it says without
// a copy.
func Foreign(raw []byte) error {
	switch {
	case hasMark(raw, markAge), hasMark(bytes.TrimLeft(raw, " \t\r\n"), markArmour):
		return &Error{What: "it is encrypted by age", Advice: decrypt}
	case hasMark(raw, markUTF32LE), hasMark(raw, markUTF32BE):
		return &Error{What: "it is saved as UTF-32", Advice: saveAsUTF8}
	case !IsUTF16(raw):
		return nil
	case !hasMark(raw, markUTF16LE) && !hasMark(raw, markUTF16BE):
		return &Error{What: "it is saved as UTF-16, and does not say so", Advice: saveAsUTF8}
	}
	return nil
}

// IsUTF16 reports whether a text is in UTF-16, with its mark or without: in that, every
// letter from A to Z has a byte of nought beside it.
func IsUTF16(raw []byte) bool {
	return hasMark(raw, markUTF16LE) || hasMark(raw, markUTF16BE) || len(raw) > 0 && bytes.Count(raw, []byte{0}) > len(raw)/4
}

func hasMark(raw []byte, mark string) bool { return bytes.HasPrefix(raw, []byte(mark)) }

// fromUTF16 returns a text in UTF-8. Half a character is an error.
func fromUTF16(raw []byte, order binary.ByteOrder) ([]byte, error) {
	out := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		if len(raw) == 1 {
			return nil, &Error{Line: lineAt(out, len(out)), What: "it is saved as UTF-16, and ends within a character", Advice: saveAsUTF8}
		}
		r := rune(order.Uint16(raw))
		raw = raw[2:]
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if len(raw) >= 2 {
				low = rune(order.Uint16(raw))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return nil, &Error{Line: lineAt(out, len(out)), What: "it is saved as UTF-16, and has half a character", Advice: saveAsUTF8}
			}
			raw = raw[2:]
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}

func lineAt(text []byte, at int) int { return 1 + bytes.Count(text[:at], []byte("\n")) }
