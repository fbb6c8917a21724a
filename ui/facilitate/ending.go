package facilitate

import (
	"errors"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/session"
	"goldenthread/ui/console"
)

// ending asks the group what is to be kept, and ends the session.
type ending struct {
	run  *run
	keep session.Keep
}

func newEnding(r *run) panel { return &ending{run: r, keep: r.session.About().Keep} }

func (*ending) name() string { return panelEnd }
func (*ending) typing() bool { return false }

// parts are what may be kept, in the order of their numbers.
func (e *ending) parts() []struct {
	name string
	kept *bool
} {
	return []struct {
		name string
		kept *bool
	}{
		{"How the votes were spread, as counts", &e.keep.Counts},
		{"Headings and themes, and how many cards", &e.keep.Themes},
		{"What we said we will do", &e.keep.Commitments},
		{"The cards, word for word", &e.keep.Cards},
	}
}

type endingKeys struct{ choose, enter, close key.Binding }

func newEndingKeys() endingKeys {
	return endingKeys{
		choose: bind("1-4", "keep or forget", "1", "2", "3", "4"),
		enter:  bind("enter", "end the session", "enter"),
		close:  bind("esc", "not yet", "esc", "alt+esc"),
	}
}

func (e *ending) keys() []key.Binding {
	k := newEndingKeys()
	return []key.Binding{k.choose, k.enter, k.close}
}

func (e *ending) update(msg tea.Msg) (done bool, cmd tea.Cmd, err error) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil, nil
	}
	k := newEndingKeys()
	switch {
	case key.Matches(press, k.close):
		return true, nil, nil
	case key.Matches(press, k.choose):
		part := e.parts()[press.Text[0]-'1']
		*part.kept = !*part.kept
	case key.Matches(press, k.enter):
		if err := e.run.finish(e.keep); err != nil {
			return false, nil, err
		}
		return true, nil, nil
	}
	return false, nil, nil
}

// finish ends the session. What it took is kept with it.
func (r *run) finish(keep session.Keep) error {
	if err := r.carryOver(); err != nil {
		return err
	}
	now := r.env.Now()
	p := r.place
	p.Spent = p.spent(now)
	p.Entered, p.Panel, p.Half = now, "", nil
	if err := r.session.SetPlace(p.Place); err != nil {
		return err
	}
	err := r.session.End(keep)
	var left *session.Remains
	if r.ended = err == nil || errors.As(err, &left); !r.ended {
		return err
	}
	r.place, r.remains = p, err != nil
	return nil
}

func (e *ending) body(width, _ int) body {
	t := e.run.env.Theme
	b := body{question: "What shall we keep?"}
	for i, part := range e.parts() {
		mark, said := t.Faint.Render(t.Marks.Open), "forget"
		if *part.kept {
			mark, said = t.Accent.Render(t.Marks.Done), "keep"
		}
		left := t.Key.Render(string(rune('1'+i))) + " " + mark + " " + pad(said, 8)
		for _, line := range t.Wrap(part.name, width-visible(left), t.Text) {
			b.lines = append(b.lines, left+line)
			left = strings.Repeat(" ", visible(left))
		}
	}
	return b
}

// over is the last thing that a room sees.
type over struct {
	env           *Env
	session       *session.Session
	remains       bool // the bytes of what was forgotten could not be taken away
	width, height int
}

func newOver(e *Env, s *session.Session, remains bool) face {
	return &over{env: e, session: s, remains: remains}
}

// begin tells the consoles.
func (o *over) begin() tea.Cmd {
	about := o.session.About()
	o.env.Show(console.Frame{Group: about.Group, Title: about.Title, Ended: true, Shown: []string{"Thank you."}})
	return nil
}

func (o *over) update(msg tea.Msg) (face, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		return nil, nil
	}
	return o, nil
}

func (o *over) layout(width, height int) { o.width, o.height = width, height }
func (o *over) typing() bool             { return false }

func (o *over) keys() []key.Binding { return []key.Binding{bind("enter", "close", "enter")} }

func (o *over) view() picture {
	t, s := o.env.Theme, newSheet(o.width, o.height)
	r := run{env: o.env, width: o.width, height: o.height}
	b := body{question: "Thank you.", lines: t.Wrap("The session is over, and what you agreed to keep is kept.", s.column(), t.Text)}
	b = b.under(t.Wrap("The report: goldenthread session show", s.column(), t.Faint))
	if o.remains {
		b = b.under(t.Wrap("What you forgot is gone from the session, but its file could not be made anew, and traces may be in it.", s.column(), t.Alarm))
	}
	lines := r.arrange(s, b, timer{line: []string{""}})
	return picture{lines: s.set(s.header(t, o.session.About().Title, "ROOM"), hints(t, o.keys(), s.inner), lines)}
}
