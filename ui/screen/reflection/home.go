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
	"goldenthread/ui/duedate"
	"goldenthread/ui/env"
	"goldenthread/ui/nav"
	"goldenthread/ui/phrase"
	"goldenthread/ui/route"
	"goldenthread/ui/theme"
)

// home is the first screen: the step to carry on with, the frameworks, the other ways in
// and the commitments.
type home struct {
	list.List
	notices
	env         *env.Env
	progress    map[content.UnitID]insight.Unit
	commitments []insight.Commitment
	last        route.Step // the step that was last worked on
	hasLast     bool
	lookBack    key.Binding
	mind        key.Binding
	privacy     key.Binding
	facilitate  key.Binding
}

func newHome(e *env.Env, _ route.Home) (*home, error) {
	h := &home{
		List: list.New(e.Theme), env: e,
		notices:  newNotices(e),
		lookBack: key.NewBinding(key.WithKeys("l"), key.WithHelp("l", "look back")),
		mind:     key.NewBinding(key.WithKeys("m"), key.WithHelp("m", "what is on your mind")),
	}
	h.privacy = key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "privacy"))
	h.facilitate = key.NewBinding(key.WithKeys("f"), key.WithHelp("f", "facilitate"))
	h.mind.SetEnabled(len(e.Book.Concerns) > 0)
	h.Build = h.print
	return h, h.Resume()
}

// Resume reads what screens above may have changed.
func (h *home) Resume() error {
	progress, err := insight.Progress(h.env.Book, h.env.Store)
	if h.unread, err = store.Unreadable(err); err != nil {
		return err
	}
	commitments, err := insight.Commitments(h.env.Book, h.env.Store)
	if _, err = store.Unreadable(err); err != nil {
		return err
	}
	last, hasLast, err := lastStep(h.env)
	if err != nil {
		return err
	}
	if last != h.last {
		h.SetCursor(0) // where to carry on
	}
	h.progress, h.commitments = progress, commitments
	h.last, h.hasLast = last, hasLast
	return nil
}

// first reports whether nothing was ever written.
func (h *home) first() bool {
	for _, u := range h.progress {
		if u.State != insight.NotYet {
			return false
		}
	}
	return !h.hasLast
}

func (h *home) print() {
	h.Page.Print(h.notices.lines(h.Page.Width())...)
	h.Page.Gap()
	if h.first() {
		h.printWelcome()
		h.printMind()
	} else if h.hasLast {
		h.printCarryOn()
	}
	h.Page.Gap()
	h.Page.Print(h.env.Theme.Faint.Render(h.frameworksTitle()))
	for i, f := range h.env.Book.Frameworks {
		h.printFramework(i, f)
	}
	h.printEntries()
	h.printCommitments()
}

// printMind prints the entry for people who come with something on their mind.
func (h *home) printMind() {
	h.Page.Gap()
	h.printMindRow()
}

// printEntries prints the other ways in.
func (h *home) printEntries() {
	h.Page.Gap()
	if !h.first() {
		h.printMindRow()
	}
	for _, p := range h.env.Book.Paths {
		h.Add(list.Open(route.Path{ID: p.ID}), h.entry(p.Title, fmt.Sprintf("%d minutes", p.Minutes)))
	}
	h.Add(list.To(nav.Facilitate{}), h.entry("A session with a group", "or press f"))
	if h.first() && !h.env.Store.Sealed() {
		h.Add(list.Open(route.Seal{}), h.entry("Keep it under a passphrase", "if you like; also later"))
	}
}

func (h *home) printMindRow() {
	if len(h.env.Book.Concerns) > 0 {
		h.Add(list.Open(route.Mind{}), h.entry("What is on your mind?", "or press m"))
	}
}

func (h *home) entry(name, said string) string {
	t := h.env.Theme
	if h.Current() {
		name = t.Bold.Render(name)
	}
	return h.Fit(phrase.Pad(name, 33)+t.Faint.Render(said), h.Page.Width()-2)
}

func (h *home) frameworksTitle() string {
	switch n := len(h.env.Book.Frameworks); n {
	case 1:
		return "The framework"
	case 5:
		return "The five frameworks"
	default:
		return fmt.Sprintf("The %d frameworks", n)
	}
}

func (h *home) printWelcome() {
	w := h.Page.Width()
	h.Page.Print(h.env.Theme.Prose("Welcome. Choose any framework and begin anywhere: twenty-five minutes are enough for one unit, ten for a part of it. What you write is saved as you type and stays on this computer: p says where.", w, theme.Body)...)
	h.Page.Gap()
	h.Page.Print(h.env.Theme.Prose(content.WordsGuard+" "+content.UseGuard, w, theme.Quiet)...)
}

