package file

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/list"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
	"goldenthread/ui/trouble"
)

// snapshotsScreen offers the snapshots of a workbook that cannot be opened.
type snapshotsScreen struct {
	list.List
	rescuer
	all []store.Snapshot
}

func newSnapshots(e *env.Env, r route.Snapshots) (*snapshotsScreen, error) {
	all, err := store.Snapshots(r.Rescue.Case.Problem.Path)
	if len(all) == 0 && err != nil {
		return nil, err
	}
	s := &snapshotsScreen{List: list.New(e.Theme), rescuer: rescuer{e, r.Rescue}, all: all}
	s.Keys.Open.SetHelp("enter", "restore it")
	s.Build = s.print
	return s, nil
}

const whenColumns = 26

func (s *snapshotsScreen) print() {
	t, rescue, width := s.with.Theme, s.rescue, s.Page.Width()
	if said := rescue.Failed; said != "" {
		s.Page.Print(t.Wrap(said, width, t.Bold)...)
		s.Page.Gap()
	}
	if rescue.Working != "" {
		s.Page.Print(t.Faint.Render(t.Sign(rescue.Working)))
		return
	}
	if rescue.Case.Problem.Kind != store.ProblemMissing {
		s.Page.Print(t.Prose("The file that is there now is kept, under another name.", width, theme.Body)...)
		s.Page.Gap()
	}
	for _, snap := range s.all {
		when := phrase.Pad(phrase.Moment(snap.At), whenColumns)
		if snap.Err != nil { // nothing could come of choosing it
			s.Page.Print("  " + s.Fit(t.Faint.Render(when+"damaged"), width-2))
			continue
		}
		if s.Current() {
			when = t.Bold.Render(when)
		}
		s.Add(s.restores(snap), s.Fit(when+t.Faint.Render(trouble.Holds(snap)), width-2))
	}
}

// restores is the act of a row that restores a snapshot.
func (s *snapshotsScreen) restores(snap store.Snapshot) list.Act {
	return func() (nav.Move, tea.Cmd) {
		cmd := s.restore(snap.Path)
		s.Layout()
		return nil, cmd
	}
}

// Update takes an event.
func (s *snapshotsScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	if _, ok := msg.(failedMsg); ok {
		s.Layout()
		s.Page.SetTop(0)
		return nil, nil
	}
	return s.List.Update(msg)
}

// Title names the snapshots.
func (s *snapshotsScreen) Title() string {
	return "Golden Thread " + s.with.Theme.Marks.Crumb + " Snapshots"
}

// ShortHelp lists the keys of the footer.
func (s *snapshotsScreen) ShortHelp() []key.Binding {
	if s.busy() || s.Empty() {
		return nil
	}
	return s.List.ShortHelp()
}
