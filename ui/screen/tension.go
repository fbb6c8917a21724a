package screen

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store/insight"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/step"
)

// tensionScreen asks where between two sides a person stands.
type tensionScreen struct {
	env  *env.Env
	step step.Step
}

func newTension(e *env.Env, r TensionRoute) (nav.Screen, error) {
	t := e.Book.Tension(r.ID)
	if t == nil {
		return nil, fmt.Errorf("screen: no tension %s", r.ID)
	}
	s, err := step.OpenTension(e, t)
	return &tensionScreen{env: e, step: s}, err
}

func (s *tensionScreen) SetSize(width, height int) { s.step.SetSize(width, height) }

// Update takes an event; going on from the note is done.
func (s *tensionScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	move, cmd := s.step.Update(msg)
	if move == step.Next {
		return nav.Pop{}, cmd
	}
	return nil, cmd
}

// View draws the question.
func (s *tensionScreen) View() tea.View {
	v := tea.NewView(s.step.View())
	v.Cursor = s.step.Cursor()
	return v
}

// Leave keeps the answer.
func (s *tensionScreen) Leave() error { return s.step.Leave() }

// Back closes what is open over the step, if anything is.
func (s *tensionScreen) Back() bool {
	f, ok := s.step.(nav.Folding)
	return ok && f.Back()
}

// Typing says whether printable keys are text.
func (s *tensionScreen) Typing() bool { return s.step.Typing() }

// Status says whether what is on the screen is safe.
func (s *tensionScreen) Status() (string, bool) { return saveState(s.step.State()) }

// Title says what it is.
func (s *tensionScreen) Title() string { return "Two sides, both right" }

// ShortHelp lists the keys of the footer.
func (s *tensionScreen) ShortHelp() []key.Binding { return s.step.ShortHelp() }

// FullHelp lists all keys.
func (s *tensionScreen) FullHelp() [][]key.Binding { return s.step.FullHelp() }

// offered returns the tensions of a unit that both sides have been worked
// through for.
func offered(e *env.Env, unit content.UnitID) ([]*content.Tension, error) {
	var ready []*content.Tension
	of := e.Book.TensionsOf(unit)
	if len(of) == 0 {
		return nil, nil
	}
	progress, err := insight.Progress(e.Book, e.Store)
	if _, err = unreadable(err); err != nil {
		return nil, err
	}
	done := func(id content.UnitID) bool {
		s := progress[id].State
		return s == insight.Open || s == insight.Returned
	}
	for _, t := range of {
		if t.Ready(done) {
			ready = append(ready, t)
		}
	}
	return ready, nil
}
