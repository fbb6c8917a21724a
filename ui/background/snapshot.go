package background

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/trouble"
)

// snapshotPause is the least time between two snapshots.
const snapshotPause = time.Hour

// Snapshots makes a snapshot at the start, and another after every pause in which
// something changed.
type Snapshots struct{ env *env.Env }

// snapshotMsg ends a snapshot, and snapshotDueMsg the pause after it.
type (
	snapshotMsg    struct{ err error }
	snapshotDueMsg struct{}
)

// NewSnapshots makes the task.
func NewSnapshots(e *env.Env) *Snapshots { return &Snapshots{e} }

// Start makes the first snapshot.
func (s *Snapshots) Start() tea.Cmd {
	st, now := s.env.Store, s.env.Now
	return func() tea.Msg {
		_, _, err := st.SnapshotIfDue(now())
		return snapshotMsg{err}
	}
}

// Update takes the ends of snapshots and of pauses.
func (s *Snapshots) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case snapshotDueMsg:
		return Outcome{Taken: true}, s.Start()
	case snapshotMsg:
		return snapshotMade(msg.err), s.env.Tick(snapshotPause, func(time.Time) tea.Msg { return snapshotDueMsg{} })
	}
	return Outcome{}, nil
}

// snapshotMade says what went wrong. Of damage the Audit tells more.
func snapshotMade(err error) Outcome {
	var damage *store.Damage
	if err == nil || errors.As(err, &damage) {
		return Outcome{Taken: true}
	}
	said := "No snapshot could be made: " + trouble.Why(err) + "."
	return Outcome{Taken: true, Warning: []string{said + " What you write is saved as ever.", said}}
}

// Settle does nothing: the pauses follow one another.
func (s *Snapshots) Settle() tea.Cmd { return nil }
