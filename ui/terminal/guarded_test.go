package terminal

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// secret is a root model that hides its words when it goes on.
type secret struct {
	root
	words string
}

func (s secret) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, on := msg.(tea.ResumeMsg); on {
		s.words = "Locked"
	}
	return s, nil
}

func (s secret) View() tea.View {
	v := tea.NewView(s.words)
	v.AltScreen, v.Cursor = true, tea.NewCursor(1, 1)
	return v
}

// TestCovered: from a stop on nothing is shown until the root model has seen that the
// program goes on, on a screen that has the same modes.
func TestCovered(t *testing.T) {
	var m tea.Model = guarded{Model: secret{words: "words"}}
	shows := func(words string, cursor bool) {
		t.Helper()
		if v := m.View(); v.Content != words || !v.AltScreen || (v.Cursor != nil) != cursor {
			t.Errorf("it shows %q, alternate screen %t, cursor %v", v.Content, v.AltScreen, v.Cursor)
		}
	}
	shows("words", true)
	for range 2 {
		m, _ = m.Update(coverMsg{})
		shows("", false)
	}
	m, _ = m.Update(tea.WindowSizeMsg{})
	shows("", false)
	m, _ = m.Update(tea.ResumeMsg{})
	shows("Locked", true)
}

// shown is a root model with a view that no theme has drawn.
type shown struct{ root }

func (s shown) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, nil }

func (shown) View() tea.View {
	v := tea.NewView("\x1b[1mA\x1b[m\x1b]52;c;cm0=\a\x1b[2J\u009b8m\u202Eb\u2066\u2028\x7fc")
	v.WindowTitle = "t\x1b]0;P\a"
	return v
}

// TestNothingInAViewSteers: what is left in a view by whoever drew it is taken out by
// the last door, also after the model has been updated.
func TestNothingInAViewSteers(t *testing.T) {
	var m tea.Model = guarded{Model: shown{}}
	for range 2 {
		v := m.View()
		if v.Content != "\x1b[1mA\x1b[m]52;c;cm0=[2J8mb\nc" || v.WindowTitle != "t\uFFFD]0;P\uFFFD" {
			t.Errorf("got %+q, %+q", v.Content, v.WindowTitle)
		}
		m, _ = m.Update(nil)
	}
}
