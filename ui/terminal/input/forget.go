package input

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The decoder keeps what it has read in a buffer, in which what comes next takes the
// place of what was typed long before. Nobody can reach it to clear it, but as long as
// it reads small pieces it has room for a few of them only.
const (
	piece    = 256 // bytes that are read at once
	toForget = 16  // pieces that fill the buffer, whatever is in it
	nothing  = 32  // bytes of a sequence that means nothing; a piece is a multiple of it
)

// Forget lets the decoder read over what it has kept of what was typed. Nothing that is
// on its way is lost.
func (r *Reader) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forgets = true
	if r.now != nil {
		r.now.Cancel()
	}
}

// Forgotten returns the last sequence that the decoder reads to forget.
func Forgotten() string { return saying("!") }

// blank returns what the decoder reads to forget.
func blank() string {
	return strings.Repeat(saying("."), toForget*piece/nothing-1) + Forgotten()
}

// saying returns a sequence that means nothing.
func saying(sign string) string {
	return fmt.Sprintf("%c_%s%c\\", ansi.ESC, strings.Repeat(sign, nothing-4), ansi.ESC)
}
