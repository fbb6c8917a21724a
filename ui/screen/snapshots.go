package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// snapshotsScreen is the snapshots of a workbook that cannot be opened, to be
// chosen from.
type snapshotsScreen struct {
	list
	rescuer
	all []store.Snapshot
	cmd tea.Cmd // what a row has begun
}

func newSnapshots(e *env.Env, r route.Snapshots) (nav.Screen, error) {
	all, err := store.Snapshots(r.Rescue.Case.Problem.Path)
	if len(all) == 0 && err != nil {
		return nil, err
	}
	s := &snapshotsScreen{list: list{env: e, keys: newListKeys()}, rescuer: rescuer{e, r.Rescue}, all: all}
	s.keys.open.SetHelp("enter", "restore it")
	s.build = s.print
	return s, nil
}

const whenColumns = 26

func (s *snapshotsScreen) print() {
	t, rescue, width := s.env.Theme, s.rescue, s.page.Width()
	if said := rescue.Failed; said != "" {
		s.page.Print(t.Wrap(said, width, t.Bold)...)
		s.page.Gap()
	}
	if rescue.Working != "" {
		s.page.Print(t.Faint.Render(t.Sign(rescue.Working)))
		return
	}
	if rescue.Case.Problem.Kind != store.ProblemMissing {
		s.page.Print(t.Prose("The file that is there now is kept, under another name.", width, theme.Body)...)
		s.page.Gap()
	}
	for _, snap := range s.all {
		when := padTo(trouble.Moment(snap.At), whenColumns)
		if snap.Err != nil { // nothing could come of choosing it
			s.page.Print("  " + s.fit(t.Faint.Render(when+"damaged"), width-2))
			continue
		}
		if s.current() {
			when = t.Bold.Render(when)
		}
		s.add(row{act: func() nav.Move { s.cmd = s.restore(snap.Path); return nil }}, s.fit(when+t.Faint.Render(trouble.Holds(snap)), width-2))
	}
}

// Update takes an event.
func (s *snapshotsScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	if _, ok := msg.(failedMsg); ok {
		s.layout()
		s.page.SetTop(0)
		return nil, nil
	}
	s.cmd = nil
	move := s.update(msg)
	if s.cmd != nil {
		s.layout()
	}
	return move, s.cmd
}

// Title says what is chosen from.
func (s *snapshotsScreen) Title() string {
	return "Golden Thread " + s.env.Theme.Marks.Crumb + " Snapshots"
}

// ShortHelp lists the keys of the footer.
func (s *snapshotsScreen) ShortHelp() []key.Binding {
	if s.busy() || len(s.rows) == 0 {
		return nil
	}
	return []key.Binding{s.keys.choose, s.keys.open}
}
