package facilitate

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
)

// groupPanel draws groups.
type groupPanel struct {
	*course
	do   door
	form content.Form
}

func newGroupPanel(c *course, do door) panel {
	g := &groupPanel{course: c, do: do, form: c.step().Form}
	if g.form != content.Pairs && g.form != content.Threes && g.form != content.Fours {
		g.form = content.Pairs
	}
	if c.place.Shuffle == 0 {
		_ = do(shuffle{}) // the note says it
	}
	return g
}

type groupKeys struct{ pairs, threes, fours, shuffle, more, less, close key.Binding }

func newGroupKeys() groupKeys {
	return groupKeys{
		pairs:   bind("2", "pairs", "2"),
		threes:  bind("3", "threes", "3"),
		fours:   bind("4", "fours", "4"),
		shuffle: bind("s", "shuffle", "s"),
		more:    bind("+", "one more person", "+", "="),
		less:    bind("-", "one fewer", "-"),
		close:   bind("esc", "back", "esc", "alt+esc", "enter"),
	}
}

func (g *groupPanel) keys() []key.Binding {
	k := newGroupKeys()
	return []key.Binding{k.pairs, k.threes, k.fours, k.shuffle, k.close, k.more, k.less}
}

func (g *groupPanel) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	k := newGroupKeys()
	switch {
	case key.Matches(press, k.pairs):
		g.form = content.Pairs
	case key.Matches(press, k.threes):
		g.form = content.Threes
	case key.Matches(press, k.fours):
		g.form = content.Fours
	}
	people := g.session.About().People
	if a := bound([]binding{
		{k.close, closePanel{}},
		{k.shuffle, shuffle{}},
		{k.more, setPeople{people + 1}},
		{k.less, setPeople{people - 1}},
	}, press); a != nil {
		_ = g.do(a)
	}
	return nil
}

func (g *groupPanel) slide(width int) slide { return g.groups(g.form, width) }
