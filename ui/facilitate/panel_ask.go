package facilitate

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/session"
)

// askPanel takes a question and its options, to be voted on at once.
type askPanel struct {
	*course
	do       door
	question *field
	options  *field
}

func newAskPanel(c *course, do door) panel {
	a := &askPanel{course: c, do: do, question: newField(c.env), options: newField(c.env)}
	fillUnsent(c.place.Unsent[panelVote], a.question, a.options)
	a.question.editor.Focus()
	return a
}

func (*askPanel) typing() bool { return true }

// unsent returns a question that nobody votes on yet.
func (a *askPanel) unsent() []string { return unsentText(a.question, a.options) }

// focused returns the field that has the keys, and the other one.
func (a *askPanel) focused() (focused, other *field) {
	if a.options.editor.Focused() {
		return a.options, a.question
	}
	return a.question, a.options
}

type askKeys struct{ enter, ballot, next, close key.Binding }

func newAskKeys() askKeys {
	return askKeys{
		enter:  bind("enter", "options, then hands or cards", "enter"),
		ballot: bind("ctrl+l", "laptop round", "ctrl+l"),
		next:   bind("tab", "other field", "tab", "shift+tab", "up", "down"),
		close:  bind("esc", "back", "esc", "alt+esc"),
	}
}

func (a *askPanel) keys() []key.Binding {
	k := newAskKeys()
	if focused, _ := a.focused(); focused == a.options {
		k.enter = named(k.enter, "count hands or cards")
	}
	return []key.Binding{k.enter, k.ballot, k.close, k.next}
}

func (a *askPanel) update(msg tea.Msg) tea.Cmd {
	focused, other := a.focused()
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return focused.update(msg)
	}
	k := newAskKeys()
	switch {
	case key.Matches(press, k.close):
		_ = a.do(closePanel{})
	case key.Matches(press, k.next), key.Matches(press, k.enter) && focused == a.question:
		focused.editor.Blur()
		other.editor.Focus()
	case key.Matches(press, k.enter):
		a.ask(session.Hands)
	case key.Matches(press, k.ballot):
		a.ask(session.Ballot)
	default:
		return focused.update(press)
	}
	return nil
}

// ask begins the vote, and lets the panel that takes votes go on.
func (a *askPanel) ask(method session.Method) {
	if a.do(askRoom{a.question.text(), a.choices(), method}) != nil {
		return
	}
	a.question.editor.SetText("")
	a.options.editor.SetText("")
	_ = a.do(openPanel{panelVote})
}

// choices returns the options that were typed between commas.
func (a *askPanel) choices() []string {
	var options []string
	for _, option := range strings.Split(a.options.text(), ",") {
		if option = strings.TrimSpace(option); option != "" {
			options = append(options, option)
		}
	}
	return options
}

func (a *askPanel) slide(width int) slide {
	t := a.env.Theme
	var s slide
	for _, part := range []struct {
		label string
		field *field
	}{{"A question for everyone", a.question}, {"Options, with commas between them", a.options}} {
		style := t.Faint
		if part.field.editor.Focused() {
			style = t.Bold
		}
		s.lines = append(s.lines, style.Render(part.label))
		lines, cursor := part.field.lines(t, width)
		if cursor != nil {
			s.cursor = tea.NewCursor(cursor.X, cursor.Y+len(s.lines))
		}
		s.lines = append(s.lines, lines...)
	}
	s.lines = append(s.lines, "", t.Faint.Render(fmt.Sprintf("%d vote.", a.session.About().People)))
	s.keep = len(s.lines)
	return s
}
