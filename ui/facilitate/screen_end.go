package facilitate

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store/session"
	"goldenthread/ui/console"
)

// endScreen thanks the room.
type endScreen struct {
	env     *Env
	session *session.Session
	remains bool // the bytes of what was forgotten could not be taken away
}

func (e *endScreen) update(msg tea.Msg) (screen, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		return nil, nil
	}
	return e, nil
}

func (e *endScreen) compose(width, height int) frame {
	t, about := e.env.Theme, e.session.About()
	l := newLayout(t, width, height)
	s := slide{question: "Thank you.", lines: t.Wrap("The session is over, and what you agreed to keep is kept.", l.column(), t.Text)}
	s = s.under(t.Wrap("The report: goldenthread session show", l.column(), t.Faint))
	if e.remains {
		s = s.under(t.Wrap("What you forgot is gone from the session, but its file could not be made anew, and traces may be in it.", l.column(), t.Alarm))
	}
	lines, _ := new(pager).arrange(l, s, timer{line: []string{""}})
	return frame{
		lines: l.frame(l.header(about.Title, "ROOM"), l.hints([]key.Binding{bind("enter", "close", "enter")}), lines),
		told:  &console.Frame{Group: about.Group, Title: about.Title, Ended: true, Shown: []string{"Thank you."}},
	}
}
