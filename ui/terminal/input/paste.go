package input

import (
	"bytes"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// paste takes b into the paste, up to its end mark.
func (f *filter) paste(b []byte) int {
	before := len(f.pasted)
	f.pasted = append(f.pasted, b...)
	from := max(0, before-len(endMark)+1)
	i := bytes.Index(f.pasted[from:], []byte(endMark))
	if i < 0 {
		return len(b)
	}
	text := f.pasted[:from+i]
	f.at, f.pasted = inKeys, nil
	f.text(text)
	return from + i + len(endMark) - before
}

// show shows a paste whose end mark has not come in time, without the key that a
// person may have pressed to end it.
func (f *filter) show() {
	text := f.pasted
	f.at, f.pasted = inOpen, nil
	if n := endingKey(text); n > 0 {
		f.at = inKeys
		text = text[:len(text)-n]
	} else if n := unfinished(text); n > 0 {
		f.held = bytes.Clone(text[len(text)-n:])
		text = text[:len(text)-n]
	}
	f.text(text)
}

// endingKey returns the length of the key at the end of b that ends a paste.
func endingKey(b []byte) int {
	if n := len(b); n > 0 && (b[n-1] == ansi.ESC || b[n-1] == ansi.ETX) {
		return 1
	}
	last := bytes.LastIndexByte(b, ansi.ESC)
	if last < 0 {
		return 0
	}
	n, s := sequence(b[last:])
	if s != whole || last+n != len(b) {
		return 0
	}
	if _, event := decoded(b[last:]); !ends(event) {
		return 0
	}
	return n
}

// open takes what b begins with after a paste that did not end: text, to its end
// mark, esc or ctrl+c. Keys without a text do nothing; what the terminal says of
// itself goes its way.
func (f *filter) open(b []byte, settled bool) int {
	if b[0] != ansi.ESC {
		return f.more(b, settled)
	}
	n, s := sequence(b)
	switch {
	case s == partial && !settled:
		return 0
	case len(b) == 1, b[1] == ansi.ESC:
		f.at = inKeys
		return 1
	case s != whole:
		return 1 // ESC alone is no text; what follows it is
	case string(b[:n]) == endMark:
		f.at = inKeys
		return n
	case string(b[:n]) == startMark:
		return n
	case b[1] == ansi.ETX:
		f.at = inKeys
		return n
	case n > 1 && b[1] >= 0x20 && strings.IndexByte("[O]P_", b[1]) < 0:
		return 1 // a letter with alt
	}
	_, event := decoded(b[:n])
	switch event := event.(type) {
	case uv.KeyPressEvent:
		if ends(event) {
			f.at = inKeys
		} else {
			f.text([]byte(pressed(event)))
		}
	case uv.KeyReleaseEvent:
	default:
		var out string
		out, n = readable(string(b[:n]))
		f.out = append(f.out, out...)
	}
	return n
}

// more takes the text before the next ESC or ctrl+c.
func (f *filter) more(b []byte, settled bool) int {
	end := bytes.IndexFunc(b, func(r rune) bool { return r == ansi.ESC || r == ansi.ETX })
	switch {
	case end == 0:
		f.at = inKeys
		return 1
	case end > 0:
		b = b[:end]
	case !settled:
		b = b[:len(b)-unfinished(b)]
	}
	f.text(b)
	return len(b)
}

// text gives a text as a paste. A line feed after a carriage return that was in
// the last one ends no other line.
func (f *filter) text(b []byte) {
	if f.wasCR && len(b) > 0 && b[0] == '\n' {
		b = b[1:]
	}
	f.wasCR = len(b) > 0 && b[len(b)-1] == '\r'
	text, guessed := letters(b)
	f.add(Paste{text, guessed})
}
