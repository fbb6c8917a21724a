package reflection

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/component/list"
	"goldenthread/ui/component/page"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/step"
	"goldenthread/ui/theme"
)

// lookBack shows what was written before: in a step, a unit, a framework or in
// all of them, the newest first, with the words that were asked then.
type lookBack struct {
	memories
	env    *env.Env
	route  route.LookBack
	page   page.Page
	keys   list.Keys
	share  key.Binding
	delete key.Binding
	cursor int    // the entry on which a key acts
	rows   []span // of the entries on the page
}

// span holds rows of the page, from the first to the one after the last.
type span struct{ from, to int }

func newLookBack(e *env.Env, r route.LookBack) (*lookBack, error) {
	l := &lookBack{
		env: e, route: r, keys: list.NewKeys(), share: step.NewShareKey(),
		delete: key.NewBinding(key.WithKeys("d"), key.WithHelp("d", "delete for good")),
	}
	return l, l.Resume()
}

// Resume reads the answers anew.
func (l *lookBack) Resume() (err error) {
	l.memories, err = remember(l.env, l.route.Scope)
	return err
}

func (l *lookBack) SetSize(width, height int) {
	t := l.env.Theme
	l.page.Mark, l.page.Up, l.page.Down = t.Faint, t.Marks.Up, t.Marks.Down
	l.page.SetSize(width, height)
	l.page.Clear()
	if l.damaged > 0 {
		l.page.Print(t.Prose(damageSays(l.damaged), width, theme.Loud)...)
		l.page.Gap()
	}
	if len(l.entries) == 0 {
		l.page.Print(t.Prose("Nothing here yet. What you write is kept when you leave its step, and can be looked back on from then.", width, theme.Body)...)
	}
	l.rows = l.rows[:0]
	l.cursor = max(0, min(l.cursor, len(l.entries)-1))
	for i, m := range l.entries {
		if i > 0 {
			l.page.Gap()
		}
		from := l.page.Rows()
		l.print(m, i == l.cursor)
		l.page.Target(i, from)
		l.rows = append(l.rows, span{from, l.page.Rows()})
	}
	l.page.Scroll(0)
}

// relayout draws the page anew, as big as it is.
func (l *lookBack) relayout() { l.SetSize(l.page.Width(), l.page.Height()) }

// print sets an entry, two cells in: the mark of the one on which a key acts goes there.
func (l *lookBack) print(m memory, current bool) {
	t, width := l.env.Theme, l.page.Width()-2
	mark, style := "  ", t.Accent
	if current {
		mark, style = t.Accent.Render(t.Marks.Row)+" ", t.AccentBold
	}
	far, _ := sharing(t, m.Sharing)
	when := "no day is known"
	if !m.At.IsZero() {
		when = m.At.Format("Mon 2 Jan 2006, 15:04")
	}
	head := when + " " + t.Marks.Dot + " " + l.place(m)
	if room := width - ansi.StringWidth(far); ansi.StringWidth(head)+2 <= room {
		l.page.Print(mark + phrase.Pad(style.Render(head), room) + t.Faint.Render(far))
	} else {
		l.page.Print(mark + style.Render(ansi.Truncate(head, width, t.Marks.Ellipsis)))
		l.page.Print("  " + t.Faint.Render(far))
	}
	if m.beside {
		l.printIn(t.Prose("Two computers have each written on here; this is one of the two.", width, theme.Quiet))
	}
	kind := l.env.Kinds.Of(m.Kind)
	if kind.Quotes && m.asked != "" {
		l.printIn(t.Prose(m.asked, width, theme.Quiet))
	}
	for _, line := range kind.Lines(m.Body, l.env.Today()) {
		l.printIn(t.Typed(line, width))
	}
}

func (l *lookBack) printIn(lines []string) {
	for _, line := range lines {
		l.page.Print("  " + line)
	}
}

