package step

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/answer"
	"goldenthread/ui/component/form"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// tension is a place between two sides that are both right, and a note. No end
// is the right one.
type tension struct {
	*writing
	tension *content.Tension
	note    *form.Field
	leaning int  // -2 to 2
	chosen  bool // there is a leaning
	row     int  // line of the head with the five places
	choose  tensionKeys
}

type tensionKeys struct{ across, left, right, digit, next key.Binding }

// OpenTension makes the question about a tension.
func OpenTension(e *env.Env, t *content.Tension) (Step, error) {
	s := &tension{tension: t, note: newField(e, "note", 4), choose: tensionKeys{
		across: key.NewBinding(key.WithKeys("right", "left"), key.WithHelp("←→", "move")),
		left:   key.NewBinding(key.WithKeys("left", "h"), key.WithHelp("←", "to the first side")),
		right:  key.NewBinding(key.WithKeys("right", "l"), key.WithHelp("→", "to the second side")),
		digit:  key.NewBinding(key.WithKeys("1", "2", "3", "4", "5"), key.WithHelp("1-5", "choose a place")),
		next:   key.NewBinding(key.WithKeys("tab", "enter", "down"), key.WithHelp("tab", "to the note")),
	}}
	p := Place{Visit: 1}
	s.writing = newWriting(e, p, s.note)
	slot := store.Slot{Step: t.Key(), Field: store.FieldTension}
	asked := t.Prompt + "\n\n- " + t.SideA + "\n- " + t.SideB
	a, l, err := open(e, answer.Question{Slot: slot, Kind: store.KindTension, Visit: p.Visit, Asked: asked})
	if err != nil {
		return nil, err
	}
	if l.Tension != nil {
		s.leaning, s.chosen = l.Tension.Leaning, true
		fill(s.note, l.Tension.Note)
	}
	a.body = s.body
	s.own(a, answer.Loaded{}, s.note)
	s.decorate = func(int) { s.decorateTension() }
	s.form.Blur()
	return s, nil
}

func (s *tension) body() store.Body {
	note := s.note.Editor.Text()
	if !s.chosen && isBlank(note) {
		return store.Body{}
	}
	return store.Body{Tension: &store.Tension{Leaning: s.leaning, Note: note}}
}

func (s *tension) decorateTension() {
	t := s.env.Theme
	head := append(s.prose(s.tension.SideA, theme.Body), "")
	s.row = len(head)
	head = append(head, s.places(), "")
	s.form.Head = append(head, s.prose(s.tension.SideB, theme.Body)...)
	style := theme.Quiet
	if s.form.Focused() != nil {
		style = theme.Loud
	}
	s.note.Above = t.Prose(s.tension.Prompt, s.width, style)
}

// placeWidth is the cells from one of the five places to the next.
const placeWidth = 8

// places draws the five places between the sides, with the number of each.
func (s *tension) places() string {
	t := s.env.Theme
	var b strings.Builder
	for i := range 5 {
		mark, style := t.Marks.Open, t.Faint
		if s.chosen && i == s.leaning+2 {
			mark, style = t.Marks.Here, t.AccentBold
		}
		b.WriteString(style.Render(fmt.Sprintf("%s %d", mark, i+1)))
		if i < 4 {
			b.WriteString(" " + t.Faint.Render(strings.Repeat(t.Marks.Rule, placeWidth-5)) + " ")
		}
	}
	return b.String()
}

// Update takes an event: for the places while they have the focus, else for
// the note.
func (s *tension) Update(msg tea.Msg) (Move, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if s.form.Focused() == nil {
			return s.press(msg)
		}
	case tea.MouseClickMsg:
		if line, ok := s.form.HeadAt(msg.Y); ok {
			if line == s.row && msg.X < 5*placeWidth {
				return Stay, s.lean(msg.X/placeWidth - 2)
			}
			return Stay, nil
		}
	}
	move, cmd := s.writing.Update(msg)
	if move == Previous {
		s.form.Blur()
		s.relayout()
		move = Stay
	}
	return move, cmd
}

func (s *tension) press(msg tea.KeyPressMsg) (Move, tea.Cmd) {
	switch {
	case key.Matches(msg, s.choose.left):
		return Stay, s.lean(s.leaning - 1)
	case key.Matches(msg, s.choose.right):
		return Stay, s.lean(s.leaning + 1)
	case key.Matches(msg, s.choose.digit):
		return Stay, s.lean(int(msg.String()[0]-'0') - 3)
	case key.Matches(msg, s.choose.next):
		s.form.SetFocus(0)
		s.relayout()
		s.form.Follow()
	case key.Matches(msg, s.keys.share, s.keys.save):
		return s.writing.Update(msg)
	}
	return Stay, nil
}

func (s *tension) lean(to int) tea.Cmd {
	s.leaning, s.chosen = max(-2, min(to, 2)), true
	s.relayout()
	return s.answers[0].touch()
}

// ShortHelp lists the keys of the footer.
func (s *tension) ShortHelp() []key.Binding {
	if s.form.Focused() == nil {
		return []key.Binding{s.choose.digit, s.choose.across, s.choose.next, s.keys.share}
	}
	return s.writing.ShortHelp()
}

// FullHelp lists all keys.
func (s *tension) FullHelp() [][]key.Binding {
	k := s.choose
	return append([][]key.Binding{{k.digit, k.left, k.right, k.next}}, s.writing.FullHelp()...)
}
