package list

import (
	"github.com/charmbracelet/x/ansi"

	"goldenthread/ui/phrase"
	"goldenthread/ui/theme"
)

// Add prints the lines of a row, each with the cursor's mark when the cursor is on the
// row. Lines leave two cells for the mark.
func (l *List) Add(act Act, lines ...string) { l.AddNumbered(0, act, lines...) }

// AddNumbered adds a row that a key takes at once.
func (l *List) AddNumbered(number rune, act Act, lines ...string) {
	i, at := len(l.rows), l.Page.Rows()
	l.rows = append(l.rows, row{number, act})
	mark := "  "
	if i == l.cursor {
		mark = l.theme.Accent.Render(l.theme.Marks.Row) + " "
	}
	for _, line := range lines {
		l.Page.Print(mark + line)
	}
	l.Page.Target(i, at)
}

// Choice adds a row with the words for its effect, which goes under its name where there is no
// room beside it.
func (l *List) Choice(number rune, name, does string, act Act) {
	const indent, nameColumn = 3, 20
	t, width := l.theme, l.Page.Width()-2-indent
	style := t.Text
	if l.Current() {
		style = t.Bold
	}
	lines := t.Wrap(name, width, style)
	beside := phrase.Pad(lines[0], max(nameColumn, ansi.StringWidth(lines[0])+2)) + t.Faint.Render(does)
	switch {
	case does == "":
	case len(lines) == 1 && ansi.StringWidth(beside) <= width:
		lines[0] = beside
	default:
		lines = append(lines, t.Wrap(does, width, t.Faint)...)
	}
	for i := range lines {
		lines[i] = phrase.Pad("", indent) + lines[i]
	}
	lines[0] = string(number) + lines[0][1:]
	l.AddNumbered(number, act, lines...)
}

// Say prints a paragraph.
func (l *List) Say(text string, tone theme.Tone) {
	l.Page.Print(l.theme.Prose(text, l.Page.Width(), tone)...)
}

// Under prints a line two cells in; what there is no room for goes under it, further
// in.
func (l *List) Under(text string) {
	for i, line := range l.theme.Wrap(text, l.Page.Width()-4, l.theme.Text) {
		l.Page.Print(phrase.Pad("", 2+2*min(i, 1)) + line)
	}
}

// Current reports whether the cursor is on the row that is added next.
func (l *List) Current() bool { return len(l.rows) == l.cursor }

// Tone returns the tone for the name of the row that is added next.
func (l *List) Tone() theme.Tone {
	if l.Current() {
		return theme.Loud
	}
	return theme.Body
}
