package facilitate

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content/letter"
	"goldenthread/store/session"
)

// reviewPanel asks after the commitments of last time, one by one.
type reviewPanel struct {
	*course
	do door
	at int
}

func newReviewPanel(c *course, do door) panel {
	v := &reviewPanel{course: c, do: do}
	for v.at < len(v.open())-1 && v.became(v.open()[v.at].ID) != "" {
		v.at++
	}
	return v
}

func (v *reviewPanel) open() []session.Commitment { return v.history.open }

type reviewKeys struct{ kept, tried, changed, dropped, next, back, close key.Binding }

func newReviewKeys() reviewKeys {
	return reviewKeys{
		kept:    bind("1", "kept", "1"),
		tried:   bind("2", "tried", "2"),
		changed: bind("3", "changed", "3"),
		dropped: bind("4", "dropped", "4"),
		next:    bind("→", "next", "right", "down", "pgdown", "enter", "n"),
		back:    bind("←", "back", "left", "up", "pgup", "p"),
		close:   bind("esc", "back", "esc", "alt+esc"),
	}
}

func (v *reviewPanel) keys() []key.Binding {
	k := newReviewKeys()
	k.back.SetEnabled(v.at > 0)
	return []key.Binding{k.kept, k.tried, k.changed, k.dropped, k.next, k.close, k.back}
}

// answers returns what a key says of the commitment that is asked after.
func (v *reviewPanel) answers(k reviewKeys) []binding {
	if len(v.open()) == 0 {
		return nil
	}
	say := func(state session.State) action {
		c := v.open()[v.at]
		c.State = state
		return putCommitment{c}
	}
	return []binding{
		{k.kept, say(session.StateKept)},
		{k.tried, say(session.StateTried)},
		{k.changed, say(session.StateChanged)},
		{k.dropped, say(session.StateDropped)},
	}
}

func (v *reviewPanel) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	k, last := newReviewKeys(), len(v.open())-1
	if a := bound(v.answers(k), press); a != nil {
		_ = v.do(a)
		return nil
	}
	switch {
	case key.Matches(press, k.close) || last < 0 || key.Matches(press, k.next) && v.at == last:
		_ = v.do(closePanel{})
	case key.Matches(press, k.next):
		v.at++
	case key.Matches(press, k.back):
		v.at = max(0, v.at-1)
	}
	return nil
}

func (v *reviewPanel) slide(int) slide {
	t := v.env.Theme
	if len(v.open()) == 0 {
		return slide{lines: []string{"Nothing is open from last time."}}
	}
	c := v.open()[v.at]
	said := fmt.Sprintf("%d of %d, said on %s", v.at+1, len(v.open()), dayWords(c.Said))
	asked := t.Bold.Render("Kept, tried, changed or dropped?")
	if state := v.became(c.ID); state != "" {
		asked = t.AccentBold.Render(letter.Capital(string(state)) + ".")
	}
	return slide{question: sentence(c), lines: []string{t.Faint.Render(said), "", asked}}
}
