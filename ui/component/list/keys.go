package list

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"goldenthread/ui/component/page"
)

// Keys holds the keys of a list, and of a page that is only read. Choose and Scroll name
// Up and Down for a footer.
type Keys struct{ Choose, Scroll, Up, Down, Open, PageUp, PageDown, First, Last key.Binding }

// NewKeys returns the keys of a list.
func NewKeys() Keys {
	return Keys{
		Choose:   key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "choose")),
		Scroll:   key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "scroll")),
		Up:       key.NewBinding(key.WithKeys("up", "k", "shift+tab"), key.WithHelp("↑", "up")),
		Down:     key.NewBinding(key.WithKeys("down", "j", "tab"), key.WithHelp("↓", "down")),
		Open:     key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "open")),
		PageUp:   key.NewBinding(key.WithKeys("pgup"), key.WithHelp("pgup", "scroll up")),
		PageDown: key.NewBinding(key.WithKeys("pgdown", "space"), key.WithHelp("pgdn", "scroll down")),
		First:    key.NewBinding(key.WithKeys("home"), key.WithHelp("home", "first")),
		Last:     key.NewBinding(key.WithKeys("end"), key.WithHelp("end", "last")),
	}
}

// ForQuestions returns the keys with the names that they have on a page that asks
// something: nothing opens there.
func (k Keys) ForQuestions() Keys {
	k.Open.SetHelp("enter", "choose")
	k.Choose.SetHelp("↑↓", "move")
	return k
}

// Reading returns the keys of a page that is only read, for its help.
func (k Keys) Reading() []key.Binding {
	return []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.First, k.Last}
}

// ShortHelp lists the keys of the footer.
func (l *List) ShortHelp() []key.Binding { return []key.Binding{l.Keys.Choose, l.Keys.Open} }

// FullHelp lists the keys of every list.
func (l *List) FullHelp() [][]key.Binding {
	k := l.Keys
	return [][]key.Binding{{k.Up, k.Down, k.Open, k.PageUp, k.PageDown, k.First, k.Last}}
}

// Scroll moves a page that is only read.
func Scroll(p *page.Page, keys Keys, msg tea.Msg) {
	window := max(p.Height()-1, 1)
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		wheel(p, msg)
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, keys.Up):
			p.Scroll(-1)
		case key.Matches(msg, keys.Down):
			p.Scroll(1)
		case key.Matches(msg, keys.PageUp):
			p.Scroll(-window)
		case key.Matches(msg, keys.PageDown):
			p.Scroll(window)
		case key.Matches(msg, keys.First):
			p.SetTop(0)
		case key.Matches(msg, keys.Last):
			p.SetTop(p.Rows())
		}
	}
}

func wheel(p *page.Page, msg tea.MouseWheelMsg) {
	if msg.Button == tea.MouseWheelUp {
		p.Scroll(-3)
	} else {
		p.Scroll(3)
	}
}
