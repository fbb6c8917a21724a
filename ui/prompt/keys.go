package prompt

import (
	"bytes"
	"io"
	"syscall"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"goldenthread/content/safetext"
	"goldenthread/ui/interrupt"
	"goldenthread/ui/passphrase"
)

// The keys of a terminal that takes every key as it is. They do what those of the
// field on the screen do (ui/component/secret).
const (
	keyInterrupt = 0x03
	keyEnd       = 0x04 // on an empty line
	keyErase     = 0x08
	keyKill      = 0x15
	keyKillWord  = 0x17
	keyEscape    = 0x1B
	keyBackspace = 0x7F
)

// keyReader reads a line, key by key, from a terminal that takes every key as it is.
// It reads no byte more than the line has.
type keyReader struct {
	from  io.Reader
	show  io.Writer // what was typed
	again []byte    // what is read once more
}

// line reads to the end of the line. What is typed before the question is asked
// counts, too. At the end of the input it returns io.EOF.
func (k *keyReader) line() (*passphrase.Typed, error) {
	t := new(passphrase.Typed)
	for {
		c, err := k.next()
		if err != nil {
			return t, err
		}
		switch {
		case c == '\r' || c == '\n':
			return t, nil
		case c == keyInterrupt:
			t.Clear()
			return t, &interrupt.Error{Signal: syscall.SIGINT}
		case c == keyEnd && t.Len() == 0:
			return t, io.EOF
		case c == keyBackspace || c == keyErase:
			if t.Backspace() {
				k.echo(erase(1))
			}
		case c == keyKill || c == keyKillWord:
			k.echo(erase(t.Len()))
			t.Clear()
		case c == keyEscape:
			if err := k.sequence(t); err != nil {
				return t, err
			}
		default:
			r, valid, err := k.character(c)
			if err != nil {
				return t, err
			}
			if !valid {
				t.Refuse(passphrase.ErrBytes)
			}
			if t.Put(r) {
				k.echo(safetext.Screen(string(r)))
			}
		}
	}
}

// next returns the next byte.
func (k *keyReader) next() (byte, error) {
	if len(k.again) > 0 {
		c := k.again[0]
		k.again = k.again[1:]
		return c, nil
	}
	var one [1]byte
	for {
		n, err := k.from.Read(one[:])
		if n > 0 {
			return one[0], nil
		}
		if err != nil {
			return 0, err
		}
	}
}

// character returns the character that begins with a byte. A byte that begins none is
// taken for what it most often is, a letter of Windows-1252, as on the screen
// (ui/terminal/input); then valid is false.
func (k *keyReader) character(first byte) (r rune, valid bool, err error) {
	whole := []byte{first}
	defer func() { clear(whole) }()
	for !utf8.FullRune(whole) {
		c, err := k.next()
		if err != nil {
			return 0, false, err
		}
		whole = append(whole, c)
	}
	r, size := utf8.DecodeRune(whole)
	if r == utf8.RuneError && size == 1 {
		k.again = append(bytes.Clone(whole[1:]), k.again...)
		return charmap.Windows1252.DecodeByte(first), false, nil
	}
	return r, true, nil
}

// longest bounds a sequence, so that a stray ESC does not swallow what is typed.
const longest = 32

// sequence reads what follows an ESC: the rest of a key that is no character. The
// marks around a paste are taken for nothing, and a line ends all the same.
func (k *keyReader) sequence(t *passphrase.Typed) error {
	var read []byte
	for range longest {
		c, err := k.next()
		if err != nil {
			return err
		}
		if c < ' ' || c == keyBackspace {
			k.again = append([]byte{c}, k.again...)
			break
		}
		read = append(read, c)
		opens := len(read) == 1 && (c == '[' || c == 'O')
		inside := read[0] == '[' && c < '@'
		if !opens && !inside {
			break
		}
	}
	if s := string(read); s != "[200~" && s != "[201~" {
		t.Refuse(passphrase.ErrKey)
	}
	return nil
}

// echo shows what was typed. A terminal that cannot be written to shows nothing.
func (k *keyReader) echo(text string) { _, _ = io.WriteString(k.show, text) }
