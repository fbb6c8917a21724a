// Package list is a page with rows that can be chosen, by arrows, number or mouse.
// A screen embeds a List and says in Build what is on the page; a row says where it
// leads. It must not know what the rows are about, nor the store.
package list

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/page"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// Act is called when a row is taken. It returns where the row leads, and what goes on
// besides; both may be nil.
type Act func() (nav.Move, tea.Cmd)

// To returns the act of a row that moves and does nothing else.
func To(m nav.Move) Act { return func() (nav.Move, tea.Cmd) { return m, nil } }

// Open returns the act of a row that goes to a route, from where esc comes back.
func Open(r nav.Route) Act { return To(nav.Push{Route: r}) }

// List is a page with rows. It is made by New.
type List struct {
	Page  page.Page
	Keys  Keys
	Build func() // prints the page and adds the rows; it is called for every layout

	theme  *theme.Theme
	rows   []row
	cursor int
}

type row struct {
	number rune // the key that takes it at once, or 0
	act    Act
}

// New makes a list without rows. Build must be set before it is laid out.
func New(t *theme.Theme) List { return List{theme: t, Keys: NewKeys()} }

// SetSize lays the list out and shows the row of the cursor.
func (l *List) SetSize(width, height int) {
	l.Page.SetSize(width, height)
	l.Layout()
	l.reveal()
}

// Layout builds the page anew, and stays where the reader is.
func (l *List) Layout() {
	t := l.theme
	l.Page.Mark, l.Page.Up, l.Page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	l.Page.Clear()
	l.rows = l.rows[:0]
	l.Build()
	l.cursor = max(0, min(l.cursor, len(l.rows)-1))
	l.Page.Scroll(0)
}

// Restart builds the page anew from its top, with the cursor on the first row.
func (l *List) Restart() {
	l.cursor = 0
	l.Layout()
	l.Page.SetTop(0)
}

// SetCursor puts the cursor on a row, for the next layout.
func (l *List) SetCursor(row int) { l.cursor = row }

// Choose puts the cursor on a row, or the nearest that there is, and shows it.
func (l *List) Choose(row int) {
	l.cursor = max(0, min(row, len(l.rows)-1))
	l.Layout()
	l.reveal()
}

// Empty reports whether there is no row.
func (l *List) Empty() bool { return len(l.rows) == 0 }

func (l *List) reveal() {
	if l.cursor == 0 {
		l.Page.SetTop(0)
		return
	}
	l.Page.RevealTargets(l.cursor, l.cursor)
}

// Update takes an event: a key or a click chooses a row or takes it, and the wheel
// scrolls.
func (l *List) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return l.press(msg)
	case tea.MouseClickMsg:
		if i, _, _, ok := l.Page.At(msg.X, msg.Y); ok && msg.Button == tea.MouseLeft {
			l.Choose(i)
			return l.rows[i].act()
		}
	case tea.MouseWheelMsg:
		wheel(&l.Page, msg)
	}
	return nil, nil
}

func (l *List) press(msg tea.KeyPressMsg) (nav.Move, tea.Cmd) {
	window := max(l.Page.Height()-1, 1)
	switch {
	case key.Matches(msg, l.Keys.Up):
		if l.cursor == 0 {
			l.Page.SetTop(0)
		}
		l.Choose(l.cursor - 1)
	case key.Matches(msg, l.Keys.Down):
		if l.cursor == len(l.rows)-1 {
			l.Page.Scroll(1)
			return nil, nil
		}
		l.Choose(l.cursor + 1)
	case key.Matches(msg, l.Keys.First):
		l.Choose(0)
		l.Page.SetTop(0)
	case key.Matches(msg, l.Keys.Last):
		l.Choose(len(l.rows) - 1)
		l.Page.SetTop(l.Page.Rows())
	case key.Matches(msg, l.Keys.PageUp):
		l.Page.Scroll(-window)
	case key.Matches(msg, l.Keys.PageDown):
		l.Page.Scroll(window)
	case key.Matches(msg, l.Keys.Open) && len(l.rows) > 0:
		return l.rows[l.cursor].act()
	default:
		return l.numbered(msg.Text)
	}
	return nil, nil
}

func (l *List) numbered(text string) (nav.Move, tea.Cmd) {
	for i, r := range l.rows {
		if r.number != 0 && text == string(r.number) {
			l.Choose(i)
			return r.act()
		}
	}
	return nil, nil
}

// View draws the window.
func (l *List) View() tea.View { return tea.NewView(l.Page.View()) }

// Fit cuts a line to a width, with a mark that it was cut.
func (l *List) Fit(line string, width int) string {
	return ansi.Truncate(line, max(width, 0), l.theme.Marks.Ellipsis)
}
