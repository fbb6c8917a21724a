package input

import (
	"fmt"

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

// altered returns the sequence of a key with alt that came as ESC and a byte.
func altered(seq string) string {
	if k, ok := decoded([]byte(seq)).(uv.KeyPressEvent); ok {
		return spelled(uv.Key(k))
	}
	return seq
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

// decoded returns what the library reads in a whole sequence.
func decoded(seq []byte) uv.Event {
	var d uv.EventDecoder
	_, event := d.Decode(append([]byte(nil), seq...)) // it writes into what it is given
	return event
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
