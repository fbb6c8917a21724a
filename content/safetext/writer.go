package safetext

import (
	"io"
	"unicode/utf8"
)

// Writer passes on what the program prints, line by line or in any other pieces.
// What Screen would leave out is replaced, so that it is seen. It is for standard
// output and standard error: whatever a sentence has of a path, a slot or a message
// of the system cannot steer the terminal.
type Writer struct {
	to   io.Writer
	rest []byte // the beginning of a character whose end has not come yet
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{to: w} }

// Raw returns the stream behind a Writer, and any other stream as it is. It is for a
// screen, for a document that has passed its own door, for help, and for what is
// encrypted.
func Raw(stream io.Writer) io.Writer {
	if w, ok := stream.(*Writer); ok {
		return w.to
	}
	return stream
}

// Write writes all of p, but for a character that is not whole yet.
func (w *Writer) Write(p []byte) (int, error) {
	text := append(w.rest, p...)
	end := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if b := text[len(text)-back:]; utf8.RuneStart(b[0]) {
			if !utf8.FullRune(b) {
				end = len(text) - back
			}
			break
		}
	}
	safe := pass(string(text[:end]), func(r row) fate {
		if r.screen == kept || r.screen == inFlag {
			return r.screen
		}
		return r.name
	})
	w.rest = append([]byte(nil), text[end:]...)
	if _, err := io.WriteString(w.to, safe); err != nil {
		return 0, err
	}
	return len(p), nil
}
