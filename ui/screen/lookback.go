package screen

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"goldenthread/content"
	"goldenthread/store"
	"goldenthread/ui/component/page"
	"goldenthread/ui/duedate"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/theme"
)

// lookBack shows what was written before: in a step, a unit, a framework or in
// all of them, the newest first, with the words that were asked then.
type lookBack struct {
	env     *env.Env
	route   LookBackRoute
	page    page.Page
	entries []memory
	damaged int
	keys    listKeys
}

// memory is one revision with the words that it answered.
type memory struct {
	store.Revision
	asked string
}

func newLookBack(e *env.Env, r LookBackRoute) (nav.Screen, error) {
	l := &lookBack{env: e, route: r, keys: newListKeys()}
	return l, l.Resume()
}

// Resume reads the answers. Of the revisions that were made while one answer
// grew, only the last of each visit is shown.
func (l *lookBack) Resume() error {
	type key struct {
		slot  store.Slot
		visit int
	}
	newest := map[key]store.Revision{}
	l.damaged = 0
	for r, err := range l.env.Store.Revisions() {
		if n, err := unreadable(err); err != nil {
			return err
		} else if n > 0 {
			l.damaged++
			continue
		}
		if l.shows(r) {
			newest[key{r.Slot, r.Visit}] = r
		}
	}
	l.entries = l.entries[:0]
	for _, r := range newest {
		asked, _, err := l.env.Store.Wording(r.Wording)
		if err != nil {
			return err
		}
		l.entries = append(l.entries, memory{r, asked})
	}
	slices.SortFunc(l.entries, func(a, b memory) int { return b.ID.Compare(a.ID) })
	return nil
}

func (l *lookBack) shows(r store.Revision) bool {
	if r.Kind == store.KindRead || r.Kind == store.KindVisit {
		return false
	}
	path := string(r.Step)
	return l.route.Scope == "" || path == l.route.Scope || strings.HasPrefix(path, l.route.Scope+"/")
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
	for i, m := range l.entries {
		if i > 0 {
			l.page.Gap()
		}
		l.print(m, width)
	}
	l.page.Scroll(0)
}

func (l *lookBack) print(m memory, width int) {
	t := l.env.Theme
	head := m.At.Format("Mon 2 Jan 2006, 15:04") + " " + t.Marks.Dot + " " + l.place(m)
	l.page.Print(t.Accent.Render(ansi.Truncate(head, width, t.Marks.Ellipsis)))
	if m.Kind == store.KindAnswer && m.asked != "" {
		l.page.Print(t.Prose(m.asked, width, theme.Quiet)...)
	}
	for _, line := range answerLines(m.Body, l.env.Today()) {
		l.page.Print(t.Typed(line, width)...)
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
	return string(m.Step)
}

// answerLines is an answer of any kind in words, a paragraph each.
func answerLines(b store.Body, today store.Date) []string {
	switch {
	case b.Rating != nil:
		return ratingLines(*b.Rating)
	case b.Test != nil:
		return labelled("Asked", b.Test.Who+": "+b.Test.Ask, "Expected", b.Test.Predicted, "Heard", b.Test.Heard)
	case b.Commitment != nil:
		return commitmentLines(*b.Commitment, today)
	case b.Text == "":
		return []string{"(taken back)"}
	}
	return []string{b.Text}
}

func ratingLines(r store.Rating) []string {
	words := levelWords(r.Level)
	for _, o := range content.Confidences {
		if o.Name == r.Confidence {
			words += ", " + o.Title + " sure"
		}
	}
	for _, o := range content.EvidenceKinds {
		if o.Name == r.Evidence {
			words += ", resting on " + o.Title
		}
	}
	lines := []string{words}
	if r.ThenLevel != nil {
		lines = append(lines, "The time before, as seen from here: "+levelWords(*r.ThenLevel))
	}
	return lines
}

func commitmentLines(c store.Commitment, today store.Date) []string {
	lines := []string{"When " + c.When + ", I will " + c.Will + "."}
	lines = append(lines, labelled("Could stop it", c.Obstacle, "If so", c.Fallback, "Who will know", c.Witness)...)
	if !c.Due.IsZero() {
		lines = append(lines, "Return on: "+duedate.Echo(c.Due, today))
	}
	for _, e := range c.Log {
		lines = append(lines, fmt.Sprintf("%s, %s. %s", e.At.Format("2 Jan 2006"), e.State, e.Note))
	}
	return lines
}

// labelled returns "label: text" for the texts that are not blank.
func labelled(pairs ...string) []string {
	var lines []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if text := strings.TrimSpace(strings.TrimSuffix(pairs[i+1], ": ")); text != "" && text != ":" {
			lines = append(lines, pairs[i]+": "+text)
		}
	}
	return lines
}

// Update scrolls.
func (l *lookBack) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	scroll(&l.page, l.keys, msg)
	return nil, nil
}

// View draws the window.
func (l *lookBack) View() tea.View { return tea.NewView(l.page.View()) }

// Title is what is looked back on.
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
func (l *lookBack) ShortHelp() []key.Binding { return []key.Binding{l.keys.scroll} }

// FullHelp lists all keys.
func (l *lookBack) FullHelp() [][]key.Binding {
	k := l.keys
	return [][]key.Binding{{k.up, k.down, k.pageUp, k.pageDown, k.first, k.last}}
}
