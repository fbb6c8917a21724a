package input

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// How long nothing comes until what has come is taken for all there is.
const (
	afterKey  = 50 * time.Millisecond // of a sequence; the decoder's own wait
	afterText = time.Second           // of a paste, and of an answer of the terminal
)

// place names a part of the input: keys, a paste, or a paste that did not end in time.
type place uint8

const (
	inKeys  place = iota // outside a paste
	inPaste              // the end mark has not come yet
	inOpen               // nor did it come in time: what has come is shown
)

// Paste is a text that was pasted.
type Paste struct {
	Text    string
	Guessed bool // some of it was no UTF-8
}

// filter parts what a terminal sends into whole sequences, text, and pastes. Its
// methods put what the decoder is to read into out; for a paste that is a paste of
// a number, under which the text is in pastes.
type filter struct {
	at     place
	held   []byte // may be the beginning of a sequence, or of a character
	pasted []byte // since the start mark
	wasCR  bool   // the text that was shown last ends with a carriage return
	count  int
	out    []byte
	pastes map[string]Paste
}

// take takes what the terminal has sent.
func (f *filter) take(b []byte) { f.part(b, false) }

// pause takes that nothing came for as long as wait said.
func (f *filter) pause() {
	if f.at == inPaste {
		f.show()
		return
	}
	f.part(nil, true)
}

// finish takes that nothing will come.
func (f *filter) finish() {
	for f.wait() > 0 || len(f.held) > 0 {
		f.pause()
	}
}

// wait returns how long a pause means something now; 0 means none does.
func (f *filter) wait() time.Duration {
	switch {
	case f.at == inPaste:
		return afterText
	case len(f.held) == 0, f.at == inOpen && f.held[0] != ansi.ESC:
		return 0
	case len(f.held) > 2 && strings.IndexByte("]P_", f.held[1]) >= 0:
		return afterText
	}
	return afterKey
}

// part takes bytes to the end. settled says that nothing follows them.
func (f *filter) part(b []byte, settled bool) {
	if len(f.held) > 0 {
		b = append(f.held, b...)
		f.held = nil
	}
	for len(b) > 0 {
		n := 0
		switch f.at {
		case inKeys:
			n = f.key(b, settled)
		case inPaste:
			n = f.paste(b)
		case inOpen:
			n = f.open(b, settled)
		}
		if n == 0 {
			f.held = bytes.Clone(b)
			return
		}
		b = b[n:]
	}
}

// key takes what b begins with outside a paste, and returns its length; 0 waits
// for more.
func (f *filter) key(b []byte, settled bool) int {
	if b[0] != ansi.ESC {
		return f.typed(b, settled)
	}
	n, s := sequence(b)
	switch {
	case s == partial && !settled:
		return 0
	case s != whole && shiftedOfURxvt(b):
		n = len(b)
	case s != whole:
		key, n := loose(b)
		f.out = append(f.out, key...)
		return n
	}
	switch seq := string(b[:n]); {
	case seq == startMark:
		f.at, f.pasted, f.wasCR = inPaste, nil, false
	case seq == endMark: // of no paste
	default:
		var out string
		out, n = readable(seq)
		f.out = append(f.out, out...)
	}
	return n
}

// shiftedOfURxvt reports whether b is a key of a terminal that ends sequences
// with a dollar sign. The decoder knows them.
func shiftedOfURxvt(b []byte) bool {
	last := len(b) - 1
	return last > 2 && b[1] == '[' && b[last] == '$' && bytes.IndexFunc(b[2:last], func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// typed takes the text before the next ESC.
func (f *filter) typed(b []byte, settled bool) int {
	if esc := bytes.IndexByte(b, ansi.ESC); esc >= 0 {
		b, settled = b[:esc], true
	}
	if !settled {
		b = b[:len(b)-unfinished(b)]
	}
	for rest := b; len(rest) > 0; {
		valid := validLength(rest)
		f.out = append(f.out, rest[:valid]...)
		if rest = rest[valid:]; len(rest) > 0 {
			text, _ := letters(rest[:1])
			f.add(Paste{text, true})
			rest = rest[1:]
		}
	}
	return len(b)
}

// validLength returns how many bytes at the start of b are UTF-8.
func validLength(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(b)
}

// add gives the decoder a paste.
func (f *filter) add(p Paste) {
	if p.Text == "" {
		return
	}
	f.count++
	name := strconv.Itoa(f.count)
	if f.pastes == nil {
		f.pastes = map[string]Paste{}
	}
	f.pastes[name] = p
	f.out = append(f.out, startMark+name+endMark...)
}