func (l *lookBack) place(m memory) string {
	stage := m.Step.Stage().Title()
	if m.Field == store.FieldWorking {
		stage = "Close"
	}
	if u := l.env.Book.Unit(m.Step.Unit()); u != nil {
		return u.Title + " " + l.env.Theme.Marks.Crumb + " " + stage
	}
	return theme.Line(string(m.Step))
}

// Update scrolls, goes from answer to answer, and acts on one.
func (l *lookBack) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case len(l.entries) == 0:
		case key.Matches(msg, l.share):
			return l.mark(), nil
		case key.Matches(msg, l.delete):
			return nav.Push{Route: route.Delete{Scope: l.route.Scope, Slot: l.entries[l.cursor].Slot}}, nil
		case key.Matches(msg, l.keys.Down) && l.step(1):
			return nil, nil
		case key.Matches(msg, l.keys.Up) && l.step(-1):
			return nil, nil
		}
	case tea.MouseClickMsg:
		if i, _, _, ok := l.page.At(msg.X, msg.Y); ok && msg.Button == tea.MouseLeft {
			l.choose(i)
		}
		return nil, nil
	}
	list.Scroll(&l.page, l.keys, msg)
	l.follow()
	return nil, nil
}

// step goes to the answer beside, once this one has been read to its end.
func (l *lookBack) step(by int) bool {
	at := l.rows[l.cursor]
	top, bottom := l.page.Top(), l.page.Top()+l.page.Height()
	to := l.cursor + by
	if by > 0 && at.to > bottom || by < 0 && at.from < top || to < 0 || to >= len(l.entries) {
		return false
	}
	l.choose(to)
	if next := l.rows[to]; by < 0 && next.to-next.from > l.page.Height() {
		l.page.SetTop(next.to - l.page.Height()) // its end comes first, from below
	} else {
		l.page.Reveal(next.from, next.to)
	}
	return true
}

func (l *lookBack) choose(i int) {
	l.cursor = i
	l.relayout()
}

// follow keeps the cursor in sight: where it has left the window, it goes to the first
// answer that begins there.
func (l *lookBack) follow() {
	top, bottom := l.page.Top(), l.page.Top()+l.page.Height()
	begins := func(at span) bool { return at.from >= top && at.from < bottom }
	if len(l.entries) == 0 || begins(l.rows[l.cursor]) {
		return
	}
	if i := slices.IndexFunc(l.rows, begins); i >= 0 {
		l.choose(i)
	}
}

// mark lets the answer at the cursor go one step further.
func (l *lookBack) mark() nav.Move {
	m := &l.entries[l.cursor]
	if err := m.share(l.env); err != nil {
		return nav.Report{Err: err}
	}
	l.relayout()
	return nil
}

// View draws the window.
func (l *lookBack) View() tea.View { return tea.NewView(l.page.View()) }

// Title names the place that is looked back on.
func (l *lookBack) Title() string {
	crumb := " " + l.env.Theme.Marks.Crumb + " "
	if u := l.env.Book.Unit(content.UnitID(l.route.Scope)); u != nil {
		return "Look back" + crumb + u.Title
	}
	if f := l.env.Book.Framework(content.FrameworkID(l.route.Scope)); f != nil {
		return "Look back" + crumb + f.Short
	}
	id := content.StepID(l.route.Scope)
	if u := l.env.Book.Unit(id.Unit()); u != nil {
		return "Look back" + crumb + u.Title + crumb + id.Stage().Title()
	}
	return "Look back"
}

// ShortHelp lists the keys of the footer.
func (l *lookBack) ShortHelp() []key.Binding {
	if len(l.entries) == 0 {
		return []key.Binding{l.keys.Scroll}
	}
	return []key.Binding{l.keys.Choose, l.share, l.delete}
}

// FullHelp lists all keys.
func (l *lookBack) FullHelp() [][]key.Binding {
	return [][]key.Binding{append(l.keys.Reading(), l.share, l.delete)}
}
