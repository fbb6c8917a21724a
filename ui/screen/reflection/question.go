package reflection

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/step"
)

// question shows one question that belongs to no stage: what became of a commitment,
// or on which of two sides a person is.
type question struct {
	asked
	env   *env.Env
	title string
	width int
}

// ask makes the screen of a question.
func ask(e *env.Env, s step.Step, title string) nav.Screen {
	return &question{asked: asked{s}, env: e, title: title}
}

func (q *question) SetSize(width, height int) {
	q.width = width
	q.step.SetSize(width, height)
}

// Update takes an event; after the last field the question is done.
func (q *question) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	moved, move, cmd := q.advance(msg)
	if moved == step.Next {
		return nav.Pop{}, cmd
	}
	return move, cmd
}

// advance takes an event, and returns Next after the last field. Nothing comes before
// the first.
func (q *question) advance(msg tea.Msg) (step.Move, nav.Move, tea.Cmd) {
	moved, cmd := q.step.Update(msg)
	if moved != step.Next {
		moved = step.Stay
	}
	return moved, nil, cmd
}

// View draws the question.
func (q *question) View() tea.View {
	v := tea.NewView(q.step.View())
	v.Cursor = q.cursor()
	return v
}

// Status returns whether the answer is safe, and how far it may go.
func (q *question) Status() (string, bool) { return stepState(q.env.Theme, q.step, q.width) }

// Title names what is asked about.
func (q *question) Title() string { return q.title }

// ShortHelp lists the keys of the footer.
func (q *question) ShortHelp() []key.Binding { return q.step.ShortHelp() }

// FullHelp lists all keys.
func (q *question) FullHelp() [][]key.Binding { return q.step.FullHelp() }
