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

// dueScreen asks what became of one commitment.
type dueScreen struct {
	env  *env.Env
	unit *content.Unit
	step step.Step
}

func newDue(e *env.Env, r DueRoute) (nav.Screen, error) {
	all, err := insight.Commitments(e.Book, e.Store)
	if _, err = unreadable(err); err != nil {
		return nil, err
	}
	for _, c := range all {
		if c.ID != r.ID {
			continue
		}
		d := &dueScreen{env: e, unit: e.Book.Unit(c.Unit)}
		d.step, err = step.OpenDue(e, d.unit, c)
		return d, err
	}
	return nil, fmt.Errorf("screen: no commitment %s", r.ID)
}

func (d *dueScreen) SetSize(width, height int) { d.step.SetSize(width, height) }

// Update takes an event; going on from the last field is done.
func (d *dueScreen) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	move, cmd := d.step.Update(msg)
	if move == step.Next {
		return nav.Pop{}, cmd
	}
	return nil, cmd
}

// View draws the question.
func (d *dueScreen) View() tea.View {
	v := tea.NewView(d.step.View())
	v.Cursor = d.step.Cursor()
	return v
}

// Leave keeps the answer.
func (d *dueScreen) Leave() error { return d.step.Leave() }

// Back closes what is open over the step, if anything is.
func (d *dueScreen) Back() bool {
	f, ok := d.step.(nav.Folding)
	return ok && f.Back()
}

// Typing says whether printable keys are text.
func (d *dueScreen) Typing() bool { return d.step.Typing() }

// Status says whether what is on the screen is safe.
func (d *dueScreen) Status() (string, bool) { return saveState(d.step.State()) }

// Title is the unit that the commitment was made in.
func (d *dueScreen) Title() string {
	return "A commitment " + d.env.Theme.Marks.Crumb + " " + d.unit.Title
}

// ShortHelp lists the keys of the footer.
func (d *dueScreen) ShortHelp() []key.Binding { return d.step.ShortHelp() }

// FullHelp lists all keys.
func (d *dueScreen) FullHelp() [][]key.Binding { return d.step.FullHelp() }
