package terminal

import (
	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"goldenthread/ui/terminal/input"
)

// forgetMsg asks the library to keep nothing of what was typed.
type forgetMsg struct{ then func() }

// Forget returns a command after which the library keeps nothing of what was typed.
// Then it calls then, on a goroutine of its own.
func Forget(then func()) tea.Cmd {
	return func() tea.Msg { return forgetMsg{then} }
}

// forget begins to forget. Keys that come from no terminal are kept nowhere here.
func (p *Program) forget(msg forgetMsg) {
	if p.keys == nil {
		go msg.then()
		return
	}
	p.forgets = append(p.forgets, msg.then)
	p.keys.Forget()
}

// forgotten goes on when the library has read all that lets it forget.
func (p *Program) forgotten(read uv.UnknownApcEvent) {
	if string(read) != input.Forgotten() {
		return
	}
	for _, then := range p.forgets {
		go then()
	}
	p.forgets = nil
}
