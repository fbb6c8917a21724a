package screen

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/component/page"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// list is a page with rows that can be chosen: by arrows, number or mouse. The
// screens that are lists embed it and say in build what is on the page.
type list struct {
	env    *env.Env
	page   page.Page
	keys   listKeys
	rows   []row
	cursor int
	build  func() // prints the page and adds the rows
}

// row is one thing to choose.
type row struct {
	move   nav.Move
	act    func() nav.Move // does something first; in place of move
	number rune            // the key that chooses it at once, or 0
}

// take does what the row is for and returns where that leads.
func (r row) take() nav.Move {
	if r.act != nil {
		return r.act()
	}
	return r.move
}

type listKeys struct{ choose, scroll, up, down, open, pageUp, pageDown, first, last key.Binding }

func newListKeys() listKeys {
	return listKeys{
		choose:   key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "choose")),
		scroll:   key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("↑↓", "scroll")),
		up:       key.NewBinding(key.WithKeys("up", "k", "shift+tab"), key.WithHelp("↑", "up")),
		down:     key.NewBinding(key.WithKeys("down", "j", "tab"), key.WithHelp("↓", "down")),
		open:     key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "open")),
		pageUp:   key.NewBinding(key.WithKeys("pgup"), key.WithHelp("pgup", "scroll up")),
		pageDown: key.NewBinding(key.WithKeys("pgdown", "space"), key.WithHelp("pgdn", "scroll down")),
		first:    key.NewBinding(key.WithKeys("home"), key.WithHelp("home", "first")),
		last:     key.NewBinding(key.WithKeys("end"), key.WithHelp("end", "last")),
	}
}

// forQuestions names the keys for a page that asks something: nothing opens there.
func (k listKeys) forQuestions() listKeys {
	k.open.SetHelp("enter", "choose")
	k.choose.SetHelp("↑↓", "move")
	return k
}

func (l *list) SetSize(width, height int) {
	l.page.SetSize(width, height)
	l.layout()
	l.reveal()
}

func (l *list) layout() {
	t := l.env.Theme
	l.page.Mark, l.page.Up, l.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	l.page.Clear()
	l.rows = l.rows[:0]
	l.build()
	l.cursor = max(0, min(l.cursor, len(l.rows)-1))
	l.page.Scroll(0)
}

// add prints the lines of a row that can be chosen, the first of them with the
// cursor's mark when the cursor is on it. Lines leave two cells for the mark.
func (l *list) add(r row, lines ...string) {
	i, at := len(l.rows), l.page.Rows()
	l.rows = append(l.rows, r)
	mark := "  "
	if i == l.cursor {
		mark = l.env.Theme.Accent.Render(l.env.Theme.Marks.Row) + " "
	}
	for _, line := range lines {
		l.page.Print(mark + line)
	}
	l.page.Target(i, at)
}

// say prints a paragraph.
func (l *list) say(text string, tone theme.Tone) {
	l.page.Print(l.env.Theme.Prose(text, l.page.Width(), tone)...)
}

// choice adds a row with what it does, which goes under its name where there is
// no room beside it.
func (l *list) choice(number rune, name, says string, act func() nav.Move) {
	const indent = 3
	t, width := l.env.Theme, l.page.Width()-2-indent
	style := t.Text
	if l.current() {
		style = t.Bold
	}
	lines := t.Wrap(name, width, style)
	beside := padTo(lines[0], max(20, ansi.StringWidth(lines[0])+2)) + t.Faint.Render(says)
	switch {
	case says == "":
	case len(lines) == 1 && ansi.StringWidth(beside) <= width:
		lines[0] = beside
	default:
		lines = append(lines, t.Wrap(says, width, t.Faint)...)
	}
	for i := range lines {
		lines[i] = padTo("", indent) + lines[i]
	}
	lines[0] = string(number) + lines[0][1:]
	l.add(row{act: act, number: number}, lines...)
}

// under prints a line; what there is no room for goes under it, further in.
func (l *list) under(text string) {
	for i, line := range l.env.Theme.Wrap(text, l.page.Width()-4, l.env.Theme.Text) {
		l.page.Print(padTo("", 2+2*min(i, 1)) + line)
	}
}

// tone is how loud the name of the row is that is added next.
func (l *list) tone() theme.Tone {
	if l.current() {
		return theme.Loud
	}
	return theme.Body
}

// current says whether the row that is added next is the cursor's.
func (l *list) current() bool { return len(l.rows) == l.cursor }

func (l *list) update(msg tea.Msg) nav.Move {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return l.press(msg)
	case tea.MouseClickMsg:
		if i, _, _, ok := l.page.At(msg.X, msg.Y); ok && msg.Button == tea.MouseLeft {
			l.choose(i)
			return l.rows[i].take()
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			l.page.Scroll(-3)
		} else {
			l.page.Scroll(3)
		}
	}
	return nil
}

func (l *list) press(msg tea.KeyPressMsg) nav.Move {
	window := max(l.page.Height()-1, 1)
	switch {
	case key.Matches(msg, l.keys.up):
		if l.cursor == 0 {
			l.page.SetTop(0)
		}
		l.choose(l.cursor - 1)
	case key.Matches(msg, l.keys.down):
		if l.cursor == len(l.rows)-1 {
			l.page.Scroll(1)
			return nil
		}
		l.choose(l.cursor + 1)
	case key.Matches(msg, l.keys.first):
		l.choose(0)
		l.page.SetTop(0)
	case key.Matches(msg, l.keys.last):
		l.choose(len(l.rows) - 1)
		l.page.SetTop(l.page.Rows())
	case key.Matches(msg, l.keys.pageUp):
		l.page.Scroll(-window)
	case key.Matches(msg, l.keys.pageDown):
		l.page.Scroll(window)
	case key.Matches(msg, l.keys.open) && len(l.rows) > 0:
		return l.rows[l.cursor].take()
	default:
		return l.numbered(msg.Text)
	}
	return nil
}

func (l *list) numbered(text string) nav.Move {
	for i, r := range l.rows {
		if r.number != 0 && text == string(r.number) {
			l.choose(i)
			return r.take()
		}
	}
	return nil
}

func (l *list) choose(i int) {
	l.cursor = max(0, min(i, len(l.rows)-1))
	l.layout()
	l.reveal()
}

func (l *list) reveal() {
	if l.cursor == 0 {
		l.page.SetTop(0)
		return
	}
	l.page.RevealTargets(l.cursor, l.cursor)
}

// View draws the window.
func (l *list) View() tea.View { return tea.NewView(l.page.View()) }

// oneLine is what a person typed on one line: pasted line breaks and tabs
// become blanks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// fit cuts a line to a width, with a mark that it was cut.
func (l *list) fit(line string, width int) string {
	return ansi.Truncate(line, max(width, 0), l.env.Theme.Marks.Ellipsis)
}

// FullHelp lists the keys of every list.
func (l *list) FullHelp() [][]key.Binding {
	k := l.keys
	return [][]key.Binding{{k.up, k.down, k.open, k.pageUp, k.pageDown, k.first, k.last}}
}
