package terminal

import (
	tea "charm.land/bubbletea/v2"

	"goldenthread/content/safetext"
)

// guarded is a root model of whose view nothing reaches the terminal that could
// steer it but styles. Themes and fields see to that where they draw; this is for
// what they have not drawn. While it is covered it shows nothing.
type guarded struct {
	tea.Model
	covered bool
}

// coverMsg covers the root model until a tea.ResumeMsg comes, which it sees first:
// what is to be locked is locked before it is drawn.
type coverMsg struct{}

func (g guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case coverMsg:
		g.covered = true
		return g, nil
	case tea.ResumeMsg:
		g.covered = false
	}
	var cmd tea.Cmd
	g.Model, cmd = g.Model.Update(msg)
	return g, cmd
}

func (g guarded) View() tea.View {
	v := g.Model.View()
	if g.covered {
		v.Content, v.Cursor = "", nil
	}
	v.Content, v.WindowTitle = safetext.Styled(v.Content), safetext.Name(v.WindowTitle)
	return v
}
