package step

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/store"
	"goldenthread/ui/component/page"
	"goldenthread/ui/env"
	"goldenthread/ui/theme"
)

// read is the step that is read: the core and what good looks like. Going on
// from it marks it as read.
type read struct {
	env    *env.Env
	place  Place
	page   page.Page
	keys   readKeys
	marked bool
}

type readKeys struct{ next, on, previous, up, down, pageUp, pageDown, home, end key.Binding }

func newRead(e *env.Env, p Place) (Step, error) {
	_, marked, err := e.Store.LatestOf(p.Slot(store.FieldRead), p.Visit)
	if err != nil {
		return nil, err
	}
	return &read{env: e, place: p, marked: marked, keys: readKeys{
		next:     key.NewBinding(key.WithKeys("tab", "enter", "space"), key.WithHelp("enter", "go on")),
		on:       key.NewBinding(key.WithKeys("space"), key.WithHelp("space", "a page down, then go on")),
		previous: key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "previous")),
		up:       key.NewBinding(key.WithKeys("up", "k"), key.WithHelp("↑", "scroll up")),
		down:     key.NewBinding(key.WithKeys("down", "j"), key.WithHelp("↓", "scroll down")),
		pageUp:   key.NewBinding(key.WithKeys("pgup"), key.WithHelp("pgup", "a page up")),
		pageDown: key.NewBinding(key.WithKeys("pgdown"), key.WithHelp("pgdn", "a page down")),
		home:     key.NewBinding(key.WithKeys("home"), key.WithHelp("home", "to the top")),
		end:      key.NewBinding(key.WithKeys("end"), key.WithHelp("end", "to the end")),
	}}, nil
}

func (r *read) SetSize(width, height int) {
	t := r.env.Theme
	r.page.Mark, r.page.Up, r.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	r.page.SetSize(width, height)
	r.page.Clear()
	r.page.Print(t.Prose(string(r.place.Unit.Core), width, theme.Body)...)
	r.page.Gap()
	r.page.Print(t.Bold.Render("What good looks like"))
	r.page.Gap()
	for _, good := range r.place.Unit.Good {
		for i, line := range t.Prose(string(good), width-2, theme.Body) {
			mark := "  "
			if i == 0 {
				mark = t.Faint.Render(t.Marks.Bullet) + " "
			}
			r.page.Print(mark + line)
		}
	}
	r.page.Scroll(0)
}

func (r *read) Update(msg tea.Msg) (Move, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return r.press(msg), nil
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			r.page.Scroll(-3)
		} else {
			r.page.Scroll(3)
		}
	}
	return Stay, nil
}

func (r *read) press(msg tea.KeyPressMsg) Move {
	window := max(r.page.Height()-1, 1)
	switch {
	case key.Matches(msg, r.keys.on) && r.page.Scroll(window): // a page at a time, then on
	case key.Matches(msg, r.keys.next):
		r.mark()
		return Next
	case key.Matches(msg, r.keys.previous):
		return Previous
	case key.Matches(msg, r.keys.up):
		r.page.Scroll(-1)
	case key.Matches(msg, r.keys.down):
		r.page.Scroll(1)
	case key.Matches(msg, r.keys.pageUp):
		r.page.Scroll(-window)
	case key.Matches(msg, r.keys.pageDown):
		r.page.Scroll(window)
	case key.Matches(msg, r.keys.home):
		r.page.SetTop(0)
	case key.Matches(msg, r.keys.end):
		r.page.SetTop(r.page.Rows())
	}
	return Stay
}

// mark keeps that the step was read in this visit, once. Where that cannot be
// saved it is no reason to hold up the reader, who has written nothing here.
func (r *read) mark() {
	if r.marked {
		return
	}
	mark := store.Revision{Kind: store.KindRead, Slot: r.place.Slot(store.FieldRead), Visit: r.place.Visit}
	words := []string{string(r.place.Unit.Core)}
	for _, good := range r.place.Unit.Good {
		words = append(words, "- "+string(good))
	}
	_, err := r.env.Store.Add(mark, strings.Join(words, "\n\n"))
	r.marked = err == nil
}

// View draws the window.
func (r *read) View() string { return r.page.View() }

// ShortHelp lists the keys of the footer.
func (r *read) ShortHelp() []key.Binding {
	return []key.Binding{r.keys.next, r.keys.previous}
}

// FullHelp lists all keys.
func (r *read) FullHelp() [][]key.Binding {
	k := r.keys
	return [][]key.Binding{{k.next, k.on, k.previous, k.up, k.down, k.pageUp, k.pageDown, k.home, k.end}}
}
