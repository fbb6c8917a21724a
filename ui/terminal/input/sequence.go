package input

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// shape says how far bytes that begin with ESC are one sequence.
type shape uint8

const (
	whole   shape = iota + 1 // a sequence that a terminal sends
	partial                  // the beginning of one
	broken                   // none, whatever follows
)

const (
	longestParams = 256  // bytes; keys with all that may be said about them are shorter
	longestString = 4096 // bytes; what terminals answer is shorter
)

const (
	startMark = ansi.BracketedPasteStart
	endMark   = ansi.BracketedPasteEnd
)

// The last bytes of the sequences that terminals send.
const (
	bareFinals = "ABCDEFGHIOPQRSZabcd" // without a parameter
	csiFinals  = "ABCDEFGHIMOPQRSZ@^_abcdmnstuy~"
	ss3Finals  = "ABCDEFHIMPQRSXabcdjklmnopqrstuvwxy"
)

// sequence measures the sequence that b begins with. b[0] is ESC; n is of use if
// the sequence is whole.
func sequence(b []byte) (n int, s shape) {
	if len(b) == 1 {
		return 0, partial
	}
	switch b[1] {
	case '[':
		return csi(b)
	case 'O':
		return ss3(b)
	case ']', 'P', '_':
		return str(b)
	case 'X', '^': // no terminal answers with these strings
		return 0, broken
	case ansi.ESC:
		return doubled(b)
	}
	return alt(b)
}

// csi measures ESC [ parameters, intermediates, a final byte.
func csi(b []byte) (n int, s shape) {
	i := 2
	for i < len(b) && b[i] >= 0x20 && b[i] <= 0x3f {
		i++
	}
	bare, finals := i == 2, csiFinals
	if bare {
		finals = bareFinals
	}
	switch {
	case i > longestParams:
		return 0, broken
	case i == len(b):
		return 0, partial
	case bare && b[i] == '[':
		return function(b)
	case bare && b[i] == 'M': // the oldest mouse: three bytes follow
		return upTo(b, i+4)
	case strings.IndexByte(finals, b[i]) < 0:
		return 0, broken
	}
	return i + 1, whole
}

// linuxFunction begins the function keys of the Linux console, with A to E.
const linuxFunction = string(rune(ansi.ESC)) + "[["

func function(b []byte) (int, shape) {
	at := len(linuxFunction)
	if len(b) > at && (b[at] < 'A' || b[at] > 'E') {
		return 0, broken
	}
	return upTo(b, at+1)
}

func upTo(b []byte, n int) (int, shape) {
	if len(b) < n {
		return 0, partial
	}
	return n, whole
}

// ss3 measures ESC O digits, a final byte.
func ss3(b []byte) (n int, s shape) {
	i := 2
	for i < len(b) && isDigit(b[i]) {
		i++
	}
	switch {
	case i > longestParams:
		return 0, broken
	case i == len(b):
		return 0, partial
	case strings.IndexByte(ss3Finals, b[i]) < 0:
		return 0, broken
	}
	return i + 1, whole
}

// str measures a string: what a terminal answers, as far as it looks like that,
// with its end.
func str(b []byte) (n int, s shape) {
	i := 2
	switch b[1] {
	case ']':
		for i < len(b) && isDigit(b[i]) {
			i++
		}
		if i < len(b) && (i == 2 || b[i] != ';' && b[i] != ansi.BEL && b[i] != ansi.ESC) {
			return 0, broken
		}
	case 'P':
		if i < len(b) && strings.IndexByte("01>!", b[i]) < 0 {
			return 0, broken
		}
	case '_':
		if i < len(b) && b[i] != 'G' {
			return 0, broken
		}
	}
	return stringEnd(b, i)
}

// stringEnd looks for the end of a string from i on.
func stringEnd(b []byte, i int) (n int, s shape) {
	for ; i < len(b) && i <= longestString; i++ {
		switch {
		case b[i] == ansi.BEL && b[1] == ']':
			return i + 1, whole
		case b[i] == ansi.ESC && i+1 == len(b):
			return 0, partial
		case b[i] == ansi.ESC && b[i+1] == '\\':
			return i + 2, whole
		case b[i] < 0x20:
			return 0, broken
		}
	}
	if i > longestString {
		return 0, broken
	}
	return 0, partial
}

// doubled measures ESC before a sequence of its own: a key with alt, on some
// terminals.
func doubled(b []byte) (n int, s shape) {
	if len(b) == 2 {
		return 0, partial
	}
	if b[2] != '[' && b[2] != 'O' {
		return 0, broken
	}
	n, s = sequence(b[1:])
	return n + 1, s
}

// alt measures ESC before a character: a key with alt.
func alt(b []byte) (n int, s shape) {
	switch r, size := utf8.DecodeRune(b[1:]); {
	case r != utf8.RuneError || size > 1:
		return 1 + size, whole
	case !utf8.FullRune(b[1:]):
		return 0, partial
	}
	return 0, broken
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
