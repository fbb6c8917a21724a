package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
)

// auditPause is how long after the start everything is read once: the first
// screen does not wait for it.
const auditPause = time.Second

// auditedMsg is what was found.
type auditedMsg struct{ found []*store.Damage }

// auditLater reads every value in the background, and compares it with its
// checksum. bbolt has none, and does not notice a flipped bit.
func (a *App) auditLater() tea.Cmd {
	st := a.env.Store
	return a.env.Tick(auditPause, func(time.Time) tea.Msg {
		audit, _ := st.Audit() // an error is said by whatever reads next
		return auditedMsg{audit.Damage}
	})
}

// audited lets the screens say what is damaged. Where home is not seen, the
// footer does.
func (a *App) audited(msg auditedMsg) tea.Cmd {
	if len(msg.found) == 0 || !a.open() { // what is damaged is found again at the next start
		return nil
	}
	if r := a.stack[len(a.stack)-1].route; r != (route.Home{}) && a.trouble == nil {
		a.trouble = []string{"Something in the file is damaged; everything else is readable. Home says what.", "Something in the file is damaged. Home says what."}
	}
	return a.news(nav.Damaged{Found: msg.found})
}
