package facilitate

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/clock"
)

// tickMsg reports that the clock shows something else.
type tickMsg struct{ ends time.Time }

// ticker waits for the moments at which the clock shows something else, and
// rings once when nothing is left.
type ticker struct {
	armed time.Time // the end of the clock that a tick is under way for
	rang  bool
}

// arm asks for the next tick, unless that is under way.
func (t *ticker) arm(e *Env, p place) tea.Cmd {
	if p.paused() {
		t.armed = time.Time{}
		return nil
	}
	ends := p.Ends
	if ends.Equal(t.armed) {
		return nil
	}
	t.armed = ends
	return e.Tick(clock.Next(p.left(e.Now())), func(time.Time) tea.Msg { return tickMsg{ends} })
}

// take reports whether a tick is the one that was asked for: not one of a clock
// that was set anew since.
func (t *ticker) take(msg tickMsg) bool {
	if !msg.ends.Equal(t.armed) {
		return false
	}
	t.armed = time.Time{}
	return true
}

// ring rings the first time that nothing is left.
func (t *ticker) ring(e *Env, p place) tea.Cmd {
	if t.rang || p.left(e.Now()) > 0 {
		return nil
	}
	t.rang = true
	return tea.Raw("\a")
}
