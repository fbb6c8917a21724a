package facilitate

import (
	"errors"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/ids"
	"goldenthread/store/session"
	"goldenthread/ui/duedate"
	"goldenthread/ui/phrase"
)

// commitmentPanel lets the scribe write commitments that are said aloud.
type commitmentPanel struct {
	*course
	do     door
	fields []*field // cue, action, role, date
	labels []string
	focus  int
	id     ids.ID // of the one that is changed; zero is a new one
	row    int    // which of those said is chosen; -1 while the fields have the keys
}

// commitmentLabels is the width of the fields' names.
const commitmentLabels = 10

const (
	fieldCue = iota
	fieldAction
	fieldRole
	fieldDate
)

func newCommitmentPanel(c *course, do door) panel {
	s := &commitmentPanel{course: c, do: do, row: -1, labels: []string{"When", "I will", "Role", "Again on"}}
	for range s.labels {
		s.fields = append(s.fields, newField(c.env))
	}
	fillUnsent(c.place.Unsent[panelCommitments], s.fields...)
	s.setFocus(0)
	return s
}

// unsent returns a commitment that is not kept yet. One that is being changed was
// kept before.
func (s *commitmentPanel) unsent() []string {
	if !s.id.IsZero() {
		return nil
	}
	return unsentText(s.fields...)
}

func (s *commitmentPanel) typing() bool { return s.row < 0 }

func (s *commitmentPanel) setFocus(i int) {
	s.focus = i
	for j, f := range s.fields {
		if j == i {
			f.editor.Focus()
		} else {
			f.editor.Blur()
		}
	}
}

type commitmentKeys struct{ enter, next, previous, up, down, edit, drop, close key.Binding }

func newCommitmentKeys() commitmentKeys {
	return commitmentKeys{
		enter:    bind("enter", "next", "enter"),
		next:     bind("tab", "next field", "tab", "down"),
		previous: bind("shift+tab", "before", "shift+tab", "up"),
		up:       bind("↑", "change one", "up"),
		down:     bind("↓", "down", "down"),
		edit:     bind("enter", "change it", "enter", "e"),
		drop:     bind("x", "take it out", "x", "delete"),
		close:    bind("esc", "back", "esc", "alt+esc"),
	}
}

func (s *commitmentPanel) keys() []key.Binding {
	k := newCommitmentKeys()
	if s.row >= 0 {
		return []key.Binding{k.edit, k.drop, named(bind("↑↓", "", "up"), "choose"), named(k.close, "back to the fields")}
	}
	k.up.SetEnabled(s.focus == 0 && len(s.session.Commitments()) > 0)
	if s.focus == fieldDate {
		k.enter = named(k.enter, "keep")
	}
	return []key.Binding{k.enter, k.previous, k.up, k.close, k.next}
}

func (s *commitmentPanel) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return s.fields[s.focus].update(msg)
	}
	k, said := newCommitmentKeys(), s.session.Commitments()
	if s.row >= 0 {
		s.pressRow(press, k, said)
		return nil
	}
	switch {
	case key.Matches(press, k.close):
		_ = s.do(closePanel{})
	case key.Matches(press, k.up) && s.focus == 0:
		if len(said) > 0 {
			s.row = len(said) - 1
			s.setFocus(-1)
			s.focus = 0
		}
	case key.Matches(press, k.enter) && s.focus == fieldDate:
		s.put()
	case key.Matches(press, k.enter, k.next):
		s.setFocus(min(s.focus+1, fieldDate))
	case key.Matches(press, k.previous):
		s.setFocus(max(s.focus-1, 0))
	default:
		return s.fields[s.focus].update(press)
	}
	return nil
}

// pressRow takes a key for the commitment that is chosen.
func (s *commitmentPanel) pressRow(press tea.KeyPressMsg, k commitmentKeys, said []session.Commitment) {
	s.row = min(s.row, len(said)-1)
	switch {
	case s.row < 0 || key.Matches(press, k.close) || key.Matches(press, k.down) && s.row == len(said)-1:
		s.row = -1
		s.setFocus(0)
	case key.Matches(press, k.up):
		s.row = max(0, s.row-1)
	case key.Matches(press, k.down):
		s.row++
	case key.Matches(press, k.drop):
		_ = s.do(dropCommitment{said[s.row].ID})
	case key.Matches(press, k.edit):
		s.load(said[s.row])
	}
}

// load puts a commitment into the fields, to be changed.
func (s *commitmentPanel) load(c session.Commitment) {
	s.id, s.row = c.ID, -1
	day := ""
	if !c.Due.IsZero() {
		day = c.Due.String()
	}
	for i, text := range []string{c.Cue, c.Action, c.Role, day} {
		s.fields[i].editor.SetText(text)
	}
	s.setFocus(0)
}

// put keeps what was typed. Words that are no day, or no action, leave the fields
// as they are, and the note says what works.
func (s *commitmentPanel) put() {
	c := session.Commitment{State: session.StateOpen}
	for _, known := range s.session.Commitments() {
		if known.ID == s.id {
			c = known
		}
	}
	c.Cue, c.Action, c.Role = s.fields[fieldCue].text(), s.fields[fieldAction].text(), s.fields[fieldRole].text()
	if err := s.do(sayCommitment{c, s.fields[fieldDate].text()}); err != nil {
		if errors.Is(err, noAction) {
			s.setFocus(fieldAction)
		}
		return
	}
	s.id = ids.ID{}
	for _, f := range s.fields {
		f.editor.SetText("")
	}
	s.setFocus(0)
}

func (s *commitmentPanel) slide(width int) slide {
	t := s.env.Theme
	var out slide
	for i, c := range s.session.Commitments() {
		lines := commitmentLine(t, c, width)
		if i == s.row {
			out.see = len(out.lines) + len(lines)
			lines[0] = t.Accent.Render(t.Marks.Row) + strings.TrimPrefix(lines[0], t.Faint.Render(t.Marks.Bullet))
		}
		out.lines = append(out.lines, lines...)
	}
	if s.row >= 0 {
		return out
	}
	if len(out.lines) > 0 {
		out.lines = append(out.lines, "")
	}
	first := len(out.lines)
	for i, f := range s.fields {
		label := t.Faint
		if i == s.focus {
			label = t.Bold
		}
		lines, cursor := f.lines(t, width-commitmentLabels)
		if cursor != nil {
			out.cursor = tea.NewCursor(commitmentLabels+cursor.X, cursor.Y+len(out.lines))
		}
		for j, line := range lines {
			left := ""
			if j == 0 {
				left = label.Render(s.labels[i])
			}
			out.lines = append(out.lines, phrase.Pad(left, commitmentLabels)+line)
		}
	}
	out.lines = append(out.lines, s.hintLines(width)...)
	out.keep = len(out.lines) - first
	return out
}

// hintLines says what belongs into the field that has the focus.
func (s *commitmentPanel) hintLines(width int) []string {
	said := rolesReminder
	if s.focus == fieldDate {
		said = s.understood()
	}
	const indent = commitmentLabels + 2
	return indented(s.env.Theme.Wrap(said, width-indent, s.env.Theme.Faint), indent)
}

// understood says back the day that is being typed.
func (s *commitmentPanel) understood() string {
	text := s.fields[fieldDate].text()
	if text == "" {
		return "such as: in 2 weeks, friday, 13 dec"
	}
	day, err := duedate.Parse(text, s.env.Today())
	if err != nil {
		return err.Error()
	}
	return duedate.Echo(day, s.env.Today())
}
