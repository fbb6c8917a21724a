package reflection

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/store/insight"
	"goldenthread/ui/component/list"
	"goldenthread/ui/component/thread"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// framework shows one framework: its units, then whose idea it is.
type framework struct {
	list.List
	env       *env.Env
	framework *content.Framework
	progress  map[content.UnitID]insight.Unit
	lookBack  key.Binding
}

func newFramework(e *env.Env, r route.Framework) (*framework, error) {
	f := &framework{
		List: list.New(e.Theme), env: e,
		framework: e.Book.Framework(r.ID),
		lookBack:  key.NewBinding(key.WithKeys("l"), key.WithHelp("l", "look back")),
	}
	if f.framework == nil {
		return nil, fmt.Errorf("screen: no framework %s", r.ID)
	}
	f.Build = f.print
	if err := f.Resume(); err != nil {
		return nil, err
	}
	for i, u := range f.framework.Units {
		if s := f.progress[u.ID].State; s == insight.NotYet || s == insight.Begun {
			f.SetCursor(i)
			break
		}
	}
	return f, nil
}

// Resume reads what screens above may have changed.
func (f *framework) Resume() (err error) {
	f.progress, err = insight.Progress(f.env.Book, f.env.Store)
	_, err = store.Unreadable(err)
	return err
}

func (f *framework) print() {
	t, w := f.env.Theme, f.Page.Width()
	for i, u := range f.framework.Units {
		p := f.progress[u.ID]
		number := rune(0)
		if i < 9 {
			number = rune('1' + i)
		}
		th := thread.Thread{Beads: beads(p), Here: -1}
		f.AddNumbered(number, list.Open(route.Unit{ID: u.ID}), th.Row(t, u.Title, f.Tone(), string(p.State), w-2)...)
	}
	f.Page.Gap()
	f.Page.Print(t.Prose(string(f.framework.Introduction), w, theme.Body)...)
	if f.framework.NotKnown != "" {
		f.Page.Gap()
		f.Page.Print(t.Faint.Render("What is not known"))
		f.Page.Print(t.Prose(string(f.framework.NotKnown), w, theme.Body)...)
	}
	if s := f.env.Book.Source(f.framework.Source); s != nil {
		f.Page.Gap()
		end := "."
		if strings.HasSuffix(s.Title, "?") {
			end = ""
		}
		f.Page.Print(t.Prose(fmt.Sprintf("Source: %s (%d), *%s*%s", s.Author, s.Year, s.Title, end), w, theme.Quiet)...)
	}
}

// beads returns how far each step of a unit is, for the thread.
func beads(p insight.Unit) []thread.Bead {
	out := make([]thread.Bead, len(p.Beads))
	for i, b := range p.Beads {
		switch b {
		case insight.Started:
			out[i] = thread.Begun
		case insight.Done:
			out[i] = thread.Done
		}
	}
	return out
}

// Update takes an event.
func (f *framework) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	if msg, ok := msg.(tea.KeyPressMsg); ok && key.Matches(msg, f.lookBack) {
		return nav.Push{Route: route.LookBack{Scope: string(f.framework.ID)}}, nil
	}
	return f.List.Update(msg)
}

// Title is the framework's.
func (f *framework) Title() string { return f.framework.Title }

// ShortHelp lists the keys of the footer.
func (f *framework) ShortHelp() []key.Binding {
	return []key.Binding{f.Keys.Choose, f.Keys.Open, f.lookBack}
}

// FullHelp lists all keys.
func (f *framework) FullHelp() [][]key.Binding {
	return append(f.List.FullHelp(), []key.Binding{f.lookBack})
}
