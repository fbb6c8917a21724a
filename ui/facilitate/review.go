package facilitate

import (
	"fmt"
	"goldenthread/store/ids"
	"goldenthread/store/session"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// review asks after the commitments of last time, one by one.
type review struct {
	run *run
	at  int
}

func newReview(r *run) panel {
	v := &review{run: r}
	for v.at < len(r.past.open)-1 && v.answered(v.at) != "" {
		v.at++
	}
	return v
}

func (*review) name() string { return panelReview }
func (*review) typing() bool { return false }

// answered returns what was said of a commitment in this session, or "".
func (v *review) answered(i int) session.State { return v.run.became(v.run.past.open[i].ID) }

// became returns what was said in this session of an earlier commitment.
func (r *run) became(id ids.ID) session.State {
	for _, c := range r.session.Commitments() {
		if c.ID == id {
			return c.State
		}
	}
	return ""
}

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

func (v *review) keys() []key.Binding {
	k := newReviewKeys()
	k.back.SetEnabled(v.at > 0)
	return []key.Binding{k.kept, k.tried, k.changed, k.dropped, k.next, k.close, k.back}
}

func (v *review) update(msg tea.Msg) (done bool, cmd tea.Cmd, err error) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil, nil
	}
	k := newReviewKeys()
	last := len(v.run.past.open) - 1
	for state, b := range map[session.State]key.Binding{session.StateKept: k.kept, session.StateTried: k.tried, session.StateChanged: k.changed, session.StateDropped: k.dropped} {
		if last >= 0 && key.Matches(press, b) {
			c := v.run.past.open[v.at]
			c.State = state
			_, err := v.run.session.PutCommitment(c)
			return false, nil, err
		}
	}
	switch {
	case key.Matches(press, k.close) || last < 0:
		return true, nil, nil
	case key.Matches(press, k.next):
		if v.at == last {
			return true, nil, nil
		}
		v.at++
	case key.Matches(press, k.back):
		v.at = max(0, v.at-1)
	}
	return false, nil, nil
}

func (v *review) body(width, _ int) body {
	t := v.run.env.Theme
	if len(v.run.past.open) == 0 {
		return body{lines: []string{"Nothing is open from last time."}}
	}
	c := v.run.past.open[v.at]
	b := body{question: spokenWords(c)}
	b.lines = append(b.lines, t.Faint.Render(fmt.Sprintf("%d of %d, said on %s", v.at+1, len(v.run.past.open), dayWords(c.Said))), "")
	if state := v.answered(v.at); state != "" {
		b.lines = append(b.lines, t.AccentBold.Render(sentence(string(state))+"."))
	} else {
		b.lines = append(b.lines, t.Bold.Render("Kept, tried, changed or dropped?"))
	}
	return b
}

// openLines are the commitments of last time, with what became of them.
func (r *run) openLines(width int) []string {
	t := r.env.Theme
	if len(r.past.open) == 0 {
		return []string{t.Faint.Render("Nothing is open from an earlier session of this group.")}
	}
	var lines []string
	for _, c := range r.past.open {
		lines = append(lines, spokenLine(t, c, width)...)
		if state := r.became(c.ID); state != "" {
			lines[len(lines)-1] += "  " + t.AccentBold.Render(string(state))
		}
	}
	return lines
}

// carryOver takes what was open and not asked about into this session, so that
// the next one finds it.
func (r *run) carryOver() error {
	for _, c := range r.past.open {
		if r.became(c.ID) == "" {
			if _, err := r.session.PutCommitment(c); err != nil {
				return err
			}
		}
	}
	return nil
}
