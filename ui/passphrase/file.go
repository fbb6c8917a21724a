package passphrase

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"goldenthread/content/textfile"
	"goldenthread/store/guarded"
)

// mostFile bounds what is read of a file: enough to say what is wrong with it.
const mostFile = 64 << 10

// ErrLines is the error of a file that does not hold one line.
var ErrLines = errors.New("it must hold one line, the passphrase")

// File reads a passphrase from a file of one line. The caller overwrites it. It
// is not looked at what is in the line: Check does that.
func File(name string) ([]byte, error) {
	f, err := guarded.OpenNamed(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := make([]byte, mostFile)
	n, err := io.ReadFull(f, text)
	switch {
	case err == nil:
		clear(text)
		return nil, fmt.Errorf("%s: %w", name, ErrLines)
	case !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, err
	}
	if wrong := unreadable(text[:n]); wrong != nil {
		clear(text)
		return nil, fmt.Errorf("%s: %w", name, wrong)
	}
	line := oneLine(text[:n])
	if len(line) == 0 || bytes.ContainsAny(line, "\r\n") {
		clear(text)
		return nil, fmt.Errorf("%s: %w", name, ErrLines)
	}
	return line, nil
}

// ErrUTF16 is the error of a file in which every letter has a byte of nought beside it.
// Nobody could type what is in it.
var ErrUTF16 = errors.New("it is saved as UTF-16, also called Unicode; save it as UTF-8")

// unreadable returns why a file is seen to hold no passphrase, whatever is in it.
func unreadable(text []byte) error {
	if textfile.IsUTF16(text) {
		return ErrUTF16
	}
	return textfile.Foreign(text)
}

// oneLine returns a text without the mark at its beginning that says it is UTF-8, and
// without the end of its line.
func oneLine(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	return bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
}

// Check returns why a text cannot be a new passphrase; nil if it can.
func Check(text []byte) error {
	var t Typed
	defer t.Clear()
	for rest := text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		t.Put(r)
		rest = rest[size:]
	}
	return t.Wrong()
}
