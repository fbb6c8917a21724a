package textfile

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func in16(mark string, order binary.ByteOrder, text string) []byte {
	out := []byte(mark)
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, 0, 0)
		order.PutUint16(out[len(out)-2:], unit)
	}
	return out
}

// A text comes in as it was written, whatever saved it.
func TestDecode(t *testing.T) {
	for _, text := range []string{"", "a", "Zoë\nécoute 🙂\n", "held: \uFFFD", "a\x00b\r\nand more text"} {
		for name, raw := range map[string][]byte{
			"UTF-8": []byte(text), "UTF-8 with a mark": []byte("\uFEFF" + text),
			"UTF-16 LE": in16(markUTF16LE, binary.LittleEndian, text), "UTF-16 BE": in16(markUTF16BE, binary.BigEndian, text),
		} {
			if got, err := Decode(raw); err != nil || string(got) != text {
				t.Errorf("%s: %q: %q %v", name, text, got, err)
			}
		}
	}
}

// What is no text is refused, with its line and with what to do.
func TestDecodeRefuses(t *testing.T) {
	for raw, want := range map[string]Error{
		"one\nZo\xEB\n":                 {Line: 2, What: "the byte EB is not UTF-8"},
		"\uFEFF\xED\xA0\x80":            {Line: 1, What: "the byte ED is not UTF-8"},
		"a\n\n\xC3":                     {Line: 3, What: "the byte C3"},
		"{\x00\"\x00a\x00\"\x00":        {What: "UTF-16, and does not say so"},
		"\xFF\xFEa":                     {Line: 1, What: "ends within a character"},
		"\xFF\xFEa\x00\n\x00\x00\xD8":   {Line: 2, What: "half a character"},
		"\xFF\xFE\x00\xDCa\x00":         {Line: 1, What: "half a character"},
		"\xFF\xFE\x00\x00a\x00\x00\x00": {What: "UTF-32"},
		markAge + "-> scrypt":           {What: "encrypted by age"},
		markArmour + "\nabc":            {What: "encrypted by age"},
	} {
		_, err := Decode([]byte(raw))
		var wrong *Error
		if !errors.As(err, &wrong) || wrong.Line != want.Line || !strings.Contains(wrong.What, want.What) || wrong.Advice == "" {
			t.Errorf("%q: %+v, want %+v", raw, err, want)
		}
	}
}

// Whatever is handed over, what is taken in is UTF-8, and of UTF-8 nothing is changed.
func TestDecodeReplacesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOf(rapid.Byte()).Draw(t, "raw")
		text, err := Decode(raw)
		switch {
		case err == nil && !utf8.Valid(text):
			t.Fatalf("%q", text)
		case err == nil && !IsUTF16(raw) && strings.TrimPrefix(string(raw), "\uFEFF") != string(text):
			t.Fatalf("%q became %q", raw, text)
		}
	})
}
