package facilitate

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store/session"
	"goldenthread/ui/component/page"
	"goldenthread/ui/phrase"
)

// chooseScreen lists what can begin: sessions that were interrupted, and agendas.
type chooseScreen struct {
	env      *Env
	sessions []session.File
	running  []session.File
	agendas  []*content.Agenda
	filter   string
	cursor   int
	note     string
	page     page.Page
}

func newChooseScreen(e *Env) (*chooseScreen, error) {
	c := &chooseScreen{env: e, agendas: e.Book.Agendas()}
	var err error
	c.sessions, err = session.List(e.Folder)
	for _, f := range c.sessions {
		if f.Running() {
			c.running = append(c.running, f)
		}
	}
	return c, err
}

// choice is a row: a session to carry on, or an agenda to start.
type choice struct {
	session *session.File
	agenda  *content.Agenda
}

// choices returns the rows that hold every word that was typed.
func (c *chooseScreen) choices() []choice {
	var found []choice
	fits := func(text string) bool {
		for _, word := range strings.Fields(strings.ToLower(c.filter)) {
			if !strings.Contains(strings.ToLower(text), word) {
				return false
			}
		}
		return true
	}
	for i, f := range c.running {
		if fits(f.About.Group + " " + f.About.Title + " carry on") {
			found = append(found, choice{session: &c.running[i]})
		}
	}
	for _, a := range c.agendas {
		if fits(a.Title + " " + a.For + " " + string(a.ID)) {
			found = append(found, choice{agenda: a})
		}
	}
	return found
}

type chooseKeys struct{ up, down, pageUp, pageDown, enter, erase, close key.Binding }

func newChooseKeys() chooseKeys {
	return chooseKeys{
		up:       bind("↑↓", "choose", "up"),
		down:     bind("↓", "down", "down", "tab"),
		pageUp:   bind("pgup", "up", "pgup"),
		pageDown: bind("pgdn", "down", "pgdown"),
		enter:    bind("enter", "open", "enter"),
		erase:    bind("backspace", "take a letter back", "backspace"),
		close:    bind("esc", "leave", "esc", "alt+esc"),
	}
}

func (c *chooseScreen) keys() []key.Binding {
	k := newChooseKeys()
	if c.filter != "" {
		k.close = named(k.close, "show all")
	}
	return []key.Binding{k.up, k.enter, named(bind("a-z", "", "a"), "type to find"), k.close}
}

func (c *chooseScreen) update(msg tea.Msg) (screen, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return c, nil
	}
	k, rows := newChooseKeys(), c.choices()
	c.note = ""
	switch {
	case key.Matches(press, k.up):
		c.cursor--
	case key.Matches(press, k.down):
		c.cursor++
	case key.Matches(press, k.pageUp):
		c.cursor -= c.page.Height()
	case key.Matches(press, k.pageDown):
		c.cursor += c.page.Height()
	case key.Matches(press, k.erase) && c.filter != "":
		letters := []rune(c.filter)
		c.filter, c.cursor = string(letters[:len(letters)-1]), 0
	case key.Matches(press, k.close) && c.filter != "":
		c.filter, c.cursor = "", 0
	case key.Matches(press, k.close):
		return nil, nil
	case key.Matches(press, k.enter) && c.cursor < len(rows):
		return c.take(rows[c.cursor])
	case press.Text != "":
		c.filter, c.cursor = c.filter+press.Text, 0
	}
	c.cursor = max(0, min(c.cursor, len(c.choices())-1))
	return c, nil
}

func (c *chooseScreen) take(row choice) (screen, tea.Cmd) {
	if row.agenda != nil {
		return newStartScreen(c.env, row.agenda, c), nil
	}
	s, err := session.Open(row.session.Path, session.Options{Now: c.env.Now})
	if err != nil {
		c.note = "That session is open in another window: close it there, or choose another."
		return c, nil
	}
	return newRun(c.env, s, loadHistory(c.sessions, s.About().Group))
}

// print fills the page with the rows, and turns it to the one that is chosen.
func (c *chooseScreen) print(l layout) {
	t, rows := l.theme, c.choices()
	c.page.Mark, c.page.Up, c.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	c.page.SetSize(l.column(), l.rows)
	c.page.Clear()
	head := "What shall the group do?"
	if c.filter != "" {
		head = "Find: " + c.filter + "_"
	}
	c.page.Print(t.Bold.Render(head), "")
	last := ""
	for i, row := range rows {
		if kind := row.kind(); kind != last {
			c.page.Gap()
			c.page.Print(t.Faint.Render(kind))
			last = kind
		}
		at := c.page.Rows()
		mark, style := "  ", t.Text
		if i == c.cursor {
			mark, style = t.Accent.Render(t.Marks.Row)+" ", t.Bold
		}
		name, side := row.words(c.env)
		room := l.column() - 2 - ansi.StringWidth(side) - 2
		line := mark + style.Render(ansi.Truncate(name, room, t.Marks.Ellipsis))
		c.page.Print(phrase.Pad(line, l.column()-ansi.StringWidth(side)) + t.Faint.Render(side))
		if i == c.cursor {
			first := at
			if i == 0 {
				first = 0
			}
			c.page.Reveal(first, at+1)
		}
	}
	if len(rows) == 0 {
		c.page.Print("Nothing of that name. " + t.Sign("esc") + " shows all.")
	}
}

// kind returns the heading of a row.
func (row choice) kind() string {
	switch {
	case row.session != nil:
		return "Carry on"
	case row.agenda.Asks:
		return "A question of your own"
	case string(row.agenda.ID) == string(row.agenda.Unit):
		return "A unit as a group"
	}
	return "Agendas"
}

func (row choice) words(e *Env) (name, side string) {
	if row.agenda != nil {
		return row.agenda.Title, fmt.Sprintf("%d min", row.agenda.Minutes)
	}
	if row.session.Err != nil {
		return row.session.Name(), "open in another window"
	}
	about := row.session.About
	return about.Group + ": " + about.Title, "begun " + about.Began.Format("2 Jan, 15:04")
}

func (c *chooseScreen) compose(width, height int) frame {
	l := newLayout(c.env.Theme, width, height)
	c.print(l)
	footer := l.hints(c.keys())
	if c.note != "" {
		footer = l.note(c.note)
	}
	room := indented(strings.Split(c.page.View(), "\n"), (l.inner-l.column())/2)
	return frame{lines: l.frame(l.header("Facilitate", "ROOM"), footer, room)}
}
