package facilitate

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/calendar"
	"goldenthread/store/ids"
	"goldenthread/store/session"
	"goldenthread/ui/duedate"
	"goldenthread/ui/theme"
)

// speaking is the scribe's panel for commitments said aloud.
type speaking struct {
	run    *run
	fields []*field // cue, action, role, date
	labels []string
	focus  int
	id     ids.ID // of the one that is changed; zero is a new one
	row    int    // which of those said is chosen; -1 while the fields have the keys
}

// spokenLabels is the column of the fields' names.
const spokenLabels = 10

const (
	fieldCue = iota
	fieldAction
	fieldRole
	fieldDate
)

func newSpoken(r *run) panel {
	s := &speaking{run: r, row: -1, labels: []string{"When", "I will", "Role", "Again on"}}
	for range s.labels {
		s.fields = append(s.fields, newField(r.env))
	}
	fillHalf(s.fields, r.place.Half[panelSpoken])
	s.setFocus(0)
	return s
}

func (*speaking) name() string { return panelSpoken }

// half is a commitment that is not kept yet. One that was kept before is safe.
func (s *speaking) half() []string {
	if !s.id.IsZero() {
		return nil
	}
	return halfOf(s.fields)
}

func (s *speaking) typing() bool { return s.row < 0 }

func (s *speaking) setFocus(i int) {
	s.focus = i
	for j, f := range s.fields {
		if j == i {
			f.editor.Focus()
		} else {
			f.editor.Blur()
		}
	}
}

type spokenKeys struct{ enter, next, previous, up, down, edit, drop, close key.Binding }

func newSpokenKeys() spokenKeys {
	return spokenKeys{
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

func (s *speaking) keys() []key.Binding {
	k := newSpokenKeys()
	if s.row >= 0 {
		return []key.Binding{k.edit, k.drop, named(bind("↑↓", "", "up"), "choose"), named(k.close, "back to the fields")}
	}
	k.up.SetEnabled(s.focus == 0 && len(s.run.session.Commitments()) > 0)
	if s.focus == fieldDate {
		k.enter = named(k.enter, "keep")
	}
	return []key.Binding{k.enter, k.previous, k.up, k.close, k.next}
}

func (s *speaking) update(msg tea.Msg) (done bool, cmd tea.Cmd, err error) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, s.fields[s.focus].update(msg), nil
	}
	k := newSpokenKeys()
	said := s.run.session.Commitments()
	if s.row >= 0 {
		return false, nil, s.pressRow(press, k, said)
	}
	switch {
	case key.Matches(press, k.close):
		return true, nil, nil
	case key.Matches(press, k.up) && s.focus == 0:
		if len(said) > 0 {
			s.row = len(said) - 1
			s.setFocus(-1)
			s.focus = 0
		}
	case key.Matches(press, k.enter) && s.focus == fieldDate:
		err = s.put()
	case key.Matches(press, k.enter, k.next):
		s.setFocus(min(s.focus+1, fieldDate))
	case key.Matches(press, k.previous):
		s.setFocus(max(s.focus-1, 0))
	default:
		return false, s.fields[s.focus].update(press), nil
	}
	return false, nil, err
}

func (s *speaking) pressRow(press tea.KeyPressMsg, k spokenKeys, said []session.Commitment) error {
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
		return s.run.session.DropCommitment(said[s.row].ID)
	case key.Matches(press, k.edit):
		s.load(said[s.row])
	}
	return nil
}

// load puts a commitment into the fields, to be changed.
func (s *speaking) load(c session.Commitment) {
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

// put keeps what was typed. Words that are no day, or no action, keep the
// fields as they are, and say what works.
func (s *speaking) put() error {
	c := session.Commitment{State: session.StateOpen}
	for _, known := range s.run.session.Commitments() {
		if known.ID == s.id {
			c = known
		}
	}
	c.Cue, c.Action, c.Role = s.fields[fieldCue].text(), s.fields[fieldAction].text(), s.fields[fieldRole].text()
	c.Due = calendar.Date{}
	if text := s.fields[fieldDate].text(); text != "" {
		day, err := duedate.Parse(text, s.run.env.Today())
		if err != nil {
			s.run.note = err.Error()
			return nil
		}
		c.Due = day
	}
	if c.Action == "" {
		s.run.note = "What will be done? Fill in \"I will\"."
		s.setFocus(fieldAction)
		return nil
	}
	if _, err := s.run.session.PutCommitment(c); err != nil {
		return err
	}
	s.id = ids.ID{}
	for _, f := range s.fields {
		f.editor.SetText("")
	}
	s.setFocus(0)
	return nil
}

func (s *speaking) body(width, _ int) body {
	t := s.run.env.Theme
	var b body
	for i, c := range s.run.session.Commitments() {
		lines := spokenLine(t, c, width)
		if i == s.row {
			b.see = len(b.lines) + len(lines)
			lines[0] = t.Accent.Render(t.Marks.Row) + strings.TrimPrefix(lines[0], t.Faint.Render(t.Marks.Bullet))
		}
		b.lines = append(b.lines, lines...)
	}
	if s.row >= 0 {
		return b
	}
	if len(b.lines) > 0 {
		b.lines = append(b.lines, "")
	}
	first := len(b.lines)
	for i, f := range s.fields {
		label := t.Faint
		if i == s.focus {
			label = t.Bold
		}
		lines, cursor := f.lines(t, width-spokenLabels)
		if cursor != nil {
			b.cursor = tea.NewCursor(spokenLabels+cursor.X, cursor.Y+len(b.lines))
		}
		for j, line := range lines {
			left := ""
			if j == 0 {
				left = label.Render(s.labels[i])
			}
			b.lines = append(b.lines, pad(left, spokenLabels)+line)
		}
	}
	said := rolesReminder
	if s.focus == fieldDate {
		said = s.understood()
	}
	for _, line := range t.Wrap(said, width-spokenLabels-2, t.Faint) {
		b.lines = append(b.lines, strings.Repeat(" ", spokenLabels+2)+line)
	}
	b.keep = len(b.lines) - first
	return b
}

// understood says back the day that is being typed.
func (s *speaking) understood() string {
	text := s.fields[fieldDate].text()
	if text == "" {
		return "such as: in 2 weeks, friday, 13 dec"
	}
	day, err := duedate.Parse(text, s.run.env.Today())
	if err != nil {
		return err.Error()
	}
	return duedate.Echo(day, s.run.env.Today())
}

// spokenLines are the commitments that were said.
func (r *run) spokenLines(width int) []string {
	var lines []string
	for _, c := range r.session.Commitments() {
		if c.Said.IsZero() {
			lines = append(lines, spokenLine(r.env.Theme, c, width)...)
		}
	}
	return lines
}

// spokenLine is a commitment in a sentence, with its role and day.
func spokenLine(t *theme.Theme, c session.Commitment, width int) []string {
	text := spokenWords(c)
	var lines []string
	for i, line := range t.Wrap(text, width-2, t.Text) {
		mark := "  "
		if i == 0 {
			mark = t.Faint.Render(t.Marks.Bullet) + " "
		}
		lines = append(lines, mark+line)
	}
	return lines
}

// spokenWords is a commitment as it is read out.
func spokenWords(c session.Commitment) string {
	text := "I will " + c.Action
	if c.Cue != "" {
		text = "When " + c.Cue + ", I will " + c.Action
	}
	side := ""
	if c.Role != "" {
		side = c.Role
	}
	if !c.Due.IsZero() {
		if side != "" {
			side += ", "
		}
		side += dayWords(c.Due)
	}
	if side != "" {
		text += " (" + side + ")"
	}
	return text
}