const labelColumn = 11

func (h *home) printCarryOn() {
	t, w := h.env.Theme, h.Page.Width()-2
	unit := h.env.Book.Unit(h.last.Unit)
	where := "close"
	for i, s := range content.Stages {
		if s == h.last.Stage {
			where = fmt.Sprintf("step %d of %d", i+1, len(content.Stages))
		}
	}
	head := t.Bold.Render("Carry on") + "   " + unit.Title + t.Faint.Render(" "+t.Marks.Dot+" "+where)
	lines := []string{h.Fit(head, w)}
	if s := unit.Step(h.last.Stage); s != nil && h.last.Stage != content.Read {
		prompt := content.Plain(s.Prompt)
		if h.last.Stage == content.Rate {
			prompt = content.RatePrompt
		}
		lines = append(lines, h.Fit(strings.Repeat(" ", labelColumn)+t.Faint.Render(prompt), w))
	}
	h.Add(list.Open(h.last), lines...)
}

func (h *home) printFramework(i int, f *content.Framework) {
	t, w := h.env.Theme, h.Page.Width()-2
	beads := make([]thread.Bead, len(f.Units))
	done, begun := 0, 0
	for j, u := range f.Units {
		switch beads[j] = unitBead(h.progress[u.ID].State); beads[j] {
		case thread.Done:
			done++
		case thread.Begun:
			begun++
		}
	}
	said := fmt.Sprintf("%d of %d", done, len(f.Units))
	switch {
	case done == 0 && begun > 0:
		said = fmt.Sprintf("%d begun", begun)
	case done == 0:
		said = "begin anywhere"
	}
	lines := thread.Thread{Beads: beads, Here: -1}.Row(t, f.Short, h.Tone(), said, w)
	h.AddNumbered(rune('1'+i), list.Open(route.Framework{ID: f.ID}), lines...)
}

func (h *home) printCommitments() {
	t, w := h.env.Theme, h.Page.Width()-2
	headed := false
	for _, c := range h.commitments {
		if !c.Live() {
			continue
		}
		if !headed {
			h.Page.Gap()
			h.Page.Print(t.Faint.Render("Commitments"))
			headed = true
		}
		when := "no date"
		if !c.Commitment.Due.IsZero() {
			when = duedate.Until(c.Commitment.Due, h.env.Today())
		}
		title := ""
		if u := h.env.Book.Unit(c.Unit); u != nil {
			title = u.Title
		}
		h.Add(list.Open(route.Due{ID: c.ID}), commitmentLine(t, when, theme.Line(c.Will), title, w))
	}
}

// Update takes an event.
func (h *home) Update(msg tea.Msg) (nav.Move, tea.Cmd) {
	switch msg := msg.(type) {
	case nav.Damaged:
		h.found = msg.Found
		h.Layout()
		return nil, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, h.dismiss):
			return h.dismissed(), nil
		case key.Matches(msg, h.lookBack) && !h.first():
			return nav.Push{Route: route.LookBack{}}, nil
		case key.Matches(msg, h.mind):
			return nav.Push{Route: route.Mind{}}, nil
		case key.Matches(msg, h.privacy):
			return nav.Push{Route: route.Privacy{}}, nil
		case key.Matches(msg, h.facilitate):
			return nav.Facilitate{}, nil
		}
	}
	move, cmd := h.List.Update(msg)
	if move != nil {
		h.hideProvider() // said once a start
	}
	return move, cmd
}

// dismissed keeps that whose folder it is need not be said again.
func (h *home) dismissed() nav.Move {
	err := h.dismissProvider()
	h.Layout()
	if err != nil {
		return nav.Report{Err: err}
	}
	return nil
}

// Title is the program's name.
func (h *home) Title() string { return "Golden Thread" }

// Status returns that this is private, and the date.
func (h *home) Status() (string, bool) {
	t, date := h.env.Theme, "Monday 2 January"
	if h.Page.Width() < wideCorner {
		date = "Mon 2 Jan"
	}
	return shareMark(t, store.Private) + " " + t.Marks.Dot + " " + h.env.Now().Format(date), false
}

// ShortHelp lists the keys of the footer.
func (h *home) ShortHelp() []key.Binding {
	short := []key.Binding{h.Keys.Choose, h.Keys.Open}
	if !h.first() {
		short = append(short, h.lookBack)
	}
	return append(short, h.mind, h.dismiss, h.privacy, h.facilitate)
}

// FullHelp lists all keys.
func (h *home) FullHelp() [][]key.Binding {
	return append(h.List.FullHelp(), []key.Binding{h.lookBack, h.mind, h.dismiss, h.privacy, h.facilitate})
}
