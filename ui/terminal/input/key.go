package input

import (
	"bytes"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// The decoder waits after ESC and after ESC with one byte, in case they are the
// beginning of more, and whoever types goes on makes it wait on. Sequences of the
// newer protocol of keys say the same and are never waited after.

// spelled returns the sequence of a key whose code is ASCII.
func spelled(k uv.Key) string {
	return fmt.Sprintf("%c[%d;%du", ansi.ESC, k.Code, 1+k.Mod&(uv.ModShift|uv.ModAlt|uv.ModCtrl))
}

// readable returns what the decoder is given for a whole sequence, so that it reads all
// of it at once, and for how much of it; "" if the sequence means nothing to it.
func readable(seq string) (out string, n int) {
	function, isFunction := strings.CutPrefix(seq, linuxFunction)
	n, event := decoded([]byte(seq))
	_, unknown := event.(uv.UnknownEvent)
	k, isKey := event.(uv.KeyPressEvent)
	switch {
	case isFunction: // it reads these only when nothing follows
		return fmt.Sprintf("%c[%d~", ansi.ESC, 11+function[0]-'A'), len(seq)
	case len(seq) == 2 && isKey:
		return spelled(uv.Key(k)), len(seq)
	case n == len(seq) && !unknown:
		return seq, n
	case seq[1] == ansi.ESC: // no key with alt, but esc before a sequence
		return spelled(uv.Key{Code: uv.KeyEscape}), 1
	}
	return "", len(seq)
}

// loose returns the key of which no sequence has come, and how many bytes it is:
// what follows was typed.
func loose(b []byte) (key string, n int) {
	alt := uv.Key{Mod: uv.ModAlt}
	switch {
	case len(b) == 2 && b[1] == ansi.ESC:
		alt.Code = uv.KeyEscape
	case len(b) < 2 || b[1] == ansi.ESC || b[1] >= 0x80:
		return spelled(uv.Key{Code: uv.KeyEscape}), 1
	case b[1] >= 'A' && b[1] <= 'Z':
		alt.Code, alt.Mod = rune(b[1]-'A'+'a'), uv.ModAlt|uv.ModShift
	default:
		alt.Code = rune(b[1])
	}
	return spelled(alt), 2
}

// decoded returns what the library reads at the start of a sequence, and its length.
func decoded(seq []byte) (n int, event uv.Event) {
	var d uv.EventDecoder
	return d.Decode(bytes.Clone(seq)) // it writes into what it is given
}

// ends reports whether an event is a key that ends a paste.
func ends(event uv.Event) bool {
	k, ok := event.(uv.KeyPressEvent)
	return ok && key.Matches(tea.KeyPressMsg(k), key.NewBinding(key.WithKeys("esc", "ctrl+c")))
}

// pressed returns the text of a key.
func pressed(k uv.KeyPressEvent) string {
	if key.Matches(tea.KeyPressMsg(k), key.NewBinding(key.WithKeys("enter", "shift+enter"))) {
		return "\r"
	}
	return k.Text
}
