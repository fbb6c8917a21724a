package facilitate

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/session"
	"goldenthread/ui/phrase"
)

// endPanel asks the group what is to be kept, and ends the session.
type endPanel struct {
	*course
	do   door
	keep session.Keep
}

func newEndPanel(c *course, do door) panel {
	return &endPanel{course: c, do: do, keep: c.session.About().Keep}
}

// part is a kind of words or counts that may be kept.
type part struct {
	name string
	kept *bool
}

// parts returns what may be kept, in the order of its numbers.
func (e *endPanel) parts() []part {
	return []part{
		{"How the votes were spread, as counts", &e.keep.Counts},
		{"Headings and themes, and how many cards", &e.keep.Themes},
		{"What we said we will do", &e.keep.Commitments},
		{"The cards, word for word", &e.keep.Cards},
	}
}

type endKeys struct{ choose, enter, close key.Binding }

func newEndKeys() endKeys {
	return endKeys{
		choose: bind("1-4", "keep or forget", "1", "2", "3", "4"),
		enter:  bind("enter", "end the session", "enter"),
		close:  bind("esc", "not yet", "esc", "alt+esc"),
	}
}

func (e *endPanel) keys() []key.Binding {
	k := newEndKeys()
	return []key.Binding{k.choose, k.enter, k.close}
}

func (e *endPanel) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	k := newEndKeys()
	if key.Matches(press, k.choose) {
		chosen := e.parts()[press.String()[0]-'1']
		*chosen.kept = !*chosen.kept
		return nil
	}
	if a := bound([]binding{{k.enter, endSession{e.keep}}, {k.close, closePanel{}}}, press); a != nil {
		_ = e.do(a)
	}
	return nil
}

func (e *endPanel) slide(width int) slide {
	t := e.env.Theme
	s := slide{question: "What shall we keep?"}
	for i, part := range e.parts() {
		mark, said := t.Faint.Render(t.Marks.Open), "forget"
		if *part.kept {
			mark, said = t.Accent.Render(t.Marks.Done), "keep"
		}
		left := t.Key.Render(string(rune('1'+i))) + " " + mark + " " + phrase.Pad(said, 8)
		for _, line := range t.Wrap(part.name, width-visible(left), t.Text) {
			s.lines = append(s.lines, left+line)
			left = strings.Repeat(" ", visible(left))
		}
	}
	return s
}
