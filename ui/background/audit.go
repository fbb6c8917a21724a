package background

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
)

// auditPause keeps the audit out of the way of the first screen.
const auditPause = time.Second

// Audit reads every value once and compares it with its checksum. bbolt has none,
// and does not notice a flipped bit.
type Audit struct{ env *env.Env }

type auditedMsg struct{ found []*store.Damage }

// NewAudit makes the task.
func NewAudit(e *env.Env) *Audit { return &Audit{e} }

// Start begins the pause before the audit.
func (a *Audit) Start() tea.Cmd {
	st := a.env.Store
	return a.env.Tick(auditPause, func(time.Time) tea.Msg {
		audit, _ := st.Audit() // an error is said by whatever reads next
		return auditedMsg{audit.Damage}
	})
}

// Update lets the screens say what is damaged. If the workbook was locked since, it
// is found again at the next start.
func (a *Audit) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	audited, ok := msg.(auditedMsg)
	if !ok || len(audited.found) == 0 || !a.env.Readable() {
		return Outcome{Taken: ok}, nil
	}
	return Outcome{
		Taken:   true,
		News:    nav.Damaged{Found: audited.found},
		Detail:  route.Home{},
		Warning: []string{"Something in the file is damaged; everything else is readable. Home says what.", "Something in the file is damaged. Home says what."},
	}, nil
}

// Settle does nothing: there is one audit.
func (a *Audit) Settle() tea.Cmd { return nil }
