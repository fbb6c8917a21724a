package ui

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/screen"
)

// snapshotPause is how long somebody writes before another snapshot is made.
const snapshotPause = time.Hour

// snapshotMsg says how a snapshot went, and snapshotDueMsg that it is time for
// the next.
type (
	snapshotMsg    struct{ err error }
	snapshotDueMsg struct{}
)

// snapshot makes a snapshot in the background, if anything changed since the
// last.
func (a *App) snapshot() tea.Cmd {
	st, now := a.env.Store, a.env.Now
	return func() tea.Msg {
		_, _, err := st.SnapshotIfDue(now())
		return snapshotMsg{err}
	}
}

// snapshotMade says what went wrong, once, and waits for the next. Of damage home
// tells more; see audited.
func (a *App) snapshotMade(err error) tea.Cmd {
	var damage *store.Damage
	if err != nil && !errors.As(err, &damage) {
		a.trouble = []string{"No snapshot could be made: " + screen.Why(err) + ". What you write is saved as ever.",
			"No snapshot could be made: " + screen.Why(err) + "."}
	}
	return a.env.Tick(snapshotPause, func(time.Time) tea.Msg { return snapshotDueMsg{} })
}
